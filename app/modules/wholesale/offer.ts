import { type Fen, priceOfWeight, type UnitPrice } from "~/kernel/money";
import type { Grams } from "~/kernel/weight";

/** What a price covers: 地头价 (at the field), 上车价 (packed and loaded), 到货价 (delivered). */
export const PRICE_BASES = ["field", "loaded", "delivered"] as const;
export type PriceBasis = (typeof PRICE_BASES)[number];

/** From this weight on, the whole quantity costs this price per kilogram. */
export interface Tier {
  readonly fromGrams: Grams;
  readonly unitPrice: UnitPrice;
}

/** A tier with its upper end: a half-open band, the last one without end. */
export interface Band extends Tier {
  readonly belowGrams: Grams | null;
}

/** The tiers in order as bands [from, below), for a price table that leaves no weight out and none twice. */
export function bandsOf(tiers: readonly Tier[]): Band[] {
  const ordered = tiers.toSorted((a, b) =>
    a.fromGrams < b.fromGrams ? -1 : a.fromGrams > b.fromGrams ? 1 : 0,
  );
  return ordered.map((tier, index) => ({ ...tier, belowGrams: ordered[index + 1]?.fromGrams ?? null }));
}

export interface WholesalePrice {
  readonly band: Band;
  readonly fen: Fen;
}

/** What `grams` cost altogether (slab price); undefined below the first band. */
export function priceFor(grams: Grams, tiers: readonly Tier[]): WholesalePrice | undefined {
  const band = bandsOf(tiers).findLast((candidate) => grams >= candidate.fromGrams);
  return band && { band, fen: priceOfWeight(grams, band.unitPrice) };
}

export interface NextTierHint {
  readonly tier: Tier;
  /** how much more reaches it */
  readonly missingGrams: Grams;
}

/** The next band with a lower price per kilogram and how far away it is; undefined when there is none. */
export function nextTier(grams: Grams, tiers: readonly Tier[]): NextTierHint | undefined {
  const bands = bandsOf(tiers);
  const now = bands.findLast((candidate) => grams >= candidate.fromGrams);
  const next = bands.find(
    (candidate) => candidate.fromGrams > grams && (!now || candidate.unitPrice < now.unitPrice),
  );
  return next && { tier: next, missingGrams: next.fromGrams - grams };
}

/** The lowest price per kilogram that any quantity reaches. */
export function lowestUnitPrice(tiers: readonly Tier[]): UnitPrice | undefined {
  return tiers.reduce<UnitPrice | undefined>(
    (lowest, tier) => (lowest === undefined || tier.unitPrice < lowest ? tier.unitPrice : lowest),
    undefined,
  );
}
