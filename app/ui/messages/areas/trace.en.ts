import frame from "../en/frame.json";
import intake from "../en/intake.json";
import otherRefusals from "../en/refusals.json";
import shopRefusals from "../en/refusals-shop.json";
import trace from "../en/trace.json";
import units from "../en/units.json";

const refusals = { ...otherRefusals, ...shopRefusals };

export default { frame, intake, refusals, trace, units };
