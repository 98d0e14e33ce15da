import { invariant } from "./invariant";
import type { Grams } from "./weight";

declare const fenBrand: unique symbol;
/** An amount of money in fen (1/100 yuan). Always an integer; may be negative only where a docstring says so. */
export type Fen = bigint & { readonly [fenBrand]?: never };

declare const unitPriceBrand: unique symbol;
/** A price of produce by weight: integer 1/10000 yuan per kilogram, so that 0.85 yuan a jin is exactly 17000. */
export type UnitPrice = bigint & { readonly [unitPriceBrand]?: never };

const UNIT_PRICE_PER_FEN = 100n;
const GRAMS_PER_KILOGRAM = 1000n;

export function sumFen(amounts: Iterable<Fen>): Fen {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}

/** numerator / denominator to the nearest integer, halves away from zero (the commercial rule of 四舍五入). */
export function roundedDivide(numerator: bigint, denominator: bigint): bigint {
  invariant(denominator > 0n, "a rounded division has a positive denominator");
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (magnitude * 2n + denominator) / (denominator * 2n);
  return numerator < 0n ? -rounded : rounded;
}

/** What a weight costs at a unit price: the one place where a line is rounded. */
export function priceOfWeight(grams: Grams, price: UnitPrice): Fen {
  return roundedDivide(grams * price, GRAMS_PER_KILOGRAM * UNIT_PRICE_PER_FEN);
}

/** What a pack of `grams` at `fen` comes to for each `unitGrams`, rounded to the fen: for comparing packs, not for billing. */
export function packPricePer(unitGrams: Grams, fen: Fen, grams: Grams): Fen {
  invariant(grams > 0n, "a pack has weight");
  return roundedDivide(fen * unitGrams, grams);
}

/** A share of an amount in basis points (1/10000), rounded to the nearest fen. */
export function basisPointsOf(amount: Fen, basisPoints: number): Fen {
  invariant(Number.isInteger(basisPoints) && basisPoints >= 0, "basis points are a whole number from 0");
  return roundedDivide(amount * BigInt(basisPoints), 10_000n);
}

/**
 * Splits `amount` in proportion to `weights` by largest remainder: the parts are integers, sum exactly to
 * `amount`, and each lies within one fen of its exact share. Equal remainders go to the earlier part.
 * `amount` ≥ 0, weights ≥ 0 and not all zero (unless the amount is zero).
 */
export function splitByLargestRemainder(amount: Fen, weights: readonly bigint[]): Fen[] {
  invariant(amount >= 0n, "an amount to split is not negative");
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  invariant(
    weights.every((weight) => weight >= 0n),
    "weights are not negative",
  );
  if (amount === 0n) return weights.map(() => 0n);
  invariant(total > 0n, "an amount can only be split over a positive total weight");
  const shares = weights.map((weight, position) => ({
    position,
    whole: (amount * weight) / total,
    remainder: (amount * weight) % total,
  }));
  let left = amount - sumFen(shares.map((share) => share.whole));
  const parts = shares.map((share) => share.whole);
  const byRemainder = shares.toSorted((a, b) =>
    a.remainder === b.remainder ? a.position - b.position : a.remainder > b.remainder ? -1 : 1,
  );
  for (const share of byRemainder) {
    if (left === 0n) break;
    parts[share.position] = (parts[share.position] ?? 0n) + 1n;
    left -= 1n;
  }
  invariant(sumFen(parts) === amount, "the parts of a split sum to the whole");
  return parts;
}
