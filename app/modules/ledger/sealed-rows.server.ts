import type { SealedTransaction } from "./canonical";
import type { DraftTransfer, Phase, TransferKey } from "./transaction";

/** How a transaction `t` with its transfers is read back for sealing and for checking what was sealed. */
export const SEALED_COLUMNS = `t.id, t.book_id, t.reference, t.event_id, t.reason, t.period, t.occurred_at,
  t.recorded_at, t.reverses_id, encode(t.content_hash, 'hex') AS content_hash`;

/** Amounts as text: a number in JSON would lose fen above 2^53. */
export const TRANSFERS_AS_JSON = `(
  SELECT json_agg(json_build_object('debit', debit_account, 'credit', credit_account, 'fen', fen::text,
    'phase', phase, 'resolvesId', resolves_transaction_id, 'resolvesAt', resolves_position,
    'reversesId', reverses_transaction_id, 'reversesAt', reverses_position) ORDER BY position)
  FROM transfer WHERE transaction_id = t.id) AS transfers`;

interface TransferJson {
  readonly debit: string;
  readonly credit: string;
  readonly fen: string;
  readonly phase: Phase;
  readonly resolvesId: string | null;
  readonly resolvesAt: number | null;
  readonly reversesId: string | null;
  readonly reversesAt: number | null;
}

export interface SealedRow {
  readonly id: string;
  readonly book_id: string;
  readonly reference: string;
  readonly event_id: string;
  readonly reason: string;
  readonly period: string;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
  readonly reverses_id: string | null;
  readonly content_hash: string;
  readonly transfers: readonly TransferJson[] | null;
}

export function sealedOf(row: SealedRow): SealedTransaction {
  return {
    id: row.id,
    bookId: row.book_id,
    reference: row.reference,
    eventId: row.event_id,
    reason: row.reason,
    period: row.period,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    ...(row.reverses_id !== null && { reversesId: row.reverses_id }),
    transfers: (row.transfers ?? []).map(transferOf),
  };
}

function transferOf(json: TransferJson): DraftTransfer {
  const resolves = keyOf(json.resolvesId, json.resolvesAt);
  const reverses = keyOf(json.reversesId, json.reversesAt);
  return {
    debit: json.debit,
    credit: json.credit,
    fen: BigInt(json.fen),
    phase: json.phase,
    ...(resolves && { resolves }),
    ...(reverses && { reverses }),
  };
}

function keyOf(transactionId: string | null, position: number | null): TransferKey | undefined {
  return transactionId === null || position === null ? undefined : { transactionId, position };
}
