import type { Tx } from "~/platform/db/db.server";
import type { Statement } from "~/platform/db/statement";
import type { Totals } from "./balance";
import type { Account, Book } from "./book";
import { accountsOf, allBooks } from "./book.store.server";
import { contentText, FIRST_PREVIOUS_HASH } from "./canonical";
import { CHARTS } from "./chart";
import { sha256 } from "./hash.server";
import type { LedgerDifference, Verification } from "./verification";
import {
  type SnapshotRow,
  selectLost,
  selectSnapshots,
  selectWrongClose,
  selectWrongResolution,
  selectWrongReversal,
  type Unsealed,
  unsealedAfter,
  type WrongRow,
} from "./verify.store.server";
import { vouchersWithRowsAfter } from "./voucher.store.server";
import { CHAIN_START, type ChainState, nextInChain, totalsText, trialBalance } from "./voucher-check";

/** A check by somebody who knows what the events mean; answers the first difference it finds. */
export type CrossCheck = (tx: Tx) => Promise<LedgerDifference | undefined>;

export interface VerifyLedger {
  /** rows held in memory at a time */
  readonly pageSize: number;
  readonly crossChecks?: readonly CrossCheck[];
}

interface Counts {
  vouchers: number;
  unsealed: number;
  transfers: number;
}

/**
 * Reads all books from the first voucher to the last transaction that waits to be sealed, recomputes every text, hash
 * and sum from the rows, and answers the first difference. Needs memory for one page only; may run beside writers
 * and sealers, as every single comparison is made within one statement or over rows that never change.
 */
export async function verifyLedger(tx: Tx, options: VerifyLedger): Promise<Verification> {
  const counts: Counts = { vouchers: 0, unsealed: 0, transfers: 0 };
  const heads: { bookId: string; number: number; hash: string }[] = [];
  const books = await allBooks(tx);
  for (const book of books) {
    const checked = await verifyBook(tx, book, options.pageSize, counts);
    if ("difference" in checked) return { whole: false, difference: checked.difference };
    heads.push({ bookId: book.id, number: checked.head.number, hash: checked.head.hash });
  }
  for (const check of options.crossChecks ?? []) {
    const difference = await check(tx);
    if (difference) return { whole: false, difference };
  }
  return { whole: true, verified: { books: books.length, ...counts, heads } };
}

type Checked = { readonly head: ChainState } | { readonly difference: LedgerDifference };

async function verifyBook(tx: Tx, book: Book, pageSize: number, counts: Counts): Promise<Checked> {
  const chart = chartDifference(book, await accountsOf(tx, book.id));
  if (chart) return { difference: chart };
  const chain = await walkChain(tx, book.id, pageSize, counts);
  if ("difference" in chain) return chain;
  const { posted, pending } = trialBalance(chain.head.totals.values());
  if (posted !== 0n || pending !== 0n) {
    const found = `posted ${posted}, pending ${pending}`;
    return {
      difference: {
        kind: "TrialBalanceOff",
        bookId: book.id,
        subject: "debits − credits",
        expected: "0",
        found,
      },
    };
  }
  const wrong =
    (await firstWrong(tx, selectLost, [book.id], book.id, "TransactionLost")) ??
    (await firstWrong(tx, selectWrongClose, [book.id, FIRST_PREVIOUS_HASH], book.id, "CloseDiffers")) ??
    (await walkTail(tx, book.id, pageSize, counts));
  return wrong ? { difference: wrong } : chain;
}

