import type { Fen } from "~/kernel/money";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { Phase } from "./transaction";

/** One transfer as a reader of the books sees it. `number` is missing while it waits to be sealed. */
export interface Entry {
  readonly transactionId: string;
  readonly position: number;
  readonly number?: number;
  readonly eventId: string;
  readonly reason: string;
  readonly period: string;
  readonly occurredAt: Date;
  readonly debit: string;
  readonly credit: string;
  readonly fen: Fen;
  readonly phase: Phase;
}

/** Pages run from the newest to the oldest; `before` is the last transaction of the page shown. */
export interface EntriesOfPeriod {
  readonly bookId: string;
  readonly period: string;
  readonly before?: { readonly occurredAt: Date; readonly transactionId: string };
  /** transactions per page; a transaction is never torn apart */
  readonly limit: number;
}

interface EntryRow {
  readonly transaction_id: string;
  readonly position: number;
  readonly number: number | null;
  readonly event_id: string;
  readonly reason: string;
  readonly period: string;
  readonly occurred_at: Date;
  readonly debit_account: string;
  readonly credit_account: string;
  readonly fen: bigint;
  readonly phase: Phase;
}

const ENTRY_COLUMNS = `tr.transaction_id, tr.position, v.number, t.event_id, t.reason, t.period, t.occurred_at,
  tr.debit_account, tr.credit_account, tr.fen, tr.phase`;

const selectEntries = statement<[string, string, Date | null, string | null, number], EntryRow>(
  "ledger.entriesOfPeriod",
  `SELECT ${ENTRY_COLUMNS}
   FROM (SELECT * FROM ledger_transaction
     WHERE book_id = $1 AND period = $2 AND ($3::timestamptz IS NULL OR (occurred_at, id) < ($3, $4::uuid))
     ORDER BY occurred_at DESC, id DESC LIMIT $5) t
   JOIN transfer tr ON tr.transaction_id = t.id
   LEFT JOIN voucher v ON v.transaction_id = t.id
   ORDER BY t.occurred_at DESC, t.id DESC, tr.position`,
);

const selectEventEntries = statement<[string], EntryRow & { readonly book_id: string }>(
  "ledger.entriesOfEvent",
  `SELECT tr.book_id, ${ENTRY_COLUMNS}
   FROM ledger_transaction t
   JOIN transfer tr ON tr.transaction_id = t.id
   LEFT JOIN voucher v ON v.transaction_id = t.id
   WHERE t.event_id = $1
   ORDER BY t.recorded_at, t.id, tr.position`,
);

/** The transfers of one month of a book, newest first. */
export async function entriesOfPeriod(
  tx: Tx,
  { bookId, period, before, limit }: EntriesOfPeriod,
): Promise<Entry[]> {
  const from = [before?.occurredAt ?? null, before?.transactionId ?? null] as const;
  return (await tx.run(selectEntries, [bookId, period, ...from, limit])).map(entryOf);
}

/** All transfers of one event in all books, in the order they were recorded: where each fen of a sale went. */
export async function entriesOfEvent(tx: Tx, eventId: string): Promise<(Entry & { bookId: string })[]> {
  const rows = await tx.run(selectEventEntries, [eventId]);
  return rows.map((row) => ({ ...entryOf(row), bookId: row.book_id }));
}

function entryOf(row: EntryRow): Entry {
  return {
    transactionId: row.transaction_id,
    position: row.position,
    ...(row.number !== null && { number: row.number }),
    eventId: row.event_id,
    reason: row.reason,
    period: row.period,
    occurredAt: row.occurred_at,
    debit: row.debit_account,
    credit: row.credit_account,
    fen: row.fen,
    phase: row.phase,
  };
}
