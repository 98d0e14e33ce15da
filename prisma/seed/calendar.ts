import { addMs, DAY_MS, HOUR_MS, shanghaiDay, startOfShanghaiMonth } from "~/kernel/clock";

/** The shortest history that makes three months of accounts. */
const SHORTEST_DAYS = 70;

/** When the story begins: the first of a month, so that its months are whole ones. */
export function firstDay(today: Date): Date {
  return startOfShanghaiMonth(shanghaiDay(addMs(today, -SHORTEST_DAYS * DAY_MS)).slice(0, 7));
}

/** Midnight in Shanghai at the beginning of the day. */
export function dayOf(at: Date): Date {
  return atHour(new Date(`${shanghaiDay(at)}T00:00:00Z`), -8);
}

/** The days from `first` to the one of `last`. */
export function daysBetween(first: Date, last: Date): Date[] {
  const days: Date[] = [];
  for (let day = first; day <= last; day = addMs(day, DAY_MS)) days.push(day);
  return days;
}

/** `atHour(day, 9.5)` is half past nine in Shanghai when `day` is its midnight. */
export function atHour(day: Date, hours: number): Date {
  return addMs(day, Math.round(hours * HOUR_MS));
}

export function daysAfter(day: Date, days: number): Date {
  return addMs(day, days * DAY_MS);
}

/** Calendar month 1–12 in Shanghai. */
export function monthOfYear(at: Date): number {
  return Number(shanghaiDay(at).slice(5, 7));
}

/** Day of the month in Shanghai. */
export function dayOfMonth(at: Date): number {
  return Number(shanghaiDay(at).slice(8, 10));
}

/** 0 for Sunday, in Shanghai. */
export function weekday(at: Date): number {
  return new Date(`${shanghaiDay(at)}T00:00:00Z`).getUTCDay();
}

const LONGEST_REST_DAYS = 366;

/** The last day of harvest that can be on the shelf on `day`, YYYY-MM-DD. */
export function lastHarvest(day: Date, season: readonly number[], daysToShelf: number): string {
  for (let back = daysToShelf; back <= LONGEST_REST_DAYS; back += 1) {
    const harvested = daysAfter(day, -back);
    if (season.includes(monthOfYear(harvested))) return shanghaiDay(harvested);
  }
  return shanghaiDay(daysAfter(day, -daysToShelf));
}
