import frame from "../en/frame.json";
import order from "../en/order.json";
import privacy from "../en/privacy.json";
import refusals from "../en/refusals.json";
import units from "../en/units.json";

export default { frame, order, privacy, refusals, units };
