import audit from "../zh-TW/audit.json";
import checkout from "../zh-TW/checkout.json";
import claims from "../zh-TW/claims.json";
import frame from "../zh-TW/frame.json";
import order from "../zh-TW/order.json";
import privacy from "../zh-TW/privacy.json";
import otherRefusals from "../zh-TW/refusals.json";
import shopRefusals from "../zh-TW/refusals-shop.json";
import reveals from "../zh-TW/reveals.json";
import { roles } from "../zh-TW/team.json";
import units from "../zh-TW/units.json";

const refusals = { ...otherRefusals, ...shopRefusals };

export default { audit, checkout, claims, frame, order, privacy, refusals, reveals, team: { roles }, units };
