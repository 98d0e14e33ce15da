import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contradictsName, declaredGrams } from "~/modules/catalog/listing/declared-weight";

describe("the weight in a pack's name", () => {
  it.each([
    ["5斤装", 2500n],
    ["3公斤装", 3000n],
    ["２.５公斤 礼盒", 2500n],
    ["500g袋装", 500n],
    ["1斤×2礼盒", 1000n],
    ["Gift box 2kg", 2000n],
    ["250克*4", 1000n],
  ])("%s is %s grams", (name, grams) => expect(declaredGrams(name)).toBe(grams));

  it("is none where none is named", () => {
    for (const name of ["12个装", "礼盒", "", "5 good ones"]) {
      expect(declaredGrams(name)).toBeUndefined();
      expect(contradictsName(name, 1n)).toBe(false);
    }
  });

  it("agrees with the net weight written in whatever unit, and with no other", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 9_999n }), fc.bigInt({ min: 1n, max: 99n }), (jin, off) => {
        expect(contradictsName(`${jin}斤装`, jin * 500n)).toBe(false);
        expect(contradictsName(`${jin}斤装`, jin * 500n + off)).toBe(true);
      }),
    );
  });
});
