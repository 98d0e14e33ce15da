import { ok, type Refusal, type Result, refuse } from "~/kernel/result";

/** Why changes are asked for. Words under `listings.reason`. */
export const REVIEW_REASONS = [
  "photosUnclear",
  "weightUnclear",
  "priceUnclear",
  "certificateMissing",
  "labelMissing",
  "wordsUnclear",
  "other",
] as const;
export type ReviewReason = (typeof REVIEW_REASONS)[number];

/** What a reviewer looks at and ticks, one by one. Words under `listings.check`. */
export const REVIEW_CHECKS = ["photos", "weights", "prices", "certificate", "label"] as const;
export type ReviewCheck = (typeof REVIEW_CHECKS)[number];

export const LONGEST_REVIEW_NOTE = 500;

export type ReviewDecision =
  | { readonly decision: "approve"; readonly checked: readonly ReviewCheck[] }
  | { readonly decision: "askChanges"; readonly reasons: readonly ReviewReason[]; readonly note: string };

/** Who approves must have looked at everything on the list. */
export type ReviewChecksMissing = Refusal<"ReviewChecksMissing"> & {
  readonly missing: readonly ReviewCheck[];
};
/** Whoever is asked for changes must be told which. */
export type ReviewReasonMissing = Refusal<"ReviewReasonMissing">;
/** Nobody passes the goods of the cooperative they work for. */
export type ReviewOfOwnGoods = Refusal<"ReviewOfOwnGoods">;

export interface Reviewer {
  readonly userId: string;
  /** organisations at which this person keeps goods for sale */
  readonly staffOf: readonly string[];
}

/** Whether this person may decide so about a listing of this cooperative. */
export function decideReview(
  reviewer: Reviewer,
  cooperativeId: string,
  decision: ReviewDecision,
): Result<ReviewDecision, ReviewOfOwnGoods | ReviewChecksMissing | ReviewReasonMissing> {
  if (reviewer.staffOf.includes(cooperativeId)) return refuse({ code: "ReviewOfOwnGoods" });
  if (decision.decision === "approve") {
    const missing = REVIEW_CHECKS.filter((check) => !decision.checked.includes(check));
    return missing.length > 0 ? refuse({ code: "ReviewChecksMissing", missing }) : ok(decision);
  }
  const unexplained = decision.reasons.includes("other") && decision.note.trim() === "";
  return decision.reasons.length === 0 || unexplained
    ? refuse({ code: "ReviewReasonMissing" })
    : ok(decision);
}
