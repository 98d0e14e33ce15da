import { addMonths, shanghaiMonth, startOfShanghaiMonth } from "~/kernel/clock";
import type { Refusal } from "~/kernel/result";

/** An accounting month, YYYY-MM in Asia/Shanghai. */
export type Period = string;

/** Where a book stands: the month it was opened in and the last month closed, if any. */
export interface Closing {
  readonly openingPeriod: Period;
  readonly lastClosed?: Period | undefined;
}

export interface ClosedPeriod {
  readonly bookId: string;
  readonly period: Period;
  /** every voucher of the period has a number up to this one; 0 when the book has none yet */
  readonly throughNumber: number;
  /** hash of that voucher, lower-case hex: the one to publish */
  readonly hash: string;
}

export interface ClosePeriod {
  readonly bookId: string;
  readonly period: Period;
  readonly now: Date;
  readonly userId: string | null;
}

export type ClosePeriodRefusal =
  | Refusal<"UnknownBook">
  | Refusal<"PeriodNotOver">
  | Refusal<"PeriodAlreadyClosed">
  /** months are closed in order: this one is next */
  | (Refusal<"EarlierPeriodOpen"> & { readonly next: Period })
  | (Refusal<"PeriodHasUnsealed"> & { readonly count: number });

/** The first month that takes writes: months are closed in order, so every later one is open too. */
export function firstOpenPeriod(closing: Closing): Period {
  return closing.lastClosed === undefined ? closing.openingPeriod : addMonths(closing.lastClosed, 1);
}

/** The month a fact is booked in: its own, or the first open one when that is closed or before the book's opening. */
export function periodOfFact(occurredAt: Date, closing: Closing): Period {
  const own = shanghaiMonth(occurredAt);
  const open = firstOpenPeriod(closing);
  if (own < open) return open;
  return own;
}

/** Why a month may not be closed now, if so. Unsealed transactions are counted by the store. */
export function closingRefusal(
  period: Period,
  closing: Closing,
  now: Date,
): Exclude<ClosePeriodRefusal, { code: "UnknownBook" | "PeriodHasUnsealed" }> | undefined {
  const next = firstOpenPeriod(closing);
  if (period < next) return { code: "PeriodAlreadyClosed" };
  if (period > next) return { code: "EarlierPeriodOpen", next };
  if (now < startOfShanghaiMonth(addMonths(period, 1))) return { code: "PeriodNotOver" };
  return undefined;
}
