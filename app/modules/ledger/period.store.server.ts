import { ok, type Result, refuse } from "~/kernel/result";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { FIRST_PREVIOUS_HASH } from "./canonical";
import {
  type ClosedPeriod,
  type ClosePeriod,
  type ClosePeriodRefusal,
  type Closing,
  closingRefusal,
} from "./period";
import { holdSealing, latestSeal } from "./seal.store.server";

const holdWriters = statement<[], { held: string }>(
  "ledger.holdWriters",
  "SELECT ledger_hold_writers()::text AS held",
);

const selectClosing = statement<[string, string], { opening: string; last: string | null; unsealed: bigint }>(
  "ledger.closing",
  `SELECT to_char(b.opened_on, 'YYYY-MM') AS opening,
     (SELECT max(period) FROM period_close WHERE book_id = b.id) AS last,
     (SELECT count(*) FROM ledger_tail tail JOIN ledger_transaction t ON t.id = tail.transaction_id
      WHERE tail.book_id = b.id AND t.period <= $2) AS unsealed
   FROM book b WHERE b.id = $1`,
);

const insertClose = statement<[string, string, number, string, string | null, Date], never>(
  "ledger.closePeriod",
  `INSERT INTO period_close (book_id, period, through_number, hash, closed_by_user_id, closed_at)
   VALUES ($1, $2, $3, decode($4, 'hex'), $5, $6)`,
);

interface CloseRow {
  readonly period: string;
  readonly through_number: number;
  readonly hash: string;
  readonly closed_at: Date;
  readonly closed_by_user_id: string | null;
}

const selectCloses = statement<[string], CloseRow>(
  "ledger.closedPeriods",
  `SELECT period, through_number, encode(hash, 'hex') AS hash, closed_at, closed_by_user_id
   FROM period_close WHERE book_id = $1 ORDER BY period`,
);

/**
 * Closes a month of a book: from then on late facts go to the next one. Everything of the month has to be sealed and
 * all months before it closed. Writers of all books wait the few milliseconds this takes, so that no transaction
 * can slip into a month while it is being closed; so call it in a short transaction.
 */
export async function closePeriod(
  tx: Tx,
  { bookId, period, now, userId }: ClosePeriod,
): Promise<Result<ClosedPeriod, ClosePeriodRefusal>> {
  await holdSealing(tx, bookId);
  await tx.run(holdWriters, []);
  const [state] = await tx.run(selectClosing, [bookId, period]);
  if (!state) return refuse({ code: "UnknownBook" });
  const closing: Closing = { openingPeriod: state.opening, lastClosed: state.last ?? undefined };
  const refusal = closingRefusal(period, closing, now);
  if (refusal) return refuse(refusal);
  if (state.unsealed > 0n) return refuse({ code: "PeriodHasUnsealed", count: Number(state.unsealed) });
  const head = await latestSeal(tx, bookId);
  const throughNumber = head?.number ?? 0;
  const hash = head?.hash ?? FIRST_PREVIOUS_HASH;
  await tx.run(insertClose, [bookId, period, throughNumber, hash, userId, now]);
  return ok({ bookId, period, throughNumber, hash });
}

/** The closed months of a book, oldest first, each with the hash that was published for it. */
export async function closedPeriods(
  tx: Tx,
  bookId: string,
): Promise<(ClosedPeriod & { closedAt: Date; closedByUserId: string | null })[]> {
  const rows = await tx.run(selectCloses, [bookId]);
  return rows.map((row) => ({
    bookId,
    period: row.period,
    throughNumber: row.through_number,
    hash: row.hash,
    closedAt: row.closed_at,
    closedByUserId: row.closed_by_user_id,
  }));
}
