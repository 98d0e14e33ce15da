import audit from "../zh-CN/audit.json";
import checkout from "../zh-CN/checkout.json";
import claims from "../zh-CN/claims.json";
import frame from "../zh-CN/frame.json";
import order from "../zh-CN/order.json";
import privacy from "../zh-CN/privacy.json";
import otherRefusals from "../zh-CN/refusals.json";
import shopRefusals from "../zh-CN/refusals-shop.json";
import reveals from "../zh-CN/reveals.json";
import { roles } from "../zh-CN/team.json";
import units from "../zh-CN/units.json";

const refusals = { ...otherRefusals, ...shopRefusals };

export default { audit, checkout, claims, frame, order, privacy, refusals, reveals, team: { roles }, units };
