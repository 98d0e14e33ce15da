import { describe, expect, it } from "vitest";
import { claimsByPiece } from "~/modules/ordering/claim-figures";

const WEEK = { from: "2026-11-09", to: "2026-11-15", by: "day" } as const;
const day = (on: string, opened: number, givenFen = 0n) => ({
  day: on,
  opened,
  accepted: givenFen > 0n ? 1 : 0,
  declined: 0,
  givenFen,
});

describe("claims over a period", () => {
  it("have a piece for every day, also for those on which nothing was claimed", () => {
    const { pieces, total } = claimsByPiece(WEEK, [day("2026-11-10", 2), day("2026-11-12", 0, 500n)]);
    expect(pieces.map(({ piece }) => piece)).toEqual(
      [9, 10, 11, 12, 13, 14, 15].map((date) => `2026-11-${String(date).padStart(2, "0")}`),
    );
    expect(pieces.map(({ opened }) => opened)).toEqual([0, 2, 0, 0, 0, 0, 0]);
    expect(total).toEqual({ opened: 2, accepted: 1, declined: 0, givenFen: 500n });
  });

  it("stand beside those of as many days right before, and of no other", () => {
    const { before, total } = claimsByPiece(WEEK, [
      day("2026-11-01", 9),
      day("2026-11-02", 3),
      day("2026-11-08", 4, 100n),
      day("2026-11-16", 9),
    ]);
    expect(before).toEqual({ opened: 7, accepted: 1, declined: 0, givenFen: 100n });
    expect(total.opened).toBe(0);
  });

  it("are summed up by the week where weeks are asked for: opened, given and declined alike", () => {
    const weeks = { from: "2026-11-10", to: "2026-11-23", by: "week" } as const;
    const { pieces, total } = claimsByPiece(weeks, [
      { ...day("2026-11-10", 2), declined: 1 },
      { ...day("2026-11-15", 1, 300n), declined: 2 },
      { ...day("2026-11-23", 0), declined: 1 },
    ]);
    expect(pieces).toEqual([
      { piece: "2026-11-09", opened: 3, accepted: 1, declined: 3, givenFen: 300n },
      { piece: "2026-11-16", opened: 0, accepted: 0, declined: 0, givenFen: 0n },
      { piece: "2026-11-23", opened: 0, accepted: 0, declined: 1, givenFen: 0n },
    ]);
    expect(total).toEqual({ opened: 3, accepted: 1, declined: 4, givenFen: 300n });
  });
});
