import { newId } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { Grams } from "~/kernel/weight";
import {
  adjustLot,
  growLot,
  type LockedLot,
  leftGrams,
  lockLot,
  productTags,
  remainingGrams,
} from "~/modules/catalog/index.server";
import { bookOutOfLot, missingGrams, type Slip } from "~/modules/intake/index.server";
import { type EventRefusal, recordTransactions, reverseEvent } from "~/modules/ledger/index.server";
import type { Tx } from "~/platform/db/db.server";
import { expenseGoods } from "./expense-goods";
import { issueTransaction } from "./intake-postings";

/** What is left of the lot is set aside for wholesale: nobody takes from that but whoever set it aside. */
export type GoodsSetAside = Refusal<"GoodsSetAside"> & {
  readonly leftGrams: Grams;
  readonly setAsideGrams: Grams;
};

export interface TakeBackSlip {
  /** the slip that was wrong; confirmed */
  readonly wrong: Slip;
  /** the one that puts it right, whose goods are in their lot by now */
  readonly right: Slip;
  readonly rightLotId: string;
  readonly userId: string | null;
  readonly now: Date;
}

const REASON = "slipCorrected";

/**
 * What a wrong slip had brought goes out of its lot and is walked back in the books, inside the caller's transaction. The
 * household's money is put right to the fen whatever became of the goods: grams that have gone out and that no slip covers
 * now stand in the lot as a shortage, come in at no cost, and what is left of the lot bears them.
 */
export async function takeBackSlip(
  tx: Tx,
  input: TakeBackSlip,
): Promise<Result<void, GoodsSetAside | EventRefusal>> {
  const { wrong, right, now } = input;
  invariant(wrong.lotId, "what is put right had been confirmed");
  const lot = await lockedLot(tx, wrong.lotId, wrong);
  const missing = missingGrams(wrong.netGrams, remainingGrams(lot));
  if (missing > 0n && lot.gramsWholesale > 0n) {
    const setAside = { leftGrams: remainingGrams(lot), setAsideGrams: lot.gramsWholesale };
    return refuse({ code: "GoodsSetAside", ...setAside });
  }
  if (missing > 0n) await coverShortage(tx, input, wrong.lotId, missing);
  const left = await growLot(tx, wrong.lotId, -wrong.netGrams);
  invariant(left !== undefined, "what no slip covers has been booked as short");
  const reversed = await reverseEvent(tx, {
    now,
    eventId: wrong.id,
    reason: "intake-corrected",
    occurredAt: now,
    reference: `intake:${right.id}:corrects`,
  });
  if (!reversed.ok) return reversed;
  const eventId = newId(now);
  const beyond = await bookOutOfLot(tx, {
    lotId: wrong.lotId,
    fen: wrong.amountFen,
    leftGrams: left,
    eventId,
    reason: REASON,
    now,
  });
  if (beyond !== 0n) {
    const goods = { bookId: wrong.bookId, eventId, orderId: null };
    const booked = await recordTransactions(tx, {
      now,
      transactions: [issueTransaction(goods, REASON, beyond, now)],
    });
    if (!booked.ok) return booked;
  }
  await tx.dropPages([...productTags(wrong.productId), `lot:${wrong.lotId}`]);
  return ok();
}

async function lockedLot(tx: Tx, lotId: string, { cooperativeId }: Slip): Promise<LockedLot> {
  const lot = await lockLot(tx, lotId, cooperativeId);
  invariant(lot, "the lot of a slip is its cooperative's");
  return lot;
}

/**
 * Grams that went out of the lot without having come into it. Where the right slip's goods lie in another lot, the goods
 * that went out were of that one: they leave it, at its cost.
 */
async function coverShortage(
  tx: Tx,
  { right, rightLotId, userId, now }: TakeBackSlip,
  lotId: string,
  missing: Grams,
): Promise<void> {
  const act = { reason: REASON, note: right.number, userId, at: now, gramsWholesale: 0n };
  const short = await adjustLot(tx, { ...act, movementId: newId(now), lotId, gramsRetail: missing });
  invariant(short, "a lot can always hold more");
  if (rightLotId === lotId) return;
  const { cooperativeId } = right;
  const rightLot = await lockedLot(tx, rightLotId, right);
  const there = remainingGrams(rightLot);
  const grams = missing < there ? missing : there;
  if (grams === 0n) return;
  const movementId = newId(now);
  const moved = await adjustLot(tx, { ...act, movementId, lotId: rightLotId, gramsRetail: -grams });
  invariant(moved, "no more leaves the lot than lies in it");
  const outflow = { lotId: rightLotId, linePosition: null, grams, leftBefore: leftGrams(rightLot) };
  await expenseGoods(tx, { cause: { movementId }, cooperativeId, reason: REASON, outflows: [outflow], now });
}
