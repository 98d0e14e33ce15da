import demo from "../zh-TW/demo.json";
import frame from "../zh-TW/frame.json";
import intake from "../zh-TW/intake.json";
import refusals from "../zh-TW/refusals.json";
import trace from "../zh-TW/trace.json";
import units from "../zh-TW/units.json";

export default { demo, frame, intake, refusals, trace, units };
