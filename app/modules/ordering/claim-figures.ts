import type { Fen } from "~/kernel/money";
import { type Period, periodBefore, pieceOf, piecesOf } from "~/kernel/period";

/** Claims by the day they were made, answers and what was given by the day of the answer. */
export interface ClaimCounts {
  readonly opened: number;
  readonly accepted: number;
  readonly declined: number;
  readonly givenFen: Fen;
}

export interface ClaimDay extends ClaimCounts {
  /** YYYY-MM-DD in Shanghai */
  readonly day: string;
}

export interface ClaimPiece extends ClaimCounts {
  /** first day of the piece */
  readonly piece: string;
}

/** Of the orders that arrived in a period, about how many something was claimed; what was withdrawn does not count. */
export interface ClaimedShare {
  readonly delivered: number;
  readonly claimed: number;
}

export interface ClaimFigures extends ClaimedShare {
  readonly pieces: readonly ClaimPiece[];
  readonly total: ClaimCounts;
  /** of as many days right before the period */
  readonly before: ClaimCounts;
}

const NOTHING: ClaimCounts = { opened: 0, accepted: 0, declined: 0, givenFen: 0n };

function add(one: ClaimCounts, other: ClaimCounts): ClaimCounts {
  return {
    opened: one.opened + other.opened,
    accepted: one.accepted + other.accepted,
    declined: one.declined + other.declined,
    givenFen: one.givenFen + other.givenFen,
  };
}

/** Sums days up into the pieces of a period; days of the period before it make up the comparison. */
export function claimsByPiece(
  period: Period,
  days: readonly ClaimDay[],
): Pick<ClaimFigures, "pieces" | "total" | "before"> {
  const earlier = periodBefore(period);
  const within = (day: string, { from, to }: { readonly from: string; readonly to: string }) =>
    day >= from && day <= to;
  const inside = days.filter(({ day }) => within(day, period));
  const byPiece = Map.groupBy(inside, ({ day }) => pieceOf(day, period.by));
  return {
    pieces: piecesOf(period).map((piece) => ({ piece, ...(byPiece.get(piece) ?? []).reduce(add, NOTHING) })),
    total: inside.reduce(add, NOTHING),
    before: days.filter(({ day }) => within(day, earlier)).reduce(add, NOTHING),
  };
}
