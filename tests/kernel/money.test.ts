import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BrokenInvariant } from "~/kernel/invariant";
import {
  basisPointsOf,
  packPricePer,
  priceOfWeight,
  roundedDivide,
  splitByLargestRemainder,
  sumFen,
} from "~/kernel/money";

const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });
const signed = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const positive = fc.bigInt({ min: 1n, max: 10n ** 12n });
const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 12 });
const absolute = (value: bigint) => (value < 0n ? -value : value);

describe("rounding", () => {
  it("goes to the nearest whole, never further than half away", () => {
    fc.assert(
      fc.property(signed, positive, (numerator, denominator) => {
        const off = absolute(roundedDivide(numerator, denominator) * denominator - numerator);
        expect(off * 2n <= denominator).toBe(true);
      }),
    );
  });

  it("takes a half away from zero, for what is owed as for what is owing", () => {
    expect([1n, 3n, 5n].map((half) => roundedDivide(half, 2n))).toEqual([1n, 2n, 3n]);
    fc.assert(
      fc.property(signed, positive, (numerator, denominator) => {
        expect(roundedDivide(-numerator, denominator)).toBe(-roundedDivide(numerator, denominator));
      }),
    );
  });

  it("leaves a whole number as it is, and refuses to divide by nothing or less", () => {
    fc.assert(
      fc.property(signed, positive, (whole, denominator) => {
        expect(roundedDivide(whole * denominator, denominator)).toBe(whole);
      }),
    );
    expect(() => roundedDivide(1n, 0n)).toThrow(BrokenInvariant);
    expect(() => roundedDivide(1n, -2n)).toThrow(BrokenInvariant);
  });
});

describe("the price of a weight", () => {
  it("is exact where it comes out even: 20 斤 at 0.85 yuan a jin are 17 yuan", () => {
    expect(priceOfWeight(10_000n, 17_000n)).toBe(1_700n);
    expect(priceOfWeight(1n, 1n)).toBe(0n);
    expect(priceOfWeight(0n, 17_000n)).toBe(0n);
  });

  it("is within half a fen of the exact one", () => {
    fc.assert(
      fc.property(positive, positive, (grams, price) => {
        const off = absolute(priceOfWeight(grams, price) * 100_000n - grams * price);
        expect(off <= 50_000n).toBe(true);
      }),
    );
  });

  it("of a pack, for comparing, is at most half a fen off and only asked of packs that weigh something", () => {
    const pack = fc.tuple(fc.bigInt({ min: 1n, max: 1_000_000n }), fc.bigInt({ min: 1n, max: 99_999n }));
    fc.assert(
      fc.property(pack, ([fen, grams]) => {
        const perJin = packPricePer(500n, fen, grams);
        expect(absolute(perJin * grams - fen * 500n) * 2n <= grams).toBe(true);
      }),
    );
    expect(packPricePer(500n, 1_990n, 1_500n)).toBe(663n);
    expect(() => packPricePer(500n, 1n, 0n)).toThrow(BrokenInvariant);
  });
});

describe("a share in basis points", () => {
  it("of nothing is nothing, of all is all, and never more than half a fen off", () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 10_000 }), (whole, points) => {
        const part = basisPointsOf(whole, points);
        expect(absolute(part * 10_000n - whole * BigInt(points)) <= 5_000n).toBe(true);
        expect(part >= 0n && part <= whole).toBe(true);
      }),
    );
    expect([basisPointsOf(12_345n, 0), basisPointsOf(12_345n, 10_000)]).toEqual([0n, 12_345n]);
  });

  it("is asked for in whole points from 0", () => {
    for (const points of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => basisPointsOf(1n, points)).toThrow(BrokenInvariant);
    }
  });
});

describe("a split", () => {
  const split = fc
    .tuple(amount, weights)
    .filter(([whole, parts]) => whole === 0n || parts.some((weight) => weight > 0n));

  it("gives away exactly what there is", () => {
    fc.assert(
      fc.property(split, ([whole, parts]) => {
        const given = splitByLargestRemainder(whole, parts);
        expect(given).toHaveLength(parts.length);
        expect(sumFen(given)).toBe(whole);
      }),
    );
  });

  it("gives everybody his exact share to less than a fen, and nothing to him who has none", () => {
    fc.assert(
      fc.property(split, ([whole, parts]) => {
        const total = sumFen(parts);
        splitByLargestRemainder(whole, parts).forEach((part, position) => {
          const weight = parts[position] ?? 0n;
          expect(part >= 0n).toBe(true);
          if (weight === 0n) expect(part).toBe(0n);
          expect(absolute(part * total - whole * weight) < total || part === 0n).toBe(true);
        });
      }),
    );
  });

  it("rounds up before others only whoever lost more, or as much and stands earlier", () => {
    fc.assert(
      fc.property(split, ([whole, parts]) => {
        const total = sumFen(parts) || 1n;
        const given = splitByLargestRemainder(whole, parts);
        const lost = parts.map((weight) => (whole * weight) % total);
        const up = given.map((part, position) => part - (whole * (parts[position] ?? 0n)) / total);
        for (let a = 0; a < parts.length; a += 1) {
          for (let b = 0; b < parts.length; b += 1) {
            if (up[a] !== 1n || up[b] !== 0n) continue;
            const [lostA = 0n, lostB = 0n] = [lost[a], lost[b]];
            expect(lostA > lostB || (lostA === lostB && a < b)).toBe(true);
          }
        }
      }),
    );
    expect(splitByLargestRemainder(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(splitByLargestRemainder(2n, [1n, 1n, 1n])).toEqual([1n, 1n, 0n]);
    expect(splitByLargestRemainder(1n, [1n, 3n, 3n])).toEqual([0n, 1n, 0n]);
  });

  it("of nothing is nothing for everybody, even where nobody has a weight", () => {
    expect(splitByLargestRemainder(0n, [0n, 5n])).toEqual([0n, 0n]);
    expect(splitByLargestRemainder(0n, [0n, 0n])).toEqual([0n, 0n]);
    expect(splitByLargestRemainder(0n, [])).toEqual([]);
  });

  it("of money among nobody, of a debt, or by a negative weight is refused", () => {
    expect(() => splitByLargestRemainder(1n, [])).toThrow(BrokenInvariant);
    expect(() => splitByLargestRemainder(1n, [0n, 0n])).toThrow(BrokenInvariant);
    expect(() => splitByLargestRemainder(-1n, [1n])).toThrow(BrokenInvariant);
    expect(() => splitByLargestRemainder(1n, [2n, -1n])).toThrow(BrokenInvariant);
    expect(() => splitByLargestRemainder(0n, [2n, -1n])).toThrow(BrokenInvariant);
  });
});

it("a sum adds whatever can be gone through", () => {
  expect(sumFen([])).toBe(0n);
  expect(sumFen(new Set([1n, 2n, -4n]))).toBe(-1n);
});
