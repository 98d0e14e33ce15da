import type { DraftTransaction, DraftTransfer, Phase, TransferKey } from "./transaction";

/**
 * The texts whose SHA-256 the ledger relies on. They are JSON in one line with the keys in the order written here,
 * amounts as decimal strings of fen, instants as ISO 8601 in UTC with milliseconds, and null where there is nothing.
 * docs/ledger-format.md tells a reader how to recompute a hash; a change here needs a new `format` number.
 */
const FORMAT = 1;

/** A transaction as it is sealed. */
export interface SealedTransaction extends DraftTransaction {
  readonly id: string;
  readonly period: string;
  readonly recordedAt: Date;
}

function keyText(key: TransferKey | undefined): string | null {
  return key ? `${key.transactionId}#${key.position}` : null;
}

function transferItems(transfers: readonly DraftTransfer[]) {
  return transfers.map((transfer, index) => ({
    position: index + 1,
    debit: transfer.debit,
    credit: transfer.credit,
    fen: transfer.fen.toString(),
    phase: transfer.phase satisfies Phase,
    resolves: keyText(transfer.resolves),
    reverses: keyText(transfer.reverses),
  }));
}

/**
 * What makes two calls under one reference "the same content": everything the caller said, and nothing the ledger
 * added (id, period, moment of recording).
 */
export function contentText(draft: DraftTransaction): string {
  return JSON.stringify({
    book: draft.bookId,
    reference: draft.reference,
    event: draft.eventId,
    reason: draft.reason,
    occurredAt: draft.occurredAt.toISOString(),
    reverses: draft.reversesId ?? null,
    transfers: transferItems(draft.transfers),
  });
}

/** The stored text of a voucher. */
export function voucherText(number: number, transaction: SealedTransaction): string {
  return JSON.stringify({
    format: FORMAT,
    book: transaction.bookId,
    number,
    transaction: transaction.id,
    reference: transaction.reference,
    event: transaction.eventId,
    reason: transaction.reason,
    period: transaction.period,
    occurredAt: transaction.occurredAt.toISOString(),
    recordedAt: transaction.recordedAt.toISOString(),
    reverses: transaction.reversesId ?? null,
    transfers: transferItems(transaction.transfers),
  });
}

/** What stands before the first voucher of a book: 64 zeros. */
export const FIRST_PREVIOUS_HASH = "0".repeat(64);

/**
 * The text whose SHA-256 is a voucher's hash: the hash before it in lower-case hex, a line feed, the canonical text.
 * Hex and not raw bytes, so that any tool that takes the SHA-256 of a text will do.
 */
export function chainedText(previousHash: string, canonical: string): string {
  return `${previousHash}\n${canonical}`;
}
