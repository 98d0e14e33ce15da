import type { Clock } from "~/kernel/clock";

/** A clock that stands still until a test moves it. */
export interface FixedClock extends Clock {
  set(at: Date | string): void;
  moveForward(milliseconds: number): void;
}

export function fixedClock(at: Date | string): FixedClock {
  let time = new Date(at).getTime();
  return {
    now: () => new Date(time),
    set(next) {
      time = new Date(next).getTime();
    },
    moveForward(milliseconds) {
      time += milliseconds;
    },
  };
}
