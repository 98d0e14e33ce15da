export { type AccountDay, creditedByDay } from "./account-days.views.server";
export type { AccountBalance, Totals } from "./balance";
export { isZero, pendingBalance, postedBalance } from "./balance";
export { balanceOfEvent, balances } from "./balance.store.server";
export type { Account, Book, NormalSide, OpenBook, OpenBookRefusal } from "./book";
export { accountsOf, allBooks, findBook, findBookByCode, openBook } from "./book.store.server";
export type { Chart, ChartCode } from "./chart";
export { CHARTS } from "./chart";
export type { EventTransfer, Resolution, TransferState } from "./event";
export type { EventRefusal, ResolvePendings, ReverseEvent } from "./event.store.server";
export { resolvePendings, reverseEvent, transfersOfEvent } from "./event.store.server";
export type { ExportFormat } from "./export";
export { exportBook } from "./export.server";
export type { EntriesOfPeriod, Entry } from "./ledger.views.server";
export { entriesOfEvent, entriesOfPeriod } from "./ledger.views.server";
export type { ClosedPeriod, ClosePeriod, ClosePeriodRefusal, Closing, Period } from "./period";
export { firstOpenPeriod, periodOfFact } from "./period";
export { closedPeriods, closePeriod } from "./period.store.server";
export { recordTransactions } from "./record.store.server";
export type { CumulativeAmount, Part } from "./reversal";
export type { Transactions } from "./seal.store.server";
export { latestSeal, sealBook, sealBooks } from "./seal.store.server";
export type {
  NewTransaction,
  NewTransfer,
  OpeningPhase,
  Phase,
  RecordedTransaction,
  ReferenceReused,
  TransferKey,
  UnknownEvent,
} from "./transaction";
export type { DifferenceKind, LedgerDifference, LedgerVerified, Verification } from "./verification";
export type { CrossCheck, VerifyLedger } from "./verify.server";
export { verifyLedger } from "./verify.server";
export type { Seal, SealedBatch, Voucher } from "./voucher";
export type { Page } from "./voucher.store.server";
export { vouchersAfter } from "./voucher.store.server";
