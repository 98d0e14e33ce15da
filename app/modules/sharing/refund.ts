import { invariant } from "~/kernel/invariant";
import { type Fen, roundedDivide, sumFen } from "~/kernel/money";

interface Part {
  readonly leg: Fen;
  readonly position: number;
  fen: Fen;
}

/**
 * How much of each leg has been given back once `refundedFen` of the whole has.
 *
 * The parts depend on the cumulative amount only, never on the steps it was reached in; no part ever shrinks as the
 * amount grows or exceeds its leg, and a full refund gives back every leg exactly. Largest remainders
 * would break the second promise (a growing whole can make a part smaller), so the fen are handed out one by one by
 * the divisor method of Sainte-Laguë: the next fen goes to the leg with the greatest leg / (2 × given + 1).
 */
export function refundedParts(legs: readonly Fen[], refundedFen: Fen): Fen[] {
  const total = sumFen(legs);
  invariant(
    legs.every((leg) => leg >= 0n),
    "no leg is negative",
  );
  invariant(refundedFen >= 0n && refundedFen <= total, "a refund lies between nothing and the whole");
  if (refundedFen === 0n) return legs.map(() => 0n);
  // Rounding each exact part hands out all fen above one rank: the right answer for an amount close by.
  const parts: Part[] = legs.map((leg, position) => ({
    leg,
    position,
    fen: roundedDivide(leg * refundedFen, total),
  }));
  const handedOut = sumFen(parts.map((part) => part.fen));
  for (let left = refundedFen - handedOut; left > 0n; left -= 1n) nextToReceive(parts).fen += 1n;
  for (let over = handedOut - refundedFen; over > 0n; over -= 1n) lastToHaveReceived(parts).fen -= 1n;
  return parts.map((part) => part.fen);
}

/** What one refund takes from each leg, given what had been refunded before it. */
export function splitRefund(legs: readonly Fen[], refundedBefore: Fen, amount: Fen): Fen[] {
  const before = refundedParts(legs, refundedBefore);
  return refundedParts(legs, refundedBefore + amount).map(
    (after, position) => after - (before[position] ?? 0n),
  );
}

/** Whether the fen after `aGiven` of leg a is handed out before the fen after `bGiven` of leg b; ties by position. */
function precedes(a: Part, aGiven: bigint, b: Part, bGiven: bigint): boolean {
  const difference = a.leg * (2n * bGiven + 1n) - b.leg * (2n * aGiven + 1n);
  return difference === 0n ? a.position < b.position : difference > 0n;
}

function nextToReceive(parts: readonly Part[]): Part {
  return parts.reduce((best, part) => (precedes(part, part.fen, best, best.fen) ? part : best));
}

function lastToHaveReceived(parts: readonly Part[]): Part {
  const given = parts.filter((part) => part.fen > 0n);
  return given.reduce((last, part) => (precedes(last, last.fen - 1n, part, part.fen - 1n) ? part : last));
}
