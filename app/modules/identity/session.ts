import { addMs, DAY_MS, HOUR_MS } from "~/kernel/clock";

/** A session ends after this long without a visit … */
export const IDLE_MS = 14 * DAY_MS;
/** … and in any case this long after signing in. */
export const LONGEST_MS = 90 * DAY_MS;
/** Visits are written down at most this often, so that reading a page does not write a row. */
export const TOUCH_EVERY_MS = HOUR_MS;

export interface SessionTimes {
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

export function expiryAfterVisit(createdAt: Date, now: Date): Date {
  return new Date(Math.min(now.getTime() + IDLE_MS, createdAt.getTime() + LONGEST_MS));
}

/** The times of a session that begins now. */
export function beginSession(now: Date): SessionTimes {
  return { createdAt: now, lastSeenAt: now, expiresAt: expiryAfterVisit(now, now) };
}

/** The times to write after a visit, or undefined when the last visit was written down a moment ago. */
export function afterVisit(session: SessionTimes, now: Date): SessionTimes | undefined {
  if (now < addMs(session.lastSeenAt, TOUCH_EVERY_MS)) return undefined;
  return { ...session, lastSeenAt: now, expiresAt: expiryAfterVisit(session.createdAt, now) };
}
