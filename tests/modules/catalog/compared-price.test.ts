import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMs, DAY_MS, HOUR_MS } from "~/kernel/clock";
import { type Comparison, comparedPrice } from "~/modules/catalog/pricing/compared-price";

const startsAt = new Date("2026-11-20T12:00:00Z");
const daysBefore = (days: number) => addMs(startsAt, -days * DAY_MS);
const deal = (unitFen: bigint, days: number) => ({ unitFen, paidAt: daysBefore(days) });
const asked = (priceFen: bigint, days: number) => ({ priceFen, setAt: daysBefore(days) });
const compare = (change: Partial<Comparison>) =>
  comparedPrice({
    startsAt,
    promotionFen: 4990n,
    deals: [deal(5990n, 2)],
    history: [asked(5990n, 90)],
    ...change,
  });

describe("the earlier price beside a promotion", () => {
  it("is the lowest at which something was sold in the seven days before", () => {
    const history = [asked(5990n, 90), asked(6490n, 6), asked(5790n, 3), asked(5990n, 1)];
    expect(compare({ deals: [deal(6490n, 5), deal(5790n, 2), deal(5990n, 0.5)], history })).toBe(5790n);
  });

  it("is that of the last sale where nothing was sold in the seven days", () => {
    const deals = [deal(5490n, 40), deal(5690n, 9)];
    expect(compare({ deals, history: [asked(5990n, 90)] })).toBe(5690n);
  });

  it("is none where nothing was ever sold, and none where it was no dearer", () => {
    expect(compare({ deals: [] })).toBeNull();
    expect(compare({ deals: [deal(4990n, 3)] })).toBeNull();
  });

  it("is not lifted by raising the price first, nor by a sale at a price of one evening", () => {
    const history = [asked(5990n, 90), asked(9990n, 0.2)];
    expect(compare({ deals: [deal(9990n, 0.1)], history })).toBe(5990n);
  });

  it("does not reach an hour beyond the seven days", () => {
    const early = { unitFen: 5190n, paidAt: addMs(daysBefore(7), -HOUR_MS) };
    expect(compare({ deals: [early, deal(5990n, 1)] })).toBe(5990n);
    const within = { unitFen: 5190n, paidAt: addMs(daysBefore(7), HOUR_MS) };
    expect(compare({ deals: [within, deal(5990n, 1)] })).toBe(5190n);
    expect(compare({ deals: [deal(5190n, 7), deal(5990n, 1)] }), "to the very second").toBe(5190n);
  });

  it("is held down by a price asked within the days, not by one that was over when they began", () => {
    const sold = { deals: [deal(5990n, 1)] };
    const over = [asked(5290n, 30), asked(5990n, 8)];
    expect(compare({ ...sold, history: over })).toBe(5990n);
    expect(compare({ ...sold, history: [asked(5290n, 30), asked(5990n, 7)] }), "over as they begin").toBe(
      5990n,
    );
    expect(compare({ ...sold, history: [asked(5290n, 30), asked(5990n, 6.9)] })).toBe(5290n);
    expect(compare({ ...sold, history: [...over, asked(5090n, 3), asked(5990n, 2)] })).toBe(5090n);
    expect(compare({ ...sold, history: [...over, asked(5090n, 0)] }), "the promotion's own").toBe(5990n);
  });
});

describe("whatever was sold and asked before", () => {
  const fen = fc.bigInt({ min: 1n, max: 20_000n });
  const moment = fc
    .integer({ min: 1, max: 30 * 24 * 60 })
    .map((minutes) => addMs(startsAt, -minutes * 60_000));
  const after = fc.integer({ min: 0, max: 5_000 }).map((minutes) => addMs(startsAt, minutes * 60_000));
  const any = fc.record({
    startsAt: fc.constant(startsAt),
    promotionFen: fen,
    deals: fc.array(fc.record({ unitFen: fen, paidAt: fc.oneof(moment, after) }), { maxLength: 12 }),
    history: fc
      .uniqueArray(fc.record({ priceFen: fen, setAt: fc.oneof(moment, after) }), {
        maxLength: 8,
        selector: ({ setAt }) => setAt.getTime(),
      })
      .map((entries) => [{ priceFen: 20_000n, setAt: daysBefore(400) }, ...entries]),
  });

  it("the price shown was really charged or asked, is dearer than the promotion and no dearer than any deal of the days", () => {
    fc.assert(
      fc.property(any, (comparison) => {
        const compared = comparedPrice(comparison);
        if (compared === null) return;
        const before = comparison.deals.filter(({ paidAt }) => paidAt < startsAt);
        const recent = before.filter(({ paidAt }) => paidAt >= daysBefore(7));
        const real = new Set([
          ...before.map(({ unitFen }) => unitFen),
          ...comparison.history.map(({ priceFen }) => priceFen),
        ]);
        expect(real.has(compared)).toBe(true);
        expect(compared > comparison.promotionFen).toBe(true);
        for (const { unitFen } of recent) expect(compared <= unitFen).toBe(true);
      }),
    );
  });

  it("one more sale at any price in the days never raises it, once something was sold in them", () => {
    fc.assert(
      fc.property(any, fen, (comparison, unitFen) => {
        const sold = { ...comparison, deals: [...comparison.deals, deal(20_000n, 1)] };
        const more = { ...sold, deals: [...sold.deals, deal(unitFen, 3)] };
        expect((comparedPrice(more) ?? 0n) <= (comparedPrice(sold) ?? 0n)).toBe(true);
      }),
    );
  });

  it("what comes with the promotion or after it counts for nothing", () => {
    fc.assert(
      fc.property(any, fen, after, (comparison, price, at) => {
        const later = {
          ...comparison,
          deals: [...comparison.deals, { unitFen: price, paidAt: at }],
          history: [...comparison.history, { priceFen: price, setAt: at }],
        };
        expect(comparedPrice(later)).toBe(comparedPrice(comparison));
      }),
    );
  });

  it("the order in which it is told does not matter", () => {
    fc.assert(
      fc.property(any, (comparison) => {
        const { deals, history } = comparison;
        const turned = { ...comparison, deals: deals.toReversed(), history: history.toReversed() };
        fc.pre(new Set(deals.map(({ paidAt }) => paidAt.getTime())).size === deals.length);
        expect(comparedPrice(turned)).toBe(comparedPrice(comparison));
      }),
    );
  });
});
