import { DAY_MS } from "./clock";

/** How a stretch of days is cut for a chart. */
export const STEPS = ["day", "week", "month"] as const;
export type Step = (typeof STEPS)[number];

/** Calendar days in Shanghai, YYYY-MM-DD, both included, and how they are cut. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly by: Step;
}

const DAY = /^20\d{2}-\d{2}-\d{2}$/;
const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;

/** More days than anybody compares; what is older is in the books. */
export const MOST_DAYS = 731;
/** A bar must stay wide enough to be seen on a phone. */
const MOST_DAILY = 92;
const MOST_WEEKLY = 400;
const USUAL_DAYS = 30;

function isDay(text: string | null): text is string {
  if (text === null || !DAY.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from one to the other, both included. */
export function daysIn({ from, to }: Pick<Period, "from" | "to">): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS + 1;
}

/** The instant a day begins in Shanghai. */
export function startOfShanghaiDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - SHANGHAI_OFFSET_MS);
}

/**
 * The period an address asks for by `from`, `to` and `by`; the last thirty days where it asks for nothing readable. Days to
 * come are left out, too many are cut off at the old end, too fine a cut is made coarser.
 */
export function readPeriod(asked: URLSearchParams, today: string): Period {
  const [first, last] = [asked.get("from"), asked.get("to")];
  const to = isDay(last) && last <= today ? last : today;
  const wanted = isDay(first) && first <= to ? first : addDays(to, 1 - USUAL_DAYS);
  const from = daysIn({ from: wanted, to }) > MOST_DAYS ? addDays(to, 1 - MOST_DAYS) : wanted;
  return { from, to, by: stepFor(daysIn({ from, to }), asked.get("by")) };
}

function stepFor(days: number, asked: string | null): Step {
  const step = STEPS.find((each) => each === asked) ?? (days <= 45 ? "day" : days <= 200 ? "week" : "month");
  if (step === "day" && days > MOST_DAILY) return stepFor(days, "week");
  return step === "week" && days > MOST_WEEKLY ? "month" : step;
}

/** For an address. */
export function periodQuery({ from, to, by }: Period): string {
  return new URLSearchParams({ from, to, by }).toString();
}

/** The first day of the piece a day lies in: the day, its Monday, the first of its month. */
export function pieceOf(day: string, by: Step): string {
  if (by === "day") return day;
  if (by === "month") return `${day.slice(0, 7)}-01`;
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

/** The pieces of a period by their first days, oldest first; the first and the last may be cut by its ends. */
export function piecesOf({ from, to, by }: Period): string[] {
  const pieces: string[] = [];
  for (
    let piece = pieceOf(from, by);
    piece <= to;
    piece = pieceOf(addDays(piece, by === "month" ? 31 : by === "week" ? 7 : 1), by)
  ) {
    pieces.push(piece);
  }
  return pieces;
}

/** As many days right before: what a period is compared with. */
export function periodBefore(period: Period): Period {
  return { from: addDays(period.from, -daysIn(period)), to: addDays(period.from, -1), by: period.by };
}
