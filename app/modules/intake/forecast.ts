import { invariant } from "~/kernel/invariant";
import type { Refusal } from "~/kernel/result";
import type { Grams } from "~/kernel/weight";

/**
 * Of what the fields would bring if all of them did as well as the demonstration households' so much is counted on, in
 * percent. Whoever follows a new way of growing does not reach in the first years what those reach who show it.
 */
export const CAUTION_PERCENT = 80n;

/** Hundredths of a mu in a mu. */
const MU = 100n;
const PERCENT = 100n;

/** A field of a demonstration household and what it is expected to bring. */
export interface EstimatedField {
  /** hundredths of a mu */
  readonly area: number;
  readonly gramsPerMu: Grams;
}

/** How a forecast comes about, step by step, so that every number can be shown. */
export interface Forecast {
  /** fields somebody has estimated, in hundredths of a mu */
  readonly estimatedArea: number;
  /** their yield, weighed by their areas, rounded down */
  readonly gramsPerMu: Grams;
  /** all fields of the crop, in hundredths of a mu */
  readonly area: number;
  /** all fields at that yield, rounded down */
  readonly hopedGrams: Grams;
  readonly cautionPercent: bigint;
  /** what is counted on, rounded down once from the unrounded yield */
  readonly grams: Grams;
}

/**
 * What a harvest will bring: the yield demonstration households expect of their fields, weighed by area, on all fields of
 * the crop, less caution. Undefined where nobody has estimated. `area` is of all fields, those of the estimates included.
 */
export function forecastOf(fields: readonly EstimatedField[], area: number): Forecast | undefined {
  if (fields.length === 0) return undefined;
  const estimatedArea = fields.reduce((sum, field) => sum + field.area, 0);
  invariant(estimatedArea > 0 && area >= estimatedArea, "estimated fields are among all fields of the crop");
  const weighed = fields.reduce((sum, field) => sum + field.gramsPerMu * BigInt(field.area), 0n);
  const all = weighed * BigInt(area);
  const perMu = BigInt(estimatedArea) * MU;
  return {
    estimatedArea,
    gramsPerMu: weighed / BigInt(estimatedArea),
    area,
    hopedGrams: all / perMu,
    cautionPercent: CAUTION_PERCENT,
    grams: (all * CAUTION_PERCENT) / (perMu * PERCENT),
  };
}

/** Only demonstration households estimate; the others' fields are reckoned by theirs. */
export type NotDemonstration = Refusal<"NotDemonstration">;
