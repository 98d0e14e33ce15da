import { DAY_MS, MINUTE_MS } from "~/kernel/clock";

/** The steps the demo's clock offers: each is a little longer than something that runs out. */
export const CLOCK_STEPS = [
  { step: "minutes36", milliseconds: 36 * MINUTE_MS },
  { step: "day1", milliseconds: DAY_MS },
  { step: "days3", milliseconds: 3 * DAY_MS },
  { step: "days8", milliseconds: 8 * DAY_MS },
] as const;

export const CLOCK_STEP_NAMES = CLOCK_STEPS.map(({ step }) => step) as [
  (typeof CLOCK_STEPS)[number]["step"],
  ...(typeof CLOCK_STEPS)[number]["step"][],
];
