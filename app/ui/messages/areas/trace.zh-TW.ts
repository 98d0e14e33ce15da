import frame from "../zh-TW/frame.json";
import intake from "../zh-TW/intake.json";
import otherRefusals from "../zh-TW/refusals.json";
import shopRefusals from "../zh-TW/refusals-shop.json";
import trace from "../zh-TW/trace.json";
import units from "../zh-TW/units.json";

const refusals = { ...otherRefusals, ...shopRefusals };

export default { frame, intake, refusals, trace, units };
