import { invariant } from "~/kernel/invariant";
import type { Fen } from "~/kernel/money";
import type { Refusal } from "~/kernel/result";

/** Posted counts at once. Pending is foreseen only: it is later posted or voided, exactly once. */
export type OpeningPhase = "posted" | "pending";

/** `post` and `void` are the two ways in which a pending transfer ends; each names the one it resolves. */
export type Phase = OpeningPhase | "post" | "void";

/** `fen` > 0 from the debit account to the credit account, both of the transaction's book. */
export interface NewTransfer {
  readonly debit: string;
  readonly credit: string;
  readonly fen: Fen;
  readonly phase: OpeningPhase;
}

/**
 * What a caller wants recorded in one book. `reference` is made by the caller and is the idempotency key. All
 * transactions of one business event carry its `eventId`. `reason` is a code such as `sale-paid`.
 */
export interface NewTransaction {
  readonly bookId: string;
  readonly reference: string;
  readonly eventId: string;
  readonly reason: string;
  readonly occurredAt: Date;
  readonly reversesId?: string;
  readonly transfers: readonly NewTransfer[];
}

/** A transfer has no number of its own: it is known by its transaction and its position in it, from 1. */
export interface TransferKey {
  readonly transactionId: string;
  readonly position: number;
}

/** A transfer as the store writes it: also those that resolve or reverse another one. */
export interface DraftTransfer {
  readonly debit: string;
  readonly credit: string;
  readonly fen: Fen;
  readonly phase: Phase;
  readonly resolves?: TransferKey;
  readonly reverses?: TransferKey;
}

export interface DraftTransaction extends Omit<NewTransaction, "transfers"> {
  readonly transfers: readonly DraftTransfer[];
}

/** `period` is the accounting month; `repeated` says that the reference was already recorded, with this content. */
export interface RecordedTransaction {
  readonly id: string;
  readonly bookId: string;
  readonly reference: string;
  readonly eventId: string;
  readonly reason: string;
  readonly period: string;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly repeated: boolean;
}

/** The reference names another transaction already: same key, other content. */
export type ReferenceReused = Refusal<"ReferenceReused"> & { readonly reference: string };

/** The ledger holds nothing under this event. */
export type UnknownEvent = Refusal<"UnknownEvent"> & { readonly eventId: string };

/** One order of many lines over many books stays far below; more in one call is a mistake of the caller. */
export const MAX_TRANSACTIONS_PER_CALL = 1_000;
export const MAX_TRANSFERS_PER_TRANSACTION = 2_000;
export const MAX_REFERENCE_LENGTH = 200;

/** The promises a caller makes. Breaking one is a fault of the program, so it throws; the database holds them too. */
export function checkDraft(draft: DraftTransaction): void {
  const { reference, transfers } = draft;
  invariant(
    reference.length > 0 && reference.length <= MAX_REFERENCE_LENGTH,
    `a reference has 1 to ${MAX_REFERENCE_LENGTH} characters: ${reference}`,
  );
  invariant(draft.reason.length > 0, `a transaction has a reason: ${reference}`);
  invariant(
    transfers.length > 0 && transfers.length <= MAX_TRANSFERS_PER_TRANSACTION,
    `a transaction has 1 to ${MAX_TRANSFERS_PER_TRANSACTION} transfers: ${reference}`,
  );
  for (const transfer of transfers) {
    invariant(transfer.fen > 0n, `a transfer moves more than nothing: ${reference}`);
    invariant(transfer.debit !== transfer.credit, `a transfer has two different accounts: ${reference}`);
    const resolving = transfer.phase === "post" || transfer.phase === "void";
    invariant(resolving === (transfer.resolves !== undefined), `post and void name a pending: ${reference}`);
    invariant(!(resolving && transfer.reverses), `a resolution is not a reversal: ${reference}`);
  }
}
