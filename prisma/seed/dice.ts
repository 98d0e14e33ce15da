import { type RandomBytes, uuidv7 } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";
import { seededRandom } from "~/platform/stripe/sandbox/seeded";

/** Chance that can be repeated: the same seed throws the same dice. */
export interface Dice {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  chance(share: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** Picks in proportion to the weights, at least one of which is above zero. */
  weighed<T>(choices: readonly T[], weight: (choice: T) => number): T;
  readonly bytes: RandomBytes;
  uuid(now: Date): string;
}

export function dice(seed: number): Dice {
  const next = seededRandom(seed);
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  const bytes: RandomBytes = (length) => Uint8Array.from({ length }, () => between(0, 255));
  return {
    between,
    chance: (share) => next() < share,
    pick(choices) {
      const picked = choices[between(0, choices.length - 1)];
      invariant(picked !== undefined, "there is something to pick from");
      return picked;
    },
    weighed(choices, weight) {
      let left = next() * choices.reduce((sum, choice) => sum + weight(choice), 0);
      for (const choice of choices) {
        left -= weight(choice);
        if (left < 0) return choice;
      }
      const last = choices.findLast((choice) => weight(choice) > 0);
      invariant(last !== undefined, "there is something to weigh");
      return last;
    },
    bytes,
    uuid: (now) => uuidv7(now, bytes),
  };
}
