import { invariant } from "~/kernel/invariant";
import { type Fen, roundedDivide, sumFen } from "~/kernel/money";
import type { Grams } from "~/kernel/weight";

/** What slips have put into a lot and what has gone out of it, in grams and at cost. */
export interface LotAccount {
  readonly lotId: string;
  readonly gramsIn: Grams;
  readonly fenIn: Fen;
  readonly gramsOut: Grams;
  readonly fenOut: Fen;
}

export const gramsLeft = (lot: LotAccount): Grams => lot.gramsIn - lot.gramsOut;
export const fenLeft = (lot: LotAccount): Fen => lot.fenIn - lot.fenOut;

/** Math.min knows no bigint. */
function lesser(one: bigint, other: bigint): bigint {
  if (one < other) return one;
  return other;
}

/**
 * What some of a lot's goods cost: the moving average of what is left (加权平均). The last gram takes the last fen, so a
 * lot that is empty is worth nothing.
 */
export function costOf(lot: LotAccount, grams: Grams): Fen {
  const left = gramsLeft(lot);
  invariant(grams > 0n && grams <= left, "no more goes out of a lot than is left in it");
  return grams === left ? fenLeft(lot) : roundedDivide(fenLeft(lot) * grams, left);
}

/** Goods of one lot that go out for one line of an order. */
export interface Issue {
  readonly linePosition: number;
  readonly lotId: string;
  readonly grams: Grams;
  readonly fen: Fen;
}

/**
 * Takes what a line needs from the lots handed in, oldest harvest first. Where they do not hold enough, the rest came
 * from goods without slips, and is left to what the sale itself says is owed to growers.
 */
export function issueFrom(
  lots: readonly LotAccount[],
  line: { readonly position: number; readonly grams: Grams },
): { readonly issues: readonly Issue[]; readonly lots: readonly LotAccount[] } {
  let wanted = line.grams;
  const issues: Issue[] = [];
  const after = lots.map((lot) => {
    const left = gramsLeft(lot);
    const grams = lesser(wanted, left);
    if (grams <= 0n) return lot;
    const fen = costOf(lot, grams);
    wanted -= grams;
    issues.push({ linePosition: line.position, lotId: lot.lotId, grams, fen });
    return { ...lot, gramsOut: lot.gramsOut + grams, fenOut: lot.fenOut + fen };
  });
  return { issues, lots: after };
}

/**
 * A sale owes its growers the legs of its share plan; a slip owes them the price of the scale. Nobody is owed both:
 * what the slips of a line's goods have made owing already is set off against the line's growers' legs, up to the
 * smaller of the two. A grower is so owed the better of slip and plan.
 */
export function setOffOf(lines: readonly { readonly growersFen: Fen; readonly costFen: Fen }[]): Fen {
  return sumFen(lines.map(({ growersFen, costFen }) => lesser(growersFen, costFen)));
}
