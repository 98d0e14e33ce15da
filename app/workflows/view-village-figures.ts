import { type Fen, sumFen } from "~/kernel/money";
import { addDays, type Period, pieceOf, piecesOf, startOfShanghaiDay } from "~/kernel/period";
import { type AccountDay, balances, creditedByDay } from "~/modules/ledger/index.server";
import { type ComparedFigures, type MoneyDue, moneyDue, salesFigures } from "~/modules/ordering/index.server";
import type { Tx } from "~/platform/db/db.server";
import { COLLECTIVE } from "./sale-postings";

/** What a collective was credited in a piece of a period. */
export interface SharePiece {
  /** first day of the piece */
  readonly piece: string;
  /** negative where more was taken back than credited */
  readonly fen: Fen;
}

/** What a village's goods brought, and what its collective has of it. */
export interface VillageFigures {
  readonly sales: ComparedFigures;
  readonly shares: {
    readonly pieces: readonly SharePiece[];
    /** credited in the period */
    readonly creditedFen: Fen;
  };
  /** owed to the collective now: its sales are settled, and nothing was paid out of it */
  readonly settledFen: Fen;
  /** foreseen from sales whose claim window is still open, by the day it ends */
  readonly due: readonly MoneyDue[];
  readonly pendingFen: Fen;
}

/** Sums the days of an account up into the pieces of a period, those without anything too. */
export function sharePieces(period: Period, days: readonly AccountDay[]): SharePiece[] {
  const pieces = new Map(piecesOf(period).map((piece) => [piece, 0n]));
  for (const { day, fen } of days) {
    const piece = pieceOf(day, period.by);
    pieces.set(piece, (pieces.get(piece) ?? 0n) + fen);
  }
  return [...pieces].map(([piece, fen]) => ({ piece, fen }));
}

/** Reads a village's figures from its sales and from its collective's own book. Four statements. */
export async function viewVillageFigures(
  tx: Tx,
  input: { readonly villageId: string; readonly bookId: string; readonly period: Period },
): Promise<VillageFigures> {
  const { villageId, bookId, period } = input;
  const scope = { of: "village", id: villageId } as const;
  const time = { from: startOfShanghaiDay(period.from), until: startOfShanghaiDay(addDays(period.to, 1)) };
  const [sales, days, accounts, due] = await Promise.all([
    salesFigures(tx, { scope, period }),
    creditedByDay(tx, { bookId, account: COLLECTIVE.serviceIncome, ...time }),
    balances(tx, bookId),
    moneyDue(tx, { scope, bookId, account: COLLECTIVE.receivableFromPortal }),
  ]);
  const owed = accounts.find(({ account }) => account === COLLECTIVE.receivableFromPortal);
  return {
    sales,
    shares: { pieces: sharePieces(period, days), creditedFen: sumFen(days.map(({ fen }) => fen)) },
    settledFen: (owed?.debitsPosted ?? 0n) - (owed?.creditsPosted ?? 0n),
    due,
    pendingFen: sumFen(due.map(({ fen }) => fen)),
  };
}
