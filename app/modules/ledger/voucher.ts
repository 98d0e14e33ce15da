/** 凭证: one transaction in its sealed form. Hashes are lower-case hex. */
export interface Voucher {
  readonly bookId: string;
  readonly number: number;
  readonly transactionId: string;
  readonly canonical: string;
  readonly previousHash: string;
  readonly hash: string;
  readonly sealedAt: Date;
}

/** The head of a book's chain: publish it, and nothing before it can be changed unnoticed. */
export interface Seal {
  readonly number: number;
  readonly hash: string;
  readonly sealedAt: Date;
}

/** `more` says that the book may hold further unsealed transactions. */
export interface SealedBatch {
  readonly sealed: number;
  readonly more: boolean;
}

/** Vouchers sealed in one transaction: enough to be quick, few enough that a killed sealer loses little. */
export const MAX_SEALED_PER_BATCH = 500;
