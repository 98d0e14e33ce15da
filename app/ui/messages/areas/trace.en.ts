import demo from "../en/demo.json";
import frame from "../en/frame.json";
import intake from "../en/intake.json";
import refusals from "../en/refusals.json";
import trace from "../en/trace.json";
import units from "../en/units.json";

export default { demo, frame, intake, refusals, trace, units };
