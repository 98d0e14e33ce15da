import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  plainDecimal,
  plainYuan,
  saysAmount,
  unitPriceText,
  weightNumber,
  yuanText,
} from "~/kernel/amount-text";
import type { WeightUnit } from "~/kernel/weight";

const signed = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
const GROUPED = /^−?\d{1,3}(,\d{3})*(\.\d+)?$/;

/** The number a reader sees, times `scale`. */
function readBack(text: string, scale: bigint): bigint {
  const [whole = "", decimals = ""] = text.replaceAll(",", "").replace("−", "").split(".");
  const digits = String(scale).length - 1;
  const magnitude = BigInt(whole) * scale + BigInt(decimals.padEnd(digits, "0") || "0");
  return text.startsWith("−") ? -magnitude : magnitude;
}

describe("an amount of money as it is written", () => {
  it("is read back as the same amount", () => {
    fc.assert(
      fc.property(signed, (fen) => {
        const text = plainYuan(fen);
        expect(text).toMatch(GROUPED);
        expect(readBack(text, 100n)).toBe(fen);
      }),
    );
  });

  it("groups thousands, always shows two digits of fen, and a true minus", () => {
    const written: readonly [bigint, string][] = [
      [0n, "0.00"],
      [5n, "0.05"],
      [-5n, "−0.05"],
      [99_999n, "999.99"],
      [100_000n, "1,000.00"],
      [-123_456_789n, "−1,234,567.89"],
    ];
    for (const [fen, text] of written) expect(plainYuan(fen)).toBe(text);
    expect(yuanText(-123_456n)).toEqual({ sign: "−", yuan: "1,234", fen: "56" });
    expect(yuanText(0n).sign).toBe("");
  });
});

describe("a unit price", () => {
  const units = fc.constantFrom<WeightUnit>("jin", "kilogram", "tonne");

  it("is read back to within half a thousandth of a yuan, discounts with their minus", () => {
    fc.assert(
      fc.property(signed, units, (price, unit) => {
        const text = unitPriceText(price, unit);
        expect(text).toMatch(GROUPED);
        const per = { jin: 500n, kilogram: 1_000n, tonne: 1_000_000n }[unit];
        const off = readBack(text, 1_000n) * 10_000n - price * per;
        expect((off < 0n ? -off : off) <= 5_000n).toBe(true);
      }),
    );
  });

  it("shows a third decimal only where a jin needs it", () => {
    expect(unitPriceText(17_000n, "kilogram")).toBe("1.70");
    expect(unitPriceText(17_000n, "jin")).toBe("0.85");
    expect(unitPriceText(17_100n, "jin")).toBe("0.855");
    expect(unitPriceText(17_000n, "tonne")).toBe("1,700.00");
    expect(unitPriceText(-17_100n, "jin")).toBe("−0.855");
    expect(unitPriceText(0n, "jin")).toBe("0.00");
    expect(unitPriceText(-1n, "jin")).toBe("0.00");
  });
});

describe("a pack's name", () => {
  it("says its weight when the very number stands before the unit, spaced or not", () => {
    expect(saysAmount("2.5 kg family box", "2.5", "kg")).toBe(true);
    expect(saysAmount("5斤家庭装", "5", "斤")).toBe(true);
    expect(saysAmount("家庭装 5 斤", "5", "斤")).toBe(true);
  });

  it("does not say it with the end of a longer number, in another unit, or by parts", () => {
    expect(saysAmount("12.5 kg crate", "2.5", "kg")).toBe(false);
    expect(saysAmount("15斤装", "5", "斤")).toBe(false);
    expect(saysAmount("1,500 kg pallet", "500", "kg")).toBe(false);
    expect(saysAmount("3斤嘗鮮裝", "1.5", "公斤")).toBe(false);
    expect(saysAmount("12 × 200 g", "2.4", "kg")).toBe(false);
    expect(saysAmount("15斤送5斤", "5", "斤")).toBe(true);
  });
});

describe("a weight as a number", () => {
  it("is read back to within half a thousandth of the unit, without zeros nobody needs", () => {
    fc.assert(
      fc.property(signed, fc.constantFrom<WeightUnit>("jin", "kilogram", "tonne"), (grams, unit) => {
        const text = weightNumber(grams, unit);
        expect(text).toMatch(GROUPED);
        expect(text).not.toMatch(/\.\d*0$|^−0$/);
        const per = { jin: 500n, kilogram: 1_000n, tonne: 1_000_000n }[unit];
        const off = readBack(text, 1_000n) * per - grams * 1_000n;
        expect((off < 0n ? -off : off) * 2n <= per).toBe(true);
      }),
    );
  });

  it("reads as people say it", () => {
    expect(weightNumber(2_500n, "jin")).toBe("5");
    expect(weightNumber(2_500n, "kilogram")).toBe("2.5");
    expect(weightNumber(1_234_567n, "tonne")).toBe("1.235");
    expect(weightNumber(1_234_567_000n, "kilogram")).toBe("1,234,567");
    expect(weightNumber(-750n, "kilogram")).toBe("−0.75");
    expect(weightNumber(0n, "tonne")).toBe("0");
    expect(weightNumber(-1n, "tonne")).toBe("0");
  });
});

describe("a number for machines, in the files that people take away", () => {
  it("has its decimals and nothing else: no groups, a plain hyphen, a nought before the point", () => {
    const written: readonly [bigint, number, string][] = [
      [0n, 2, "0.00"],
      [5n, 2, "0.05"],
      [-5n, 2, "-0.05"],
      [123_456_789n, 2, "1234567.89"],
      [1n, 6, "0.000001"],
      [-2_500_000n, 6, "-2.500000"],
    ];
    for (const [amount, decimals, text] of written) expect(plainDecimal(amount, decimals)).toBe(text);
  });
});
