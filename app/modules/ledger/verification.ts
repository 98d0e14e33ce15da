/**
 * The first place where the books are not what they say. Values are texts, so that a difference can be printed, mailed
 * and compared.
 */
export interface LedgerDifference {
  readonly kind: DifferenceKind;
  readonly bookId: string;
  /** the voucher concerned, when it is one */
  readonly number?: number;
  /** what exactly: an account, a transaction, a period */
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
}

export type DifferenceKind =
  /** a book's accounts are not those of its chart */
  | "ChartDiffers"
  /** voucher numbers have a gap */
  | "NumberMissing"
  /** a voucher does not name the hash before it */
  | "ChainBroken"
  /** a voucher's hash is not that of its text */
  | "HashDiffers"
  /** a voucher's text is not what its transaction and transfers say */
  | "TextDiffers"
  /** a transaction's content is not what was recorded under its reference */
  | "ContentDiffers"
  /** a transaction is neither sealed nor waiting to be, or has lost transfers */
  | "TransactionLost"
  /** a post or void does not fit the pending it names */
  | "ResolutionWrong"
  /** a reversal does not fit what it names, or takes back too much */
  | "ReversalWrong"
  /** a balance snapshot is not the sum of its vouchers */
  | "SnapshotDiffers"
  /** debits and credits of a book are not equal */
  | "TrialBalanceOff"
  /** a month close does not state the voucher it says */
  | "CloseDiffers"
  /** a check given by the caller found something */
  | "CrossCheckFailed";

/** What was looked at, when nothing was found to differ. `heads` is the last voucher of each book. */
export interface LedgerVerified {
  readonly books: number;
  readonly vouchers: number;
  readonly unsealed: number;
  readonly transfers: number;
  readonly heads: readonly { readonly bookId: string; readonly number: number; readonly hash: string }[];
}

export type Verification =
  | { readonly whole: true; readonly verified: LedgerVerified }
  | { readonly whole: false; readonly difference: LedgerDifference };
