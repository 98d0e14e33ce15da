import { newId } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";
import type { Fen } from "~/kernel/money";
import { recordChange } from "~/modules/identity/index.server";
import { addRefunded, moveOrders, noteEvents, type Sale } from "~/modules/ordering/index.server";
import { insertRefund, type RefundReason } from "~/modules/payments/index.server";
import type { Tx } from "~/platform/db/db.server";

export interface AskRefund {
  /** Locked by the caller. */
  readonly sale: Sale;
  readonly amountFen: Fen;
  readonly reason: RefundReason;
  readonly userId: string | null;
  /** The words of the one who asks; may be empty. */
  readonly note: string;
  /** The failed refund that is sent again, which the caller has made sure of under the sale's lock. */
  readonly againOf?: string;
  readonly now: Date;
}

/**
 * Writes down that money goes back, inside the caller's transaction: the row that `submitRefunds` sends, the amount on
 * the order and its timeline. A sale that is given back entirely is over at once (`refunded`), so that nobody
 * packs it while Stripe is still busy; the books follow when the money has gone. Returns the refund's id.
 */
export async function askRefund(tx: Tx, ask: AskRefund): Promise<string> {
  const { sale, amountFen, now } = ask;
  invariant(amountFen > 0n && sale.refundedFen + amountFen <= sale.totalFen, "a refund fits into its order");
  const refundId = newId(now);
  await addRefunded(tx, sale.id, amountFen);
  await insertRefund(tx, {
    id: refundId,
    paymentId: sale.paymentId,
    orderId: sale.id,
    amountFen,
    reason: ask.reason,
    requestedAt: now,
    againOf: ask.againOf ?? null,
  });
  const event = {
    id: newId(now),
    orderId: sale.id,
    kind: "refundRequested" as const,
    data: { refundId, amountFen: amountFen.toString(), reason: ask.reason, note: ask.note },
  };
  const entirely = sale.refundedFen + amountFen === sale.totalFen;
  if (entirely && sale.state !== "refunded") {
    const moved = await moveOrders(tx, {
      to: "refunded",
      at: now,
      userId: ask.userId,
      events: [event],
    });
    invariant(moved.length === 1, "a locked order moves as decided");
  } else {
    await noteEvents(tx, [event], now, ask.userId);
  }
  await recordRefund(tx, ask);
  return refundId;
}

/** What a buyer does with the own order stands on its timeline; the log is about those who work for others. */
async function recordRefund(
  tx: Tx,
  { sale, amountFen, reason, userId, note, now }: AskRefund,
): Promise<void> {
  if (reason === "cancelledByBuyer") return;
  await recordChange(tx, {
    at: now,
    actorUserId: userId,
    organisationId: sale.cooperativeId,
    act: "order.refundAsked",
    subject: { kind: "order", id: sale.number },
    before: { refundedFen: sale.refundedFen },
    after: { refundedFen: sale.refundedFen + amountFen },
    reason: note || null,
  });
}
