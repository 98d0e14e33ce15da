import { newId } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";
import { ok, type Result, refuse } from "~/kernel/result";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { contentText } from "./canonical";
import { sha256 } from "./hash.server";
import {
  checkDraft,
  type DraftTransaction,
  MAX_TRANSACTIONS_PER_CALL,
  type NewTransaction,
  type RecordedTransaction,
  type ReferenceReused,
} from "./transaction";

interface RecordedRow {
  readonly id: string;
  readonly book_id: string;
  readonly reference: string;
  readonly content_hash: string;
  readonly event_id: string;
  readonly reason: string;
  readonly period: string;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
}

const RECORDED_COLUMNS = `id, book_id, reference, encode(content_hash, 'hex') AS content_hash, event_id, reason,
  period, occurred_at, recorded_at`;

/**
 * One statement for all rows. A reference that another connection is just recording makes this wait until that one has
 * committed or rolled back; only then is it known whether the reference is taken.
 */
const insertTransactions = statement<[string, Date], RecordedRow>(
  "ledger.record",
  `WITH wanted AS MATERIALIZED (
     SELECT * FROM jsonb_to_recordset($1::jsonb) AS w(
       id uuid, book uuid, reference text, hash text, event uuid, reason text, "occurredAt" timestamptz,
       reverses uuid, transfers jsonb)
   ), recorded AS (
     INSERT INTO ledger_transaction (id, book_id, reference, content_hash, event_id, reason, period, occurred_at,
       recorded_at, reverses_id, transfer_count)
     SELECT id, book, reference, decode(hash, 'hex'), event, reason, greatest(ledger_month("occurredAt"), o.period),
       "occurredAt", $2, reverses, jsonb_array_length(transfers)
     FROM wanted LEFT JOIN ledger_first_open o ON o.book_id = wanted.book
     ON CONFLICT (reference) DO NOTHING
     RETURNING *
   ), moved AS (
     INSERT INTO transfer (transaction_id, position, book_id, debit_account, credit_account, fen, phase,
       resolves_transaction_id, resolves_position, reverses_transaction_id, reverses_position)
     SELECT wanted.id, t.position, wanted.book, t.debit, t.credit, t.fen, t.phase,
       t."resolvesId", t."resolvesAt", t."reversesId", t."reversesAt"
     FROM recorded JOIN wanted ON wanted.id = recorded.id
     CROSS JOIN LATERAL jsonb_to_recordset(wanted.transfers) AS t(
       position int, debit text, credit text, fen bigint, phase text,
       "resolvesId" uuid, "resolvesAt" int, "reversesId" uuid, "reversesAt" int)
   )
   SELECT ${RECORDED_COLUMNS} FROM recorded`,
);

const selectByReference = statement<[readonly string[]], RecordedRow>(
  "ledger.byReference",
  `SELECT ${RECORDED_COLUMNS} FROM ledger_transaction WHERE reference = ANY($1)`,
);

/**
 * Records transactions with all their transfers in one round trip, and touches no row that another sale touches too.
 *
 * Idempotent by `reference`: one that is recorded already with the same content is answered with the first result
 * (`repeated`), with other content it is refused — the caller rolls back, so that nothing of this call stays.
 * Each goes to the Shanghai month of its `occurredAt`, or to the first open month of its book when that is closed.
 * Answers in the order asked. An unknown book or account, or an amount that is not positive, is a fault.
 */
export function recordTransactions(
  tx: Tx,
  { now, transactions }: { readonly now: Date; readonly transactions: readonly NewTransaction[] },
): Promise<Result<RecordedTransaction[], ReferenceReused>> {
  return recordDrafts(tx, now, transactions);
}

/** As `recordTransactions`, also for transfers that resolve or reverse others. */
export async function recordDrafts(
  tx: Tx,
  now: Date,
  drafts: readonly DraftTransaction[],
): Promise<Result<RecordedTransaction[], ReferenceReused>> {
  if (drafts.length === 0) return ok([]);
  invariant(drafts.length <= MAX_TRANSACTIONS_PER_CALL, "one call records a bounded number of transactions");
  const wanted = new Map<string, { readonly draft: DraftTransaction; readonly hash: string }>();
  for (const draft of drafts) {
    checkDraft(draft);
    const hash = sha256(contentText(draft));
    const before = wanted.get(draft.reference);
    if (before && before.hash !== hash) return reused(draft.reference);
    if (!before) wanted.set(draft.reference, { draft, hash });
  }
  const fresh = await tx.run(insertTransactions, [JSON.stringify(rowsOf([...wanted.values()], now)), now]);
  const found = new Map(fresh.map((row) => [row.reference, recordedOf(row, false)]));
  if (found.size < wanted.size) {
    const others = [...wanted.keys()].filter((reference) => !found.has(reference));
    for (const row of await tx.run(selectByReference, [others])) {
      if (row.content_hash !== wanted.get(row.reference)?.hash) return reused(row.reference);
      found.set(row.reference, recordedOf(row, true));
    }
  }
  return ok(
    drafts.map(({ reference }) => {
      const answer = found.get(reference);
      invariant(answer, `a reference is either recorded now or was before: ${reference}`);
      return answer;
    }),
  );
}

/** In the order of the references, so that two calls with the same ones never wait for each other crosswise. */
function rowsOf(drafts: readonly { draft: DraftTransaction; hash: string }[], now: Date) {
  return drafts
    .map(({ draft, hash }) => ({
      id: newId(now),
      book: draft.bookId,
      reference: draft.reference,
      hash,
      event: draft.eventId,
      reason: draft.reason,
      occurredAt: draft.occurredAt,
      reverses: draft.reversesId,
      transfers: draft.transfers.map((transfer, place) => ({
        position: place + 1,
        debit: transfer.debit,
        credit: transfer.credit,
        fen: transfer.fen.toString(),
        phase: transfer.phase,
        resolvesId: transfer.resolves?.transactionId,
        resolvesAt: transfer.resolves?.position,
        reversesId: transfer.reverses?.transactionId,
        reversesAt: transfer.reverses?.position,
      })),
    }))
    .toSorted((a, b) => (a.reference < b.reference ? -1 : a.reference > b.reference ? 1 : 0));
}

function reused(reference: string): Result<never, ReferenceReused> {
  return refuse({ code: "ReferenceReused", reference });
}

function recordedOf(row: RecordedRow, repeated: boolean): RecordedTransaction {
  return {
    id: row.id,
    bookId: row.book_id,
    reference: row.reference,
    eventId: row.event_id,
    reason: row.reason,
    period: row.period,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    repeated,
  };
}
