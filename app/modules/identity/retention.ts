/** How long, counted from the moment that `since` names. Years are those of the calendar. */
export type Span = { readonly days: number } | { readonly years: number };

/** Where the length comes from; the words are in `privacy.json` under `sources`. */
export const RETENTION_SOURCES = [
  "pipl19",
  "pipl47",
  "ecommerce31",
  "quality27",
  "archives14",
  "accounting",
  "own",
] as const;
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
 * (2018) art 31, records of goods and transactions three years after the transaction is completed; Law on Quality and
 * Safety of Agricultural Products (2022) art 27, production records two years; Measures on Accounting Archives (2015,
 * 财政部 国家档案局令第79号) art 14, vouchers thirty years from the end of their accounting year. A test holds every table of
 * the database to one of the three lists of this file, another one has a case for each entry.
 */
export const RETENTION = {
  codes: { kept: { days: 1 }, source: "pipl19", becomes: "removed" },
  requestKeys: { kept: { days: 7 }, source: "pipl19", becomes: "removed" },
  sessions: { kept: { days: 90 }, source: "pipl19", becomes: "removed" },
  invitations: { kept: { days: 90 }, source: "pipl19", becomes: "removed" },
  carts: { kept: { days: 90 }, source: "pipl19", becomes: "removed" },
  touches: { kept: { days: 180 }, source: "pipl19", becomes: "removed" },
  unpaidOrders: { kept: { days: 90 }, source: "pipl19", becomes: "anonymised" },
  paidOrders: { kept: { years: 3 }, source: "ecommerce31", becomes: "anonymised" },
  leads: { kept: { years: 3 }, source: "ecommerce31", becomes: "anonymised" },
  webhooks: { kept: { years: 3 }, source: "ecommerce31", becomes: "anonymised" },
  householdContacts: { kept: { years: 2 }, source: "quality27", becomes: "anonymised" },
  householdNames: { kept: { years: 30 }, source: "archives14", becomes: "anonymised" },
} as const satisfies Readonly<Record<string, RetentionRule>>;

export type RetentionKey = keyof typeof RETENTION;
export const RETENTION_KEYS = Object.keys(RETENTION) as readonly RetentionKey[];

/**
 * What lasts as long as something else does, and goes with it: the account until it is closed (workflows/close-account.ts;
 * Personal Information Protection Law art 47), what the cooperative knows of a household as long as goods come from its
 * fields (Law on Quality and Safety of Agricultural Products art 27: production records two years at least), and what was
 * typed and not sent, on the device it was typed on.
 */
export const KEPT_WHILE = {
  account: { source: "pipl47" },
  households: { source: "quality27" },
  drafts: { source: "pipl19" },
} as const satisfies Readonly<Record<string, { readonly source: RetentionSource }>>;
export type KeptWhile = keyof typeof KEPT_WHILE;

/**
 * What stays without an end, because nobody is named in it: the books (the rules on accounting archives; ours hold
 * organisations, amounts and random numbers only), and by the portal's own rule the log of what was changed at the desks
 * (names and telephones in it are masked when written), who held which duty and did which work, by a number that names
 * nobody once the account is closed, and that a consent was taken back, by number likewise.
 */
export const KEPT_FOR_GOOD = {
  books: { source: "accounting" },
  auditLog: { source: "own" },
  work: { source: "own" },
  withdrawals: { source: "own" },
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
