import type { Clock } from "~/kernel/clock";
import { invariant } from "~/kernel/invariant";

/** The clock of the story: it stands still until the story has come further, and never goes back. */
export interface MovingClock extends Clock {
  moveTo(at: Date): void;
}

export function movingClock(start: Date): MovingClock {
  let time = start.getTime();
  return {
    now: () => new Date(time),
    moveTo(at) {
      invariant(at.getTime() >= time, "the story is told in the order of time");
      time = at.getTime();
    },
  };
}
