import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandsOf, lowestUnitPrice, nextTier, priceFor, type Tier } from "~/modules/wholesale/offer";

const TONNE = 1_000_000n;
/** 3.40 yuan a kilogram from 1 t, 3.20 from 5 t, 3.00 from 10 t. */
const TIERS: readonly Tier[] = [
  { fromGrams: 5n * TONNE, unitPrice: 32_000n },
  { fromGrams: TONNE, unitPrice: 34_000n },
  { fromGrams: 10n * TONNE, unitPrice: 30_000n },
];

describe("tier prices", () => {
  it("apply to the whole quantity from the tier's weight on", () => {
    expect(priceFor(5n * TONNE - 1n, TIERS)?.band.unitPrice).toBe(34_000n);
    expect(priceFor(5n * TONNE, TIERS)?.fen).toBe(1_600_000n);
    expect(priceFor(30n * TONNE, TIERS)?.fen).toBe(9_000_000n);
  });

  it("do not exist below the least quantity", () => {
    expect(priceFor(TONNE - 1n, TIERS)).toBeUndefined();
    expect(priceFor(TONNE, [])).toBeUndefined();
  });

  it("are half-open bands that leave no weight out and none twice", () => {
    expect(bandsOf(TIERS).map((band) => [band.fromGrams, band.belowGrams])).toEqual([
      [TONNE, 5n * TONNE],
      [5n * TONNE, 10n * TONNE],
      [10n * TONNE, null],
    ]);
    const weights = fc.uniqueArray(fc.bigInt(1n, 500n * TONNE), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(weights, fc.bigInt(1n, 500n * TONNE), (starts, grams) => {
        const bands = bandsOf(starts.map((fromGrams) => ({ fromGrams, unitPrice: 10_000n })));
        const hits = bands.filter(
          (band) => grams >= band.fromGrams && (band.belowGrams === null || grams < band.belowGrams),
        );
        const first = bands[0]?.fromGrams ?? 0n;
        expect(hits).toHaveLength(grams < first ? 0 : 1);
      }),
    );
  });
});

describe("the hint to the next tier", () => {
  it("says how much more reaches a lower price", () => {
    expect(nextTier(4n * TONNE, TIERS)).toEqual({
      tier: expect.objectContaining({ unitPrice: 32_000n }),
      missingGrams: TONNE,
    });
    expect(nextTier(500_000n, TIERS)?.missingGrams).toBe(500_000n);
  });

  it("is silent in the last tier and where no price is lower", () => {
    expect(nextTier(10n * TONNE, TIERS)).toBeUndefined();
    const dearer = [
      { fromGrams: TONNE, unitPrice: 30_000n },
      { fromGrams: 2n * TONNE, unitPrice: 31_000n },
    ];
    expect(nextTier(TONNE, dearer)).toBeUndefined();
  });

  it("always names a price below the present one", () => {
    const tier = fc.record({ fromGrams: fc.bigInt(1n, 50n * TONNE), unitPrice: fc.bigInt(1n, 99_999n) });
    fc.assert(
      fc.property(fc.array(tier, { maxLength: 5 }), fc.bigInt(1n, 60n * TONNE), (tiers, grams) => {
        const now = priceFor(grams, tiers);
        const next = nextTier(grams, tiers);
        if (!next) return;
        expect(next.missingGrams > 0n).toBe(true);
        if (now) expect(next.tier.unitPrice < now.band.unitPrice).toBe(true);
      }),
    );
  });
});

it("knows the lowest price any quantity reaches", () => {
  expect(lowestUnitPrice(TIERS)).toBe(30_000n);
  expect(lowestUnitPrice([])).toBeUndefined();
});
