import { newId } from "~/kernel/ids";
import { ok, type Result, refuse } from "~/kernel/result";
import {
  type EventRefusal,
  type ReferenceReused,
  recordTransactions,
  resolvePendings,
  reverseEvent,
} from "~/modules/ledger/index.server";
import {
  addRefunded,
  lockSale,
  noteEvents,
  type OrderUnknown,
  type Sale,
} from "~/modules/ordering/index.server";
import {
  findRefund,
  moveRefund,
  type Refund,
  type RefundState,
  type RefundUnknown,
  refundsOfOrders,
} from "~/modules/payments/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import type { GatewayRefund } from "~/platform/stripe/gateway";
import { bouncedTransaction, reversedAmounts } from "./sale-postings";
import { setOffGrowers } from "./set-off-growers";

/** What is known of a refund; `stripeRefundId` is null when Stripe would not even begin it. */
export type RefundOutcome = Pick<GatewayRefund, "status" | "failure"> & {
  readonly refundId: string;
  readonly stripeRefundId: string | null;
};

export type FinishRefundRefusal = RefundUnknown | OrderUnknown | EventRefusal;

const STATE_OF: Readonly<Record<GatewayRefund["status"], Exclude<RefundState, "requested">>> = {
  pending: "submitted",
  requires_action: "submitted",
  succeeded: "succeeded",
  failed: "failed",
  canceled: "failed",
};

/** The money left the portal; where it bounced it came back as a debt to the buyer, not as a sale. */
export const HAS_LEFT: ReadonlySet<RefundState> = new Set(["succeeded", "bounced"]);

/**
 * Follows what Stripe says of a refund, once for each step. When the money has gone back, the postings of the sale are
 * walked back by the same part: pending credits that nobody has earned yet are voided, posted ones reversed. A
 * failure is noted for the desk to see, and the amount may be asked for again.
 */
export function finishRefund(
  { db }: { readonly db: Db },
  { outcome, now }: { readonly outcome: RefundOutcome; readonly now: Date },
): Promise<Result<{ readonly state: RefundState }, FinishRefundRefusal>> {
  return db.transaction(async (tx): Promise<Result<{ readonly state: RefundState }, FinishRefundRefusal>> => {
    const known = await findRefund(tx, outcome.refundId);
    if (!known) return refuse({ code: "RefundUnknown" });
    // The order first: everything that decides about a sale holds this lock.
    const sale = await lockSale(tx, known.orderId);
    if (!sale) return refuse({ code: "OrderUnknown" });
    const before = await findRefund(tx, outcome.refundId);
    const told = STATE_OF[outcome.status];
    const to = told === "failed" && before?.state === "succeeded" ? "bounced" : told;
    const decided = to !== "submitted";
    const moved = await moveRefund(tx, {
      refundId: outcome.refundId,
      to,
      stripeRefundId: outcome.stripeRefundId,
      failure: outcome.failure,
      finishedAt: decided ? now : null,
    });
    if (!moved) return ok({ state: before?.state ?? known.state });
    if (!decided) return ok({ state: moved.state });
    const booked =
      moved.state === "succeeded"
        ? await walkBack(tx, sale, moved, now)
        : await noteFailure(tx, sale, moved, now);
    if (!booked.ok) return booked;
    await noteEvents(tx, [eventOf(moved, now)], now, null);
    tx.dropPagesSoon([...new Set(sale.lines.map((line) => `village:${line.villageId}`))]);
    return ok({ state: moved.state });
  });
}

function eventOf(refund: Refund, now: Date) {
  return {
    id: newId(now),
    orderId: refund.orderId,
    kind: refund.state === "succeeded" ? ("refunded" as const) : ("refundFailed" as const),
    data: { refundId: refund.id, amountFen: refund.amountFen.toString(), failure: refund.failure ?? "" },
  };
}

async function walkBack(
  tx: Tx,
  sale: Sale,
  refund: Refund,
  now: Date,
): Promise<Result<unknown, EventRefusal>> {
  const refunds = await refundsOfOrders(tx, [sale.id]);
  const goneFen = refunds.reduce((sum, each) => (HAS_LEFT.has(each.state) ? sum + each.amountFen : sum), 0n);
  const command = { now, eventId: sale.id, reason: "sale-refunded", occurredAt: now };
  const reference = `refund:${refund.id}`;
  if (goneFen < sale.totalFen) {
    const reversed = await reverseEvent(tx, { ...command, reference, part: reversedAmounts(sale, goneFen) });
    return reversed.ok ? followGoods(tx, { sale, goneFen, step: refund.id, now }) : reversed;
  }
  const voided = await resolvePendings(tx, { ...command, how: "void", reference: `${reference}:void` });
  if (!voided.ok) return voided;
  const reversed = await reverseEvent(tx, { ...command, reference });
  return reversed.ok ? followGoods(tx, { sale, goneFen, step: refund.id, now }) : reversed;
}

/** Until a sale is settled its growers' legs are not posted, so there is nothing to set off yet. */
async function followGoods(
  tx: Tx,
  change: Parameters<typeof setOffGrowers>[1],
): Promise<Result<void, ReferenceReused>> {
  return change.sale.settledAt === null ? ok() : setOffGrowers(tx, change);
}

/**
 * A refund that Stripe would not make can be asked for anew, so its amount is free again. One that bounced after it had
 * succeeded left the books already: the money is booked as held for the buyer, and the desk must find another way.
 */
async function noteFailure(
  tx: Tx,
  sale: Sale,
  refund: Refund,
  now: Date,
): Promise<Result<unknown, ReferenceReused>> {
  if (refund.state === "failed") {
    await addRefunded(tx, sale.id, -refund.amountFen);
    return ok();
  }
  const transaction = bouncedTransaction(sale, refund, now);
  return recordTransactions(tx, { now, transactions: [transaction] });
}
