import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CountLine, lookOf, spread } from "~/modules/catalog/count";

const line: CountLine = {
  kind: "sku",
  subjectId: "a",
  counted: 5n,
  expected: 7n,
  countedAt: new Date(1_000),
};

describe("a difference found by counting", () => {
  it("is taken from the shop before the live allotment, and what was found goes to the shop", () => {
    expect(spread(4n, 0n, 9n)).toEqual({ first: 4n, second: 0n });
    expect(spread(-3n, 5n, 9n)).toEqual({ first: -3n, second: 0n });
    expect(spread(-7n, 5n, 9n)).toEqual({ first: -5n, second: -2n });
    expect(spread(-15n, 5n, 9n)).toBeUndefined();
  });

  it("is shared out to the last one, and never takes more than either part has", () => {
    const some = fc.bigInt({ min: 0n, max: 1_000n });
    fc.assert(
      fc.property(fc.bigInt({ min: -2_500n, max: 1_000n }), some, some, (difference, first, second) => {
        const parts = spread(difference, first, second);
        const shared = (parts?.first ?? 0n) + (parts?.second ?? 0n);
        expect(parts === undefined ? -difference > first + second : shared === difference).toBe(true);
        expect(first + (parts?.first ?? 0n)).toBeGreaterThanOrEqual(0n);
        expect(second + (parts?.second ?? 0n)).toBeGreaterThanOrEqual(0n);
      }),
    );
  });
});

describe("the second look", () => {
  it("no longer holds when something was counted again", () => {
    const seen = lookOf([line]);
    expect(lookOf([line])).toBe(seen);
    expect(lookOf([{ ...line, countedAt: new Date(2_000) }])).not.toBe(seen);
    expect(lookOf([{ ...line, counted: 6n }])).not.toBe(seen);
    expect(lookOf([line, { ...line, subjectId: "b" }])).not.toBe(seen);
  });
});
