import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMonth, seasonRuns, seasonStanding } from "~/modules/catalog/season";

describe("where a month stands towards a season", () => {
  it("is in season, coming next month, past, or always", () => {
    expect(seasonStanding([3, 4, 5], 4)).toBe("now");
    expect(seasonStanding([3, 4, 5], 2)).toBe("soon");
    expect(seasonStanding([3, 4, 5], 6)).toBe("past");
    expect(seasonStanding([], 6)).toBe("allYear");
  });

  it("knows that January follows December", () => {
    expect(seasonStanding([1], 12)).toBe("soon");
  });
});

describe("the runs of a season", () => {
  it("keeps a run across the turn of the year in one piece", () => {
    expect(seasonRuns([1, 2, 5, 12])).toEqual([
      { from: 5, to: 5 },
      { from: 12, to: 2 },
    ]);
  });

  it("covers exactly the months of the season", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 11 }),
        (months) => {
          const covered = seasonRuns(months).flatMap(({ from, to }) => {
            const length = ((to - from + 12) % 12) + 1;
            return Array.from({ length }, (_, step) => ((from - 1 + step) % 12) + 1);
          });
          expect(covered.toSorted((a, b) => a - b)).toEqual(months.toSorted((a, b) => a - b));
        },
      ),
    );
  });
});

it("reads a month from an address only when it is one", () => {
  expect(readMonth("3")).toBe(3);
  expect(readMonth("13")).toBeUndefined();
  expect(readMonth("0")).toBeUndefined();
  expect(readMonth("three")).toBeUndefined();
  expect(readMonth(null)).toBeUndefined();
});
