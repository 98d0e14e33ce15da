import audit from "../en/audit.json";
import checkout from "../en/checkout.json";
import claims from "../en/claims.json";
import frame from "../en/frame.json";
import order from "../en/order.json";
import privacy from "../en/privacy.json";
import otherRefusals from "../en/refusals.json";
import shopRefusals from "../en/refusals-shop.json";
import reveals from "../en/reveals.json";
import { roles } from "../en/team.json";
import units from "../en/units.json";

const refusals = { ...otherRefusals, ...shopRefusals };

export default { audit, checkout, claims, frame, order, privacy, refusals, reveals, team: { roles }, units };
