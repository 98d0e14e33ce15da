import frame from "../zh-TW/frame.json";
import order from "../zh-TW/order.json";
import privacy from "../zh-TW/privacy.json";
import refusals from "../zh-TW/refusals.json";
import units from "../zh-TW/units.json";

export default { frame, order, privacy, refusals, units };