async function walkChain(tx: Tx, bookId: string, pageSize: number, counts: Counts): Promise<Checked> {
  let state = CHAIN_START;
  // The newest snapshot of each account, to be met by the totals at the end: a snapshot may also be missing.
  const latest = new Map<string, SnapshotRow>();
  for (;;) {
    const page = await vouchersWithRowsAfter(tx, { bookId, after: state.number, limit: pageSize });
    const last = page.at(-1)?.voucher.number;
    if (last === undefined) break;
    const range: [string, number, number] = [bookId, state.number, last];
    const snapshots = await tx.run(selectSnapshots, range);
    let place = 0;
    for (const item of page) {
      const step = nextInChain(state, item, sha256);
      if ("difference" in step) return step;
      state = step.next;
      for (; snapshots[place]?.through_number === state.number; place += 1) {
        const snapshot = snapshots[place] as SnapshotRow;
        const difference = snapshotDifference(bookId, snapshot, state.totals.get(snapshot.account));
        if (difference) return { difference };
        latest.set(snapshot.account, snapshot);
      }
      counts.transfers += item.transaction?.transfers.length ?? 0;
    }
    counts.vouchers += page.length;
    const wrong =
      (await firstWrong(tx, selectWrongResolution, range, bookId, "ResolutionWrong")) ??
      (await firstWrong(tx, selectWrongReversal, range, bookId, "ReversalWrong"));
    if (wrong) return { difference: wrong };
  }
  for (const [account, totals] of state.totals) {
    const difference = snapshotDifference(bookId, latest.get(account) ?? { account }, totals);
    if (difference) return { difference };
  }
  return { head: state };
}

async function walkTail(
  tx: Tx,
  bookId: string,
  pageSize: number,
  counts: Counts,
): Promise<LedgerDifference | undefined> {
  for (let after: Unsealed | undefined; ; ) {
    const page = await unsealedAfter(tx, { bookId, after, limit: pageSize });
    for (const { transaction, contentHash } of page) {
      const expected = sha256(contentText(transaction));
      const subject = transaction.reference;
      if (contentHash !== expected) {
        return { kind: "ContentDiffers", bookId, subject, expected, found: contentHash };
      }
      counts.transfers += transaction.transfers.length;
    }
    counts.unsealed += page.length;
    after = page.at(-1);
    if (after === undefined) return undefined;
  }
}

async function firstWrong<Params extends readonly unknown[]>(
  tx: Tx,
  question: Statement<Params, WrongRow>,
  params: Params,
  bookId: string,
  kind: LedgerDifference["kind"],
): Promise<LedgerDifference | undefined> {
  const [row] = await tx.run(question, params);
  if (!row) return undefined;
  const { number, subject, expected, found } = row;
  return { kind, bookId, ...(number !== null && { number }), subject, expected, found };
}

function snapshotDifference(
  bookId: string,
  snapshot: SnapshotRow | { readonly account: string },
  totals: Totals | undefined,
): LedgerDifference | undefined {
  const stored =
    "through_number" in snapshot
      ? {
          debitsPosted: snapshot.debits_posted,
          creditsPosted: snapshot.credits_posted,
          debitsPending: snapshot.debits_pending,
          creditsPending: snapshot.credits_pending,
        }
      : undefined;
  const expected = totalsText(totals);
  const found = totalsText(stored);
  if (expected === found) return undefined;
  const number = "through_number" in snapshot ? { number: snapshot.through_number } : {};
  return { kind: "SnapshotDiffers", bookId, ...number, subject: snapshot.account, expected, found };
}

/** A book may have accounts beyond its chart, and a chart may have grown since; what both have must be the same. */
function chartDifference(book: Book, accounts: readonly Account[]): LedgerDifference | undefined {
  const told = new Map(accounts.map((account) => [account.code, JSON.stringify(sides(account))]));
  for (const account of CHARTS[book.chart].accounts) {
    const expected = JSON.stringify(sides(account));
    const found =
      told.get(account.code) ?? (CHARTS[book.chart].version === book.chartVersion ? "nothing" : expected);
    if (found !== expected) {
      return { kind: "ChartDiffers", bookId: book.id, subject: account.code, expected, found };
    }
  }
  return undefined;
}

function sides({ normalSide, name }: Account) {
  return [normalSide, name["zh-CN"], name["zh-TW"], name.en];
}
