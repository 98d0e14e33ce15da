import { describe, expect, it } from "vitest";
import { daysIn, MOST_DAYS, periodBefore, piecesOf, readPeriod, startOfShanghaiDay } from "~/kernel/period";

const TODAY = "2026-11-22";
const read = (query: string) => readPeriod(new URLSearchParams(query), TODAY);

describe("the period an address asks for", () => {
  it("is the last thirty days where it asks for nothing, or for what nobody can read", () => {
    const usual = { from: "2026-10-24", to: TODAY, by: "day" };
    for (const query of [
      "",
      "from=yesterday&to=2026-02-30&by=hour",
      "from=2027-01-01",
      "from=2026-11-23",
      "from=&to=99",
    ]) {
      expect(read(query), query).toEqual(usual);
    }
  });

  it("ends today at the latest and holds no more days than are compared", () => {
    expect(read("from=2026-11-01&to=2026-12-31")).toEqual({ from: "2026-11-01", to: TODAY, by: "day" });
    expect(daysIn(read("from=2020-01-01"))).toBe(MOST_DAYS);
    expect(read(`from=${TODAY}&to=${TODAY}`), "one day is a period").toMatchObject({
      from: TODAY,
      to: TODAY,
    });
    expect(read("from=2026-11-05&to=2026-11-05")).toMatchObject({ from: "2026-11-05", to: "2026-11-05" });
  });

  it("is cut so that its bars can be seen: many days by the week, many weeks by the month", () => {
    expect(read("from=2026-09-01&to=2026-11-22&by=day").by).toBe("day");
    expect(read("from=2026-05-01&to=2026-11-22&by=day").by).toBe("week");
    expect(read("from=2025-01-01&to=2026-11-22&by=day").by).toBe("month");
    expect(read("from=2025-01-01&to=2026-11-22").by).toBe("month");
    expect(read("from=2025-10-19&to=2026-11-22&by=week").by, "400 days").toBe("week");
    expect(read("from=2025-10-18&to=2026-11-22&by=week").by, "401 days").toBe("month");
  });
});

describe("the pieces of a period", () => {
  it("are days, weeks from Monday, and calendar months, also over the end of a year and a leap day", () => {
    expect(piecesOf({ from: "2024-02-28", to: "2024-03-01", by: "day" })).toEqual([
      "2024-02-28",
      "2024-02-29",
      "2024-03-01",
    ]);
    expect(piecesOf({ from: "2026-11-12", to: "2026-11-23", by: "week" })).toEqual([
      "2026-11-09",
      "2026-11-16",
      "2026-11-23",
    ]);
    expect(piecesOf({ from: "2025-12-31", to: "2026-02-01", by: "month" })).toEqual([
      "2025-12-01",
      "2026-01-01",
      "2026-02-01",
    ]);
  });

  it("follow as many days right before, which they are compared with", () => {
    expect(periodBefore({ from: "2026-11-01", to: "2026-11-30", by: "day" })).toEqual({
      from: "2026-10-02",
      to: "2026-10-31",
      by: "day",
    });
  });

  it("begin at midnight in Shanghai", () => {
    expect(startOfShanghaiDay("2026-11-22").toISOString()).toBe("2026-11-21T16:00:00.000Z");
  });
});
