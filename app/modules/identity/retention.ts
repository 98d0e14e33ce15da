/** How long, counted from the moment that `since` names. Years are those of the calendar. */
export type Span = { readonly days: number } | { readonly years: number };

/** Where the length comes from; the words are in `privacy.json` under `sources`. */
export const RETENTION_SOURCES = ["pipl19", "ecommerce31", "archives14", "pipl69"] as const;
export type RetentionSource = (typeof RETENTION_SOURCES)[number];

export interface RetentionRule {
  readonly kept: Span;
  readonly source: RetentionSource;
  /** `removed`: the whole row; `anonymised`: the row stays for the books, without the person */
  readonly becomes: "removed" | "anonymised";
}

/**
 * What the portal lets go of by itself, and when: the one list from which the sweep (workflows/forget-what-is-due.ts)
 * works and from which the public page /privacy is written. What, why and since when are words of `privacy.json` under
 * `rules`. Sources: Personal Information Protection Law (2021) art 19, no longer than the purpose needs; E-Commerce Law
 * (2018) art 31, records of goods and transactions three years after the transaction is completed.
 */
export const RETENTION = {
  codes: { kept: { days: 1 }, source: "pipl19", becomes: "removed" },
  sessions: { kept: { days: 90 }, source: "pipl19", becomes: "removed" },
  invitations: { kept: { days: 90 }, source: "pipl19", becomes: "removed" },
  carts: { kept: { days: 90 }, source: "pipl19", becomes: "removed" },
  touches: { kept: { days: 180 }, source: "pipl19", becomes: "removed" },
  unpaidOrders: { kept: { days: 90 }, source: "pipl19", becomes: "anonymised" },
  paidOrders: { kept: { years: 3 }, source: "ecommerce31", becomes: "anonymised" },
  leads: { kept: { years: 3 }, source: "ecommerce31", becomes: "anonymised" },
  webhooks: { kept: { years: 3 }, source: "ecommerce31", becomes: "anonymised" },
} as const satisfies Readonly<Record<string, RetentionRule>>;

export type RetentionKey = keyof typeof RETENTION;
export const RETENTION_KEYS = Object.keys(RETENTION) as readonly RetentionKey[];

/**
 * What stays without an end, because nobody is named in it or because the law wants a trace: the books (Measures for
 * Accounting Archives art 14: vouchers and ledgers at least 30 years; ours hold organisations, amounts and random
 * numbers only), and the log of what was changed at the desks (names and telephones in it are masked when written).
 */
export const KEPT_FOR_GOOD = {
  books: { source: "archives14" },
  auditLog: { source: "pipl69" },
} as const satisfies Readonly<Record<string, { readonly source: RetentionSource }>>;
export type KeptForGood = keyof typeof KEPT_FOR_GOOD;

/** What lies before this moment has been kept long enough. Pure. */
export function keptSince({ kept }: RetentionRule, now: Date): Date {
  const since = new Date(now);
  if ("days" in kept) since.setUTCDate(since.getUTCDate() - kept.days);
  else since.setUTCFullYear(since.getUTCFullYear() - kept.years);
  return since;
}

/** Until when something that ended at `end` is kept: the other way round of `keptSince`. */
export function keptUntil({ kept }: RetentionRule, end: Date): Date {
  const until = new Date(end);
  if ("days" in kept) until.setUTCDate(until.getUTCDate() + kept.days);
  else until.setUTCFullYear(until.getUTCFullYear() + kept.years);
  return until;
}
