import type { Fen } from "~/kernel/money";
import { type Period, periodBefore, pieceOf, piecesOf } from "~/kernel/period";
import type { Grams } from "~/kernel/weight";

/** Whose sales are counted: those of one seller, of one village's goods, or those a host brought. */
export interface SalesScope {
  readonly of: "cooperative" | "village" | "host";
  readonly id: string;
}

/** Sales by the day they were paid. Refunds are counted on the day they left, whenever the sale was. */
export interface SalesFigures {
  readonly orders: number;
  /** goods and freight; for a village or a host those of their lines */
  readonly salesFen: Fen;
  readonly grams: Grams;
  readonly refundedFen: Fen;
}

export interface DayFigures extends SalesFigures {
  /** YYYY-MM-DD in Shanghai */
  readonly day: string;
}

export interface PieceFigures extends SalesFigures {
  /** first day of the piece */
  readonly piece: string;
}

/** A period in pieces, beside as many days right before it. */
export interface ComparedFigures {
  readonly pieces: readonly PieceFigures[];
  readonly total: SalesFigures;
  readonly before: SalesFigures;
}

const NOTHING: SalesFigures = { orders: 0, salesFen: 0n, grams: 0n, refundedFen: 0n };

function add(one: SalesFigures, other: SalesFigures): SalesFigures {
  return {
    orders: one.orders + other.orders,
    salesFen: one.salesFen + other.salesFen,
    grams: one.grams + other.grams,
    refundedFen: one.refundedFen + other.refundedFen,
  };
}

/** Sums days up into the pieces of a period; days of the period before it make up the comparison. */
export function comparePeriods(period: Period, days: readonly DayFigures[]): ComparedFigures {
  const before = periodBefore(period);
  const pieces = new Map(piecesOf(period).map((piece) => [piece, NOTHING]));
  let [total, earlier] = [NOTHING, NOTHING];
  for (const day of days) {
    if (day.day >= period.from && day.day <= period.to) {
      const piece = pieceOf(day.day, period.by);
      pieces.set(piece, add(pieces.get(piece) ?? NOTHING, day));
      total = add(total, day);
    } else if (day.day >= before.from && day.day <= before.to) earlier = add(earlier, day);
  }
  return {
    pieces: [...pieces].map(([piece, figures]) => ({ piece, ...figures })),
    total,
    before: earlier,
  };
}
