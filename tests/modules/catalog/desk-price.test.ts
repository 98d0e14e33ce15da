import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packPrice, readYuan } from "~/modules/catalog/desk.price";

describe("a price typed at the desk", () => {
  it("may be yuan with up to three decimals, a currency sign and full-width digits", () => {
    expect(readYuan("29.9")).toBe(29_900n);
    expect(readYuan("￥２９．９")).toBe(29_900n);
    expect(readYuan(" 5.985 ")).toBe(5_985n);
  });

  it("is not guessed at when it is no amount", () => {
    for (const typed of ["", "abc", "-3", "1,299", "3.", ".5", "1.2345", "1e3", "9999999"]) {
      expect(readYuan(typed), typed).toBeUndefined();
    }
  });

  it("per jin or per kilogram becomes the price of the pack, rounded to the fen", () => {
    expect(packPrice(5_980n, "jin", 2_500n)).toBe(2_990n);
    expect(packPrice(11_960n, "kilogram", 2_500n)).toBe(2_990n);
    expect(packPrice(29_900n, "pack", 2_500n)).toBe(2_990n);
    expect(packPrice(3_333n, "jin", 500n)).toBe(333n);
    expect(packPrice(3_335n, "jin", 500n)).toBe(334n);
  });

  it("is the same whether a grower thinks in jin or in kilograms", () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 999_999n), fc.bigInt(1n, 50_000n), (perJin, grams) => {
        expect(packPrice(perJin * 2n, "kilogram", grams)).toBe(packPrice(perJin, "jin", grams));
      }),
    );
  });
});
