import type { Refusal } from "~/kernel/result";

/** 亩 are kept in hundredths. A household of a village does not till more than a thousand. */
export const MOST_AREA = 100_000;
export const MOST_PLOTS = 30;

/** No such household, plot or listing at this cooperative. */
export type HouseholdUnknown = Refusal<"HouseholdUnknown">;
export type TooManyPlots = Refusal<"TooManyPlots"> & { readonly most: number };

/** What stands for a household in public: 户07, never the name. */
export function householdCode(number: number): string {
  return String(number).padStart(2, "0");
}

/** The name of `h` (household) in SQL: of one that has left it is kept for the vouchers alone and does not leave the database. */
export const HOUSEHOLD_NAME = "CASE WHEN h.left_at IS NULL THEN h.name ELSE '' END";
