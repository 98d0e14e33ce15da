import { foldTransfers, type Totals } from "./balance";
import {
  chainedText,
  contentText,
  FIRST_PREVIOUS_HASH,
  type SealedTransaction,
  voucherText,
} from "./canonical";
import type { LedgerDifference } from "./verification";
import type { Voucher } from "./voucher";

/** A voucher with the rows it was made from; `transaction` is missing when those are gone. */
export interface VoucherWithRows {
  readonly voucher: Voucher;
  readonly transaction: SealedTransaction | undefined;
  readonly contentHash: string;
}

/** Where a walk along a book's chain has come to. */
export interface ChainState {
  readonly number: number;
  readonly hash: string;
  readonly totals: ReadonlyMap<string, Totals>;
}

export const CHAIN_START: ChainState = { number: 0, hash: FIRST_PREVIOUS_HASH, totals: new Map() };

/** SHA-256 of a text in lower-case hex, handed in so that the check also runs in a browser or a test. */
export type Sha256 = (text: string) => string;

/**
 * Checks one voucher against the one before and against its rows; answers the next state or the first difference.
 * Everything is computed anew from the rows: nothing stored is taken on trust.
 */
export function nextInChain(
  state: ChainState,
  { voucher, transaction, contentHash }: VoucherWithRows,
  sha256: Sha256,
): { readonly next: ChainState } | { readonly difference: LedgerDifference } {
  const { bookId, number } = voucher;
  const differs = (kind: LedgerDifference["kind"], subject: string, expected: string, found: string) => ({
    difference: { kind, bookId, number, subject, expected, found },
  });
  if (number !== state.number + 1) {
    return differs("NumberMissing", "voucher number", String(state.number + 1), String(number));
  }
  if (voucher.previousHash !== state.hash) {
    return differs("ChainBroken", "previous hash", state.hash, voucher.previousHash);
  }
  if (transaction === undefined) {
    return differs("TransactionLost", "transaction", voucher.transactionId, "nothing");
  }
  // The text before the hash: when somebody changed a text, it tells more to see which than that the hash is off.
  const text = voucherText(number, transaction);
  if (voucher.canonical !== text) return differs("TextDiffers", "canonical text", text, voucher.canonical);
  const hash = sha256(chainedText(voucher.previousHash, voucher.canonical));
  if (voucher.hash !== hash) return differs("HashDiffers", "hash", hash, voucher.hash);
  const content = sha256(contentText(transaction));
  if (contentHash !== content) return differs("ContentDiffers", transaction.reference, content, contentHash);
  return { next: { number, hash, totals: foldTransfers(transaction.transfers, state.totals) } };
}

/** Totals in one line, for a difference to show. */
export function totalsText(totals: Totals | undefined): string {
  if (!totals) return "nothing";
  const { debitsPosted, creditsPosted, debitsPending, creditsPending } = totals;
  return `posted ${debitsPosted}/${creditsPosted}, pending ${debitsPending}/${creditsPending}`;
}

/** Whether all debits equal all credits, posted and pending; the text says by how much they do not. */
export function trialBalance(totals: Iterable<Totals>): { posted: bigint; pending: bigint } {
  let posted = 0n;
  let pending = 0n;
  for (const each of totals) {
    posted += each.debitsPosted - each.creditsPosted;
    pending += each.debitsPending - each.creditsPending;
  }
  return { posted, pending };
}
