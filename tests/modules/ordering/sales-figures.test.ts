import { describe, expect, it } from "vitest";
import { comparePeriods, type DayFigures } from "~/modules/ordering/sales-figures";

const sold = (day: string, salesFen: bigint): DayFigures => ({
  day,
  orders: 1,
  salesFen,
  grams: 2500n,
  refundedFen: 0n,
});

describe("sales of a period", () => {
  const period = { from: "2026-11-10", to: "2026-11-23", by: "week" } as const;

  it("are summed up in its pieces, those without a sale too, and beside as many days before", () => {
    const days = [sold("2026-10-26", 1n), sold("2026-10-27", 10n), sold("2026-11-09", 100n)];
    const own = [sold("2026-11-10", 1_000n), sold("2026-11-15", 10_000n), sold("2026-11-23", 100_000n)];
    const { pieces, total, before } = comparePeriods(period, [...days, ...own, sold("2026-11-24", 5n)]);
    expect(pieces.map(({ piece, salesFen }) => [piece, salesFen])).toEqual([
      ["2026-11-09", 11_000n],
      ["2026-11-16", 0n],
      ["2026-11-23", 100_000n],
    ]);
    expect(total).toEqual({ orders: 3, salesFen: 111_000n, grams: 7500n, refundedFen: 0n });
    expect(before, "from 27 October to 9 November").toMatchObject({ orders: 2, salesFen: 110n });
  });
});
