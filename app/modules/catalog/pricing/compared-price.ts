import { addMs, DAY_MS } from "~/kernel/clock";
import type { Fen } from "~/kernel/money";

/** How far back an earlier price may be looked for. */
export const COMPARED_DAYS = 7;

/** A pack that was really sold and paid. */
export interface Deal {
  readonly unitFen: Fen;
  readonly paidAt: Date;
}

/** A price that was asked from this moment until the next one. */
export interface AskedPrice {
  readonly priceFen: Fen;
  readonly setAt: Date;
}

/** Since when earlier prices count for a promotion that starts now. */
export function comparedSince(startsAt: Date): Date {
  return addMs(startsAt, -COMPARED_DAYS * DAY_MS);
}

export interface Comparison {
  readonly startsAt: Date;
  readonly promotionFen: Fen;
  /** in any order; those of the promotion itself and after it do not count */
  readonly deals: readonly Deal[];
  /** the pack's whole price history, or at least from the last price before the seven days on; in any order */
  readonly history: readonly AskedPrice[];
}

/**
 * The earlier price (划线价) that may stand struck through beside a promotion's: 明码标价和禁止价格欺诈规定 (2022) art 16
 * allows at most the lowest price of a deal in the seven days before, and where nothing was sold in them that of the
 * last deal before. Art 17 forbids raising a price in order to lower it, so nothing above the lowest price asked in
 * those days is shown either: a deal refunded afterwards, or one night's dear price, cannot lift it. Null where nothing
 * was ever sold, or where the earlier price was no higher.
 */
export function comparedPrice({ startsAt, promotionFen, deals, history }: Comparison): Fen | null {
  const since = comparedSince(startsAt);
  const before = deals.filter(({ paidAt }) => paidAt < startsAt);
  const recent = before.filter(({ paidAt }) => paidAt >= since);
  const [last] = before.toSorted((a, b) => b.paidAt.getTime() - a.paidAt.getTime());
  const dealt = recent.length > 0 ? recent : last ? [last] : [];
  const asked = askedWithin(history, since, startsAt);
  if (dealt.length === 0 || asked.length === 0) return null;
  const compared = lowest([...dealt.map(({ unitFen }) => unitFen), ...asked]);
  return compared !== undefined && compared > promotionFen ? compared : null;
}

/** What was asked at any moment from `since` until before `until`. */
function askedWithin(history: readonly AskedPrice[], since: Date, until: Date): Fen[] {
  const inOrder = history
    .filter(({ setAt }) => setAt < until)
    .toSorted((a, b) => a.setAt.getTime() - b.setAt.getTime());
  return inOrder.filter((_, at) => (inOrder[at + 1]?.setAt ?? until) > since).map(({ priceFen }) => priceFen);
}

function lowest(amounts: readonly Fen[]): Fen | undefined {
  return amounts.reduce<Fen | undefined>(
    (least, fen) => (least === undefined || fen < least ? fen : least),
    undefined,
  );
}
