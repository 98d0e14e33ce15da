import { invariant } from "~/kernel/invariant";
import { type Fen, sumFen } from "~/kernel/money";

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
  // Whole proportional parts are a start within a few fen of the result; the loops below settle the rest.
  const parts: Part[] = legs.map((leg, position) => ({ leg, position, fen: (leg * refundedFen) / total }));
  for (let left = refundedFen - sumFen(parts.map((part) => part.fen)); left > 0n; left -= 1n) {
    nextToReceive(parts).fen += 1n;
  }
  for (;;) {
    const receiver = nextToReceive(parts);
    const giver = lastToHaveReceived(parts);
    if (!giver || !precedes(receiver, receiver.fen, giver, giver.fen - 1n)) break;
    receiver.fen += 1n;
    giver.fen -= 1n;
  }
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
  const next = parts.reduce((best, part) => (precedes(part, part.fen, best, best.fen) ? part : best));
  return next;
}

function lastToHaveReceived(parts: readonly Part[]): Part | undefined {
  const given = parts.filter((part) => part.fen > 0n);
  if (given.length === 0) return undefined;
  return given.reduce((last, part) => (precedes(last, last.fen - 1n, part, part.fen - 1n) ? part : last));
}
