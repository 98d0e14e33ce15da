import { ok, type Result, refuse } from "~/kernel/result";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { type EventTransfer, planResolution, type Resolution, type TransferState } from "./event";
import { recordDrafts } from "./record.store.server";
import { type CumulativeAmount, type Part, planReversal } from "./reversal";
import type {
  DraftTransaction,
  OpeningPhase,
  RecordedTransaction,
  ReferenceReused,
  UnknownEvent,
} from "./transaction";

/** `reference` is a prefix: the id of each book is appended to it, as one transaction is recorded per book. */
interface EventCommand {
  readonly now: Date;
  readonly eventId: string;
  readonly reason: string;
  readonly reference: string;
  readonly occurredAt: Date;
}

export interface ResolvePendings extends EventCommand {
  readonly how: Resolution;
}

/** Without `part` everything is taken back. */
export interface ReverseEvent extends EventCommand {
  readonly part?: Part | CumulativeAmount;
}

export type EventRefusal = ReferenceReused | UnknownEvent;

interface TransferRow {
  readonly transaction_id: string;
  readonly position: number;
  readonly book_id: string;
  readonly debit_account: string;
  readonly credit_account: string;
  readonly fen: bigint;
  readonly phase: OpeningPhase;
  readonly state: TransferState;
  readonly reversed: bigint;
  readonly reverses_transaction_id: string | null;
  readonly reverses_position: number | null;
}

const lockEvent = statement<[string], { locked: unknown }>(
  "ledger.lockEvent",
  "SELECT ledger_lock_event($1::uuid)::text AS locked",
);

const selectEventTransfers = statement<[string], TransferRow>(
  "ledger.eventTransfers",
  `SELECT o.transaction_id, o.position, o.book_id, o.debit_account, o.credit_account, o.fen, o.phase,
     ledger_transfer_state(o) AS state, ledger_reversed_fen(o) AS reversed,
     o.reverses_transaction_id, o.reverses_position
   FROM ledger_transaction t JOIN transfer o ON o.transaction_id = t.id
   WHERE t.event_id = $1 AND o.phase IN ('posted', 'pending')
   ORDER BY t.recorded_at, t.id, o.position`,
);

interface EarlierRow {
  readonly id: string;
  readonly book_id: string;
  readonly reference: string;
  readonly reason: string;
  readonly period: string;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
  readonly phases: readonly string[];
}

/** What this very command recorded before, book by book. */
const selectEarlier = statement<[string, string], EarlierRow>(
  "ledger.earlierOfEvent",
  `SELECT t.id, t.book_id, t.reference, t.reason, t.period, t.occurred_at, t.recorded_at,
     (SELECT array_agg(DISTINCT phase) FROM transfer WHERE transaction_id = t.id) AS phases
   FROM ledger_transaction t
   WHERE t.event_id = $1 AND t.reference = $2 || ':' || t.book_id
   ORDER BY t.book_id`,
);

/**
 * Posts or voids every pending of the event that is still open, in one transaction per book. Called again with the same
 * reference it answers with the first result; when nothing is open, with nothing. Calls about one event wait for each
 * other, so that a settlement and a refund never resolve the same pending.
 */
export function resolvePendings(
  tx: Tx,
  command: ResolvePendings,
): Promise<Result<RecordedTransaction[], EventRefusal>> {
  return continueEvent(tx, command, [command.how], (transfers) => planResolution(transfers, command.how));
}

/**
 * Takes an event back by reversing transfers that name what they reverse: everything, or up to a cumulative part of it,
 * so that any number of partial reversals sums to the whole exactly and never passes it. What is still pending is
 * reversed by a pending; to call off a sale before it was settled, void its pendings first, then reverse.
 */
export function reverseEvent(
  tx: Tx,
  command: ReverseEvent,
): Promise<Result<RecordedTransaction[], EventRefusal>> {
  const part = command.part ?? { numerator: 1n, denominator: 1n };
  return continueEvent(tx, command, ["posted", "pending"], (transfers) => planReversal(transfers, part));
}

async function continueEvent(
  tx: Tx,
  command: EventCommand,
  phases: readonly string[],
  plan: (transfers: EventTransfer[]) => Pick<DraftTransaction, "bookId" | "transfers" | "reversesId">[],
): Promise<Result<RecordedTransaction[], EventRefusal>> {
  const { eventId, reason, occurredAt, now } = command;
  await tx.run(lockEvent, [eventId]);
  const transfers = await transfersOfEvent(tx, eventId);
  if (transfers.length === 0) return refuse({ code: "UnknownEvent", eventId });
  const planned = plan(transfers);
  const earlier = await tx.run(selectEarlier, [eventId, command.reference]);
  if (earlier.length === 0) {
    const drafts = planned.map((part) => ({
      ...part,
      reference: `${command.reference}:${part.bookId}`,
      eventId,
      reason,
      occurredAt,
    }));
    return recordDrafts(tx, now, drafts);
  }
  // The same reference again. If it would still change something, it asks for more than it did the first time.
  const same = earlier.every(
    (row) =>
      row.reason === reason &&
      row.occurred_at.getTime() === occurredAt.getTime() &&
      row.phases.every((phase) => phases.includes(phase)),
  );
  if (!same || planned.length > 0) return refuse({ code: "ReferenceReused", reference: command.reference });
  return ok(earlier.map((row) => repeatedOf(row, eventId)));
}

/** Everything an event moved so far in any book, with what became of it. */
export async function transfersOfEvent(tx: Tx, eventId: string): Promise<EventTransfer[]> {
  const rows = await tx.run(selectEventTransfers, [eventId]);
  return rows.map((row) => ({
    transactionId: row.transaction_id,
    position: row.position,
    bookId: row.book_id,
    debit: row.debit_account,
    credit: row.credit_account,
    fen: row.fen,
    phase: row.phase,
    state: row.state,
    reversed: row.reversed,
    ...(row.reverses_transaction_id !== null &&
      row.reverses_position !== null && {
        reverses: { transactionId: row.reverses_transaction_id, position: row.reverses_position },
      }),
  }));
}

function repeatedOf(row: EarlierRow, eventId: string): RecordedTransaction {
  return {
    id: row.id,
    bookId: row.book_id,
    reference: row.reference,
    eventId,
    reason: row.reason,
    period: row.period,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    repeated: true,
  };
}
