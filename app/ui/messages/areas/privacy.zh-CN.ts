import audit from "../zh-CN/audit.json";
import checkout from "../zh-CN/checkout.json";
import demo from "../zh-CN/demo.json";
import frame from "../zh-CN/frame.json";
import order from "../zh-CN/order.json";
import privacy from "../zh-CN/privacy.json";
import refusals from "../zh-CN/refusals.json";
import units from "../zh-CN/units.json";

export default { audit, checkout, demo, frame, order, privacy, refusals, units };
