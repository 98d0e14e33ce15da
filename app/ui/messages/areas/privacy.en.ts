import audit from "../en/audit.json";
import checkout from "../en/checkout.json";
import demo from "../en/demo.json";
import frame from "../en/frame.json";
import order from "../en/order.json";
import privacy from "../en/privacy.json";
import refusals from "../en/refusals.json";
import units from "../en/units.json";

export default { audit, checkout, demo, frame, order, privacy, refusals, units };
