import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { Grams } from "~/kernel/weight";
import { checkPacks, type PacksOutOfRange } from "./stock";
import type { LossReason } from "./stock-reasons";

/** What became of the grams that came in with a lot. */
export interface LotBalance {
  readonly gramsTotal: Grams;
  readonly gramsWholesale: Grams;
  readonly gramsPacked: Grams;
  readonly gramsLost: Grams;
  /** sold by weight, unpacked */
  readonly gramsBulk: Grams;
  /** of its packs, gone out with orders */
  readonly gramsSold: Grams;
  /** of its packs, gone otherwise */
  readonly gramsTaken: Grams;
}

type RawBalance = Omit<LotBalance, "gramsSold" | "gramsTaken">;

/** What is still there and neither packed nor set aside for wholesale. Never below nothing: the database holds it. */
export function remainingGrams(lot: RawBalance): Grams {
  return lot.gramsTotal - lot.gramsWholesale - lot.gramsPacked - lot.gramsLost - lot.gramsBulk;
}

/** What is in packs that still stand in the store. */
export function inPacksGrams(lot: Pick<LotBalance, "gramsPacked" | "gramsSold" | "gramsTaken">): Grams {
  return lot.gramsPacked - lot.gramsSold - lot.gramsTaken;
}

/** Everything that is still there of a lot: unpacked for retail, set aside for wholesale, and in packs. */
export function leftGrams(lot: LotBalance): Grams {
  return remainingGrams(lot) + lot.gramsWholesale + inPacksGrams(lot);
}

/** A hundred tonnes in one act: beyond it a slip of the finger is likelier. */
export const MOST_GRAMS_AT_ONCE: Grams = 100_000_000n;

export type GramsOutOfRange = Refusal<"GramsOutOfRange"> & { readonly most: Grams };

export function checkGrams(grams: Grams): Result<Grams, GramsOutOfRange> {
  return grams > 0n && grams <= MOST_GRAMS_AT_ONCE
    ? ok(grams)
    : refuse({ code: "GramsOutOfRange", most: MOST_GRAMS_AT_ONCE });
}

/** No such lot at this cooperative. */
export type LotNotFound = Refusal<"LotNotFound">;
/** Less of the lot is there than is wanted; nothing has been taken. */
export type LotTooSmall = Refusal<"LotTooSmall"> & { readonly leftGrams: Grams };
/** The packs hold more, by their declared net weight, than was taken for them. */
export type PackedMoreThanUsed = Refusal<"PackedMoreThanUsed"> & { readonly packedGrams: Grams };
/** Something was lost and nobody says how. */
export type LossReasonMissing = Refusal<"LossReasonMissing"> & { readonly lossGrams: Grams };
/** More was lost than packing can lose: one of the numbers is mistyped, or goods have spoiled before. */
export type LossTooLarge = Refusal<"LossTooLarge"> & { readonly lossGrams: Grams };

/** Of what is taken for packing at most three tenths may be lost; more is recorded as spoiled, an act of its own. */
const LARGEST_LOSS = { numerator: 3n, denominator: 10n };

export interface PackingWish {
  readonly packs: number;
  /** Of one pack, as declared. */
  readonly netGrams: Grams;
  /** Taken from the lot: what is in the packs and what was lost on the way. */
  readonly usedGrams: Grams;
  readonly lossReason: LossReason | undefined;
}

export interface DecidedPacking {
  readonly packs: number;
  readonly packedGrams: Grams;
  readonly lossGrams: Grams;
  /** null exactly when nothing was lost */
  readonly lossReason: LossReason | null;
}

export type PackingRefusal =
  | PacksOutOfRange
  | GramsOutOfRange
  | PackedMoreThanUsed
  | LossReasonMissing
  | LossTooLarge
  | LotTooSmall;

/** What packing takes from a lot of which `leftGrams` remain: used = packed + lost, to the gram. */
export function decidePacking(wish: PackingWish, leftGrams: Grams): Result<DecidedPacking, PackingRefusal> {
  const { packs, netGrams, usedGrams } = wish;
  const meant = checkPacks(packs);
  if (!meant.ok) return meant;
  const weighed = checkGrams(usedGrams);
  if (!weighed.ok) return weighed;
  const packedGrams = netGrams * BigInt(packs);
  const lossGrams = usedGrams - packedGrams;
  if (lossGrams < 0n) return refuse({ code: "PackedMoreThanUsed", packedGrams });
  if (lossGrams * LARGEST_LOSS.denominator > usedGrams * LARGEST_LOSS.numerator) {
    return refuse({ code: "LossTooLarge", lossGrams });
  }
  if (lossGrams > 0n && wish.lossReason === undefined)
    return refuse({ code: "LossReasonMissing", lossGrams });
  if (usedGrams > leftGrams) return refuse({ code: "LotTooSmall", leftGrams });
  return ok({ packs, packedGrams, lossGrams, lossReason: lossGrams > 0n ? (wish.lossReason ?? null) : null });
}
