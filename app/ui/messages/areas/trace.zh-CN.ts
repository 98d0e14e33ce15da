import frame from "../zh-CN/frame.json";
import intake from "../zh-CN/intake.json";
import otherRefusals from "../zh-CN/refusals.json";
import shopRefusals from "../zh-CN/refusals-shop.json";
import trace from "../zh-CN/trace.json";
import units from "../zh-CN/units.json";

const refusals = { ...otherRefusals, ...shopRefusals };

export default { frame, intake, refusals, trace, units };
