import demo from "../zh-CN/demo.json";
import frame from "../zh-CN/frame.json";
import intake from "../zh-CN/intake.json";
import refusals from "../zh-CN/refusals.json";
import trace from "../zh-CN/trace.json";
import units from "../zh-CN/units.json";

export default { demo, frame, intake, refusals, trace, units };
