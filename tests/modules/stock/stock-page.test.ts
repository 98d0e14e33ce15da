import { describe, expect, it } from "vitest";
import { isLow, lotAge, wantsSelling } from "~/modules/catalog/stock-alerts";

describe("how a lot stands", () => {
  it("is ageing in the last fifth of its shelf life, over on the day it ends", () => {
    const on = (today: string) => lotAge("2026-11-01", 10, today);
    expect(on("2026-11-01")).toEqual({ standing: "good", daysLeft: 10 });
    expect(on("2026-11-08")).toEqual({ standing: "good", daysLeft: 3 });
    expect(on("2026-11-09")).toEqual({ standing: "ageing", daysLeft: 2 });
    expect(on("2026-11-10")).toEqual({ standing: "ageing", daysLeft: 1 });
    expect(on("2026-11-11")).toEqual({ standing: "over", daysLeft: 0 });
  });

  it("is never called out more than a week ahead, however long it keeps", () => {
    expect(lotAge("2026-01-01", 365, "2026-12-24")).toEqual({ standing: "good", daysLeft: 8 });
    expect(lotAge("2026-01-01", 365, "2026-12-25")).toEqual({ standing: "ageing", daysLeft: 7 });
  });

  it("is unknown where nobody has said how long the goods keep", () => {
    expect(lotAge("2020-01-01", null, "2026-11-01")).toEqual({ standing: "unknown", daysLeft: null });
  });

  it("wants selling only once it is ageing, and while something is left", () => {
    for (const [shelfDays, today] of [
      [10, "2026-11-08"],
      [null, "2026-11-20"],
    ] as const) {
      expect(wantsSelling({ ...lotAge("2026-11-01", shelfDays, today), leftGrams: 1n })).toBe(false);
    }
    expect(wantsSelling({ ...lotAge("2026-11-01", 10, "2026-11-09"), leftGrams: 1n })).toBe(true);
    const old = lotAge("2026-11-01", 3, "2026-11-20");
    expect(wantsSelling({ ...old, leftGrams: 1n })).toBe(true);
    expect(wantsSelling({ ...old, leftGrams: 0n })).toBe(false);
  });
});

describe("few packs left", () => {
  it("are fewer than the pack's own limit, or than ten", () => {
    const sku = { free: 9, lowBelow: null, onSale: true };
    expect(isLow(sku)).toBe(true);
    expect(isLow({ ...sku, free: 10 })).toBe(false);
    expect(isLow({ ...sku, lowBelow: 5 })).toBe(false);
    expect(isLow({ ...sku, free: 40, lowBelow: 50 })).toBe(true);
    expect(isLow({ ...sku, free: 0, lowBelow: 0 })).toBe(false);
  });

  it("of what is not on sale may run out in peace", () => {
    expect(isLow({ free: 0, lowBelow: null, onSale: false })).toBe(false);
  });
});
