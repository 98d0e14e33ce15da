import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addMonths,
  addMs,
  DAY_MS,
  HOUR_MS,
  shanghaiDay,
  shanghaiMonth,
  startOfShanghaiMonth,
} from "~/kernel/clock";

const inUse = fc.date({
  min: new Date("2000-01-01T00:00:00Z"),
  max: new Date("2099-12-31T00:00:00Z"),
  noInvalidDate: true,
});
const month = fc
  .tuple(fc.integer({ min: 1992, max: 2200 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, of]) => `${year}-${String(of).padStart(2, "0")}`);

describe("the business day", () => {
  it("begins at midnight in Shanghai", () => {
    expect(shanghaiDay(new Date("2026-11-20T15:59:59.999Z"))).toBe("2026-11-20");
    expect(shanghaiDay(new Date("2026-11-20T16:00:00.000Z"))).toBe("2026-11-21");
    expect(shanghaiMonth(new Date("2026-12-31T15:59:59.999Z"))).toBe("2026-12");
    expect(shanghaiMonth(new Date("2026-12-31T16:00:00.000Z"))).toBe("2027-01");
    expect(shanghaiDay(new Date("2028-02-28T16:00:00.000Z"))).toBe("2028-02-29");
  });

  it("is what the world's time zone tables say of Shanghai", () => {
    const calendar = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" });
    fc.assert(
      fc.property(inUse, (at) => {
        expect(shanghaiDay(at)).toBe(calendar.format(at));
      }),
    );
  });
});

describe("an accounting month", () => {
  it("holds every moment from its start to the start of the next, and no other", () => {
    fc.assert(
      fc.property(month, (of) => {
        const start = startOfShanghaiMonth(of);
        const next = startOfShanghaiMonth(addMonths(of, 1));
        expect(shanghaiMonth(start)).toBe(of);
        expect(shanghaiMonth(addMs(start, -1))).toBe(addMonths(of, -1));
        expect(shanghaiMonth(addMs(next, -1))).toBe(of);
        const days = (next.getTime() - start.getTime()) / DAY_MS;
        expect([28, 29, 30, 31]).toContain(days);
      }),
    );
    expect(startOfShanghaiMonth("2026-11").toISOString()).toBe("2026-10-31T16:00:00.000Z");
  });

  it("is counted on and back over years", () => {
    expect(addMonths("2026-11", 0)).toBe("2026-11");
    expect(addMonths("2026-11", 1)).toBe("2026-12");
    expect(addMonths("2026-11", 2)).toBe("2027-01");
    expect(addMonths("2026-01", -1)).toBe("2025-12");
    expect(addMonths("2026-12", 12)).toBe("2027-12");
    expect(addMonths("2026-03", -27)).toBe("2023-12");
    fc.assert(
      fc.property(
        month,
        fc.integer({ min: -300, max: 300 }),
        fc.integer({ min: -300, max: 300 }),
        (of, a, b) => {
          expect(addMonths(addMonths(of, a), b)).toBe(addMonths(of, a + b));
          if (a > 0) expect(addMonths(of, a) > of).toBe(true);
        },
      ),
    );
  });
});

it("a moment later is later by exactly that", () => {
  const at = new Date("2026-11-21T08:00:00Z");
  expect(addMs(at, DAY_MS + HOUR_MS).toISOString()).toBe("2026-11-22T09:00:00.000Z");
  expect(at.toISOString()).toBe("2026-11-21T08:00:00.000Z");
});
