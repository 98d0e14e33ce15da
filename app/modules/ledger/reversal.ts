import { invariant } from "~/kernel/invariant";
import { type Fen, roundedDivide, sumFen } from "~/kernel/money";
import { byBook, type EventTransfer } from "./event";
import type { DraftTransfer } from "./transaction";

/** The share of an event that is taken back when this call is done, earlier reversals included. */
export interface Part {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * How much of a transfer is taken back when this call is done, earlier reversals included. For callers who know how
 * the amounts of several books hang together and must not leave the rounding to each book by itself.
 */
export type CumulativeAmount = (transfer: EventTransfer) => Fen;

export interface PlannedReversal {
  readonly bookId: string;
  /** the first transaction of the book that is reversed; each transfer names the very one */
  readonly reversesId?: string;
  readonly transfers: DraftTransfer[];
}

/**
 * Reversing transfers (accounts swapped, naming what they reverse) that bring the event to `part`; nothing where it is
 * there already. What is still open is reversed by a pending, which is posted or voided together with it; what was
 * voided never counted and is left alone; reversals themselves are not reversed.
 */
export function planReversal(
  transfers: readonly EventTransfer[],
  part: Part | CumulativeAmount,
): PlannedReversal[] {
  const originals = transfers.filter((transfer) => !transfer.reverses && transfer.state !== "voided");
  const amountOf = typeof part === "function" ? part : proportionalAmounts(originals, part);
  const planned = originals.flatMap((transfer) => {
    const wanted = amountOf(transfer);
    invariant(wanted >= 0n && wanted <= transfer.fen, "a reversal takes back at most the original");
    const fen = wanted - transfer.reversed;
    return fen > 0n ? [{ bookId: transfer.bookId, original: transfer, fen }] : [];
  });
  return byBook(planned).map(([bookId, items]) => ({
    bookId,
    ...(items[0] && { reversesId: items[0].original.transactionId }),
    transfers: items.map(({ original, fen }) => ({
      debit: original.credit,
      credit: original.debit,
      fen,
      phase: original.state === "open" ? ("pending" as const) : ("posted" as const),
      reverses: { transactionId: original.transactionId, position: original.position },
    })),
  }));
}

/**
 * Transfers that leave one account are taken back together, so that an account money only passes through (paid in once,
 * paid out in shares) passes the reversed money through as well.
 */
function proportionalAmounts(originals: readonly EventTransfer[], part: Part): CumulativeAmount {
  const { numerator, denominator } = part;
  invariant(denominator > 0n && numerator >= 0n && numerator <= denominator, "a part lies between 0 and 1");
  const amounts = new Map<string, Fen>();
  const groups = Map.groupBy(originals, ({ bookId, debit }) => `${bookId} ${debit}`);
  for (const group of groups.values()) {
    const weights = group.map((transfer) => transfer.fen);
    const target = roundedDivide(sumFen(weights) * numerator, denominator);
    const shares = cumulativeShares(weights, target);
    group.forEach((transfer, index) => {
      amounts.set(keyOf(transfer), shares[index] ?? 0n);
    });
  }
  return (transfer) => amounts.get(keyOf(transfer)) ?? 0n;
}

function keyOf({ transactionId, position }: EventTransfer): string {
  return `${transactionId}#${position}`;
}

/**
 * Splits `target` (0 to the sum of the weights) over the weights by the divisor method of Webster and Sainte-Laguë: the
 * k-th fen of weight w has rank w / (2k − 1), and the `target` highest ranks are taken, the earlier weight first
 * when they tie. Parts sum to the target, never shrink while it grows and never pass their weight; largest
 * remainders would break the second promise.
 */
export function cumulativeShares(weights: readonly Fen[], target: Fen): Fen[] {
  const total = sumFen(weights);
  invariant(target >= 0n && target <= total, "a split target lies between nothing and the whole");
  if (target === 0n) return weights.map(() => 0n);
  // Rounding each exact share gives all fen above one rank: a right answer for a total that is near the target.
  const taken = weights.map((weight) => roundedDivide(weight * target, total));
  for (let missing = target - sumFen(taken); missing > 0n; missing -= 1n) {
    let best = 0;
    for (let index = 1; index < weights.length; index += 1) {
      if (rankCompare(weights, index, at(taken, index) + 1n, best, at(taken, best) + 1n) > 0n) best = index;
    }
    taken[best] = at(taken, best) + 1n;
  }
  for (let excess = sumFen(taken) - target; excess > 0n; excess -= 1n) {
    let worst = -1;
    for (let index = 0; index < weights.length; index += 1) {
      if (at(taken, index) === 0n) continue;
      if (worst < 0 || rankCompare(weights, index, at(taken, index), worst, at(taken, worst)) <= 0n)
        worst = index;
    }
    taken[worst] = at(taken, worst) - 1n;
  }
  return taken;
}

/** Positive when the k-th fen of weight `a` ranks before the m-th fen of weight `b`. */
function rankCompare(weights: readonly Fen[], a: number, k: bigint, b: number, m: bigint): bigint {
  return at(weights, a) * (2n * m - 1n) - at(weights, b) * (2n * k - 1n);
}

function at(amounts: readonly Fen[], index: number): Fen {
  const amount = amounts[index];
  invariant(amount !== undefined, "an index lies within its list");
  return amount;
}
