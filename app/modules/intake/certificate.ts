import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { Grams } from "~/kernel/weight";

/**
 * 承诺达标合格证 by 农业农村部令2025年第4号, in force 2026-02-01. It asks cooperatives for one certificate per batch of
 * vegetables, fruit, tea leaf, livestock and poultry, eggs and farmed fish. By slug of the shop's category; edible
 * fungi count as vegetables. Grain, honey, milk and processed goods are not on the list. The order has certificates kept for
 * six months at least; the database refuses to delete them at all.
 */
export const COVERED_CATEGORIES: ReadonlySet<string> = new Set([
  "vegetables",
  "fungi",
  "fruit",
  "tea",
  "meat",
  "eggs",
  "fish",
]);

export function needsCertificate(categorySlug: string): boolean {
  return COVERED_CATEGORIES.has(categorySlug);
}

/** What the promise rests on; the order names these three. */
export const BASES = ["selfControl", "ownTest", "entrustedTest"] as const;
export type Basis = (typeof BASES)[number];

/** Why it was issued: for the batch as it came in, or anew after mixing or repacking. */
export const OCCASIONS = ["first", "mixed", "repacked"] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** Labels as they are printed: a roll of stickers, or a sheet. */
export const LABEL_SIZES = ["70x50", "a4"] as const;
export type LabelSize = (typeof LABEL_SIZES)[number];

/** The lot holds less than the certificate would speak for, or nothing. */
export type CertificateExceedsLot = Refusal<"CertificateExceedsLot"> & { readonly mostGrams: Grams };
export type CertificateUnknown = Refusal<"CertificateUnknown">;
export type CertificateVoided = Refusal<"CertificateVoided">;
/** There is one already: issuing anew needs a reason, mixing or repacking. */
export type CertificateStands = Refusal<"CertificateStands"> & { readonly number: string };
/** A listing of covered goods goes on sale only with a valid certificate of its current lot. */
export type CertificateMissing = Refusal<"CertificateMissing">;

/** `standing` is the number of the lot's valid certificate. */
export function decideIssue(
  lotGrams: Grams,
  grams: Grams,
  occasion: Occasion,
  standing: string | null,
): Result<void, CertificateExceedsLot | CertificateStands> {
  if (grams <= 0n || grams > lotGrams) return refuse({ code: "CertificateExceedsLot", mostGrams: lotGrams });
  if (standing !== null && occasion === "first")
    return refuse({ code: "CertificateStands", number: standing });
  return ok();
}

/** `certificate` is the number of the valid certificate of the listing's current lot, or null. */
export function decideListing(
  categorySlug: string,
  certificate: string | null,
): Result<void, CertificateMissing> {
  if (!needsCertificate(categorySlug) || certificate !== null) return ok();
  return refuse({ code: "CertificateMissing" });
}

/** How the goods of a listing stand with their certificate. */
export type CertificateStanding = "notNeeded" | "valid" | "ending" | "missing";

/** A certificate speaks for one lot: when this many days of its shelf life are left, the next lot's is wanted soon. */
export const ENDING_WITHIN_DAYS = 2;

/**
 * `keepsUntil` is the day (YYYY-MM-DD) to which the current lot is good, null where nobody has said; `endingFrom` the
 * day from which on that is soon.
 */
export function certificateStanding(
  listing: {
    readonly categorySlug: string;
    readonly certificate: string | null;
    readonly keepsUntil: string | null;
  },
  endingFrom: string,
): CertificateStanding {
  if (!needsCertificate(listing.categorySlug)) return "notNeeded";
  if (listing.certificate === null) return "missing";
  return listing.keepsUntil !== null && listing.keepsUntil <= endingFrom ? "ending" : "valid";
}
