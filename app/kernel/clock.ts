/** Where "now" comes from. Logic receives a `Date`; only doors and jobs ask a clock. */
export interface Clock {
  now(): Date;
}

/** The business day is that of Asia/Shanghai, which has had no summer time since 1991: a fixed UTC+8. */
const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;

/** The calendar day in Shanghai, YYYY-MM-DD. */
export function shanghaiDay(at: Date): string {
  return new Date(at.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** The accounting month in Shanghai, YYYY-MM. */
export function shanghaiMonth(at: Date): string {
  return shanghaiDay(at).slice(0, 7);
}

/** The instant a Shanghai month (YYYY-MM) begins. */
export function startOfShanghaiMonth(month: string): Date {
  return new Date(Date.parse(`${month}-01T00:00:00Z`) - SHANGHAI_OFFSET_MS);
}

/** The instant after the last one of a Shanghai day (YYYY-MM-DD): the end of a term that includes the day. */
export function endOfShanghaiDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - SHANGHAI_OFFSET_MS + DAY_MS);
}

/** The month `steps` after (or before, when negative) the given YYYY-MM. */
export function addMonths(month: string, steps: number): string {
  const [year, monthOfYear] = month.split("-").map(Number) as [number, number];
  const index = year * 12 + (monthOfYear - 1) + steps;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
}

export const SECOND_MS = 1000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export function addMs(at: Date, milliseconds: number): Date {
  return new Date(at.getTime() + milliseconds);
}
