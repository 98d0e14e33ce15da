import audit from "../zh-TW/audit.json";
import checkout from "../zh-TW/checkout.json";
import demo from "../zh-TW/demo.json";
import frame from "../zh-TW/frame.json";
import order from "../zh-TW/order.json";
import privacy from "../zh-TW/privacy.json";
import refusals from "../zh-TW/refusals.json";
import units from "../zh-TW/units.json";

export default { audit, checkout, demo, frame, order, privacy, refusals, units };
