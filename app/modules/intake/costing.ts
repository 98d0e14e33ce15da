import { invariant } from "~/kernel/invariant";
import { type Fen, roundedDivide, sumFen } from "~/kernel/money";
import type { Grams } from "~/kernel/weight";

/** What a lot's goods cost: owed by slips, and expensed of it. */
export interface LotAccount {
  readonly lotId: string;
  readonly fenIn: Fen;
  readonly fenOut: Fen;
}

export const fenLeft = (lot: LotAccount): Fen => lot.fenIn - lot.fenOut;

/** Math.min knows no bigint. */
function lesser(one: bigint, other: bigint): bigint {
  if (one < other) return one;
  return other;
}

/**
 * What some of a lot's goods cost: the moving average (加权平均) of all that is left of it, packed or not. What packing
 * lost is not there any more, so the rest bears it (合理损耗). The last gram takes the last fen: an empty lot is worth
 * nothing.
 */
export function costOf(lot: LotAccount, { grams, leftBefore }: Pick<Outflow, "grams" | "leftBefore">): Fen {
  invariant(grams > 0n && grams <= leftBefore, "no more goes out of a lot than is left in it");
  return grams === leftBefore ? fenLeft(lot) : roundedDivide(fenLeft(lot) * grams, leftBefore);
}

/** Grams that leave a lot; `leftBefore` is all that was there of it before. */
export interface Outflow {
  readonly lotId: string;
  /** position of the line in its order, from 0; null for what leaves otherwise */
  readonly linePosition: number | null;
  readonly grams: Grams;
  readonly leftBefore: Grams;
}

/** What goods that left cost. */
export interface Issue {
  readonly linePosition: number | null;
  readonly lotId: string;
  readonly grams: Grams;
  readonly fen: Fen;
}

/**
 * What goods that leave cost, one after the other. Goods of lots without slips are passed over: nothing is in the books
 * of them, and the sale itself says what is owed to their growers.
 */
export function issuesOf(lots: readonly LotAccount[], outflows: readonly Outflow[]): readonly Issue[] {
  const accounts = new Map(lots.map((lot) => [lot.lotId, lot]));
  return outflows.flatMap(({ lotId, linePosition, grams, leftBefore }) => {
    const lot = accounts.get(lotId);
    if (!lot) return [];
    const fen = costOf(lot, { grams, leftBefore });
    accounts.set(lotId, { ...lot, fenOut: lot.fenOut + fen });
    return [{ linePosition, lotId, grams, fen }];
  });
}

/**
 * A slip put right makes a lot's goods cost less, by `fen`. What is left of the lot bears it; what the rest cannot bear, or
 * what would stay on a lot of which nothing is left, is an expense: negative where too much had become one before.
 */
export function beyondTheRest(lot: LotAccount, fen: Fen, leftGrams: Grams): Fen {
  const worth = fenLeft(lot) - fen;
  return worth < 0n || leftGrams === 0n ? worth : 0n;
}

/** Grams that a slip had brought and that are not there any more to be taken off again. */
export function missingGrams(broughtGrams: Grams, unpackedGrams: Grams): Grams {
  return broughtGrams > unpackedGrams ? broughtGrams - unpackedGrams : 0n;
}

/**
 * A sale owes its growers the legs of its share plan; a slip owes them the price of the scale. Nobody is owed both:
 * what the slips of a line's goods have made owing already is set off against the line's growers' legs, up to the
 * smaller of the two. A grower is so owed the better of slip and plan.
 */
export function setOffOf(lines: readonly { readonly growersFen: Fen; readonly costFen: Fen }[]): Fen {
  return sumFen(lines.map(({ growersFen, costFen }) => lesser(growersFen, costFen)));
}
