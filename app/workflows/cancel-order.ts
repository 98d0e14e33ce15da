import { ok, type Result, refuse } from "~/kernel/result";
import { productsWithLowStock, putBack } from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import {
  type Canceller,
  type CancelTooLate,
  type ClaimsOpen,
  decideCancel,
  deskTag,
  findOrderForCancel,
  hasOpenClaims,
  lockSale,
  type OrderUnknown,
} from "~/modules/ordering/index.server";
import { findPayment } from "~/modules/payments/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import type { JobSender } from "~/platform/jobs/job-table";
import { askRefund } from "./ask-refund";
import { endPayment } from "./end-payment";

export interface CancelOrder {
  readonly orderId: string;
  /** The door has made sure that it is the buyer, or staff of the order's cooperative. */
  readonly by: Canceller;
  /** For staff: the cooperative they work for; null for the buyer and the portal's own staff. */
  readonly cooperativeId: string | null;
  readonly userId: string | null;
  /** Why; staff always say. */
  readonly note: string;
  readonly now: Date;
}

/** The order is closed, so its pay page must not take money any more. */
export interface ClosePayPageJob {
  readonly "close-pay-page": { readonly sessionId: string };
}

export interface CancelOrderDeps {
  readonly db: Db;
  readonly jobs: JobSender<ClosePayPageJob>;
}

export type CancelOrderRefusal = OrderUnknown | CancelTooLate | ClaimsOpen;
export type CancelledOrder = "closed" | "refunding";

/**
 * Takes an order back. Unpaid, it is closed together with the others of its payment, and the pay page with it; paid, it is
 * refunded in full, and goods that were not packed yet go back on sale.
 */
export async function cancelOrder(
  deps: CancelOrderDeps,
  input: CancelOrder,
): Promise<Result<CancelledOrder, CancelOrderRefusal>> {
  const order = await findOrderForCancel(deps.db, input.orderId);
  if (!order || (input.cooperativeId !== null && order.cooperativeId !== input.cooperativeId)) {
    return refuse({ code: "OrderUnknown" });
  }
  const decided = decideCancel(order.state, input.by);
  if (!decided.ok) return decided;
  if (decided.value === "close") {
    const { userId, note, now } = input;
    const closed = await endPayment(deps, {
      paymentId: order.paymentId,
      as: "expired",
      ordersBecome: "cancelled",
      userId,
      note,
      now,
      alongside: async (tx) => {
        await closePayPage(tx, deps, order.paymentId);
        if (input.by === "staff") await recordCancelled(tx, order, input);
      },
    });
    if (closed.includes(input.orderId)) return ok("closed");
    // Paid or lapsed in this very moment: decided anew under the lock.
  }
  return refundEntirely(deps.db, input);
}

/** What a buyer does with the own order stands on its timeline; the log is about those who work for others. */
function recordCancelled(
  tx: Tx,
  order: { readonly number: string; readonly cooperativeId: string },
  { userId, note, now }: CancelOrder,
): Promise<void> {
  return recordChange(tx, {
    at: now,
    actorUserId: userId,
    organisationId: order.cooperativeId,
    act: "order.cancelled",
    subject: { kind: "order", id: order.number },
    before: { state: "placed" },
    after: { state: "cancelled" },
    reason: note,
  });
}

/** Stripe is told by a job of the same transaction, so that the page is closed even if we die in between. */
async function closePayPage(tx: Tx, { jobs }: CancelOrderDeps, paymentId: string): Promise<void> {
  const payment = await findPayment(tx, paymentId);
  if (payment?.sessionId) await jobs.send(tx, "close-pay-page", { sessionId: payment.sessionId });
}

function refundEntirely(db: Db, input: CancelOrder): Promise<Result<CancelledOrder, CancelOrderRefusal>> {
  return db.transaction(async (tx): Promise<Result<CancelledOrder, CancelOrderRefusal>> => {
    const { orderId, by, userId, note, now } = input;
    const sale = await lockSale(tx, orderId);
    if (!sale) return refuse({ code: "OrderUnknown" });
    const decided = decideCancel(sale.state, by);
    if (!decided.ok) return decided;
    if (decided.value === "close") return refuse({ code: "CancelTooLate", state: sale.state });
    // What the buyer claims is answered first, so that no claim is left without an end.
    if (await hasOpenClaims(tx, orderId)) return refuse({ code: "ClaimsOpen" });
    const reason = by === "buyer" ? "cancelledByBuyer" : "cancelledByStaff";
    await askRefund(tx, { sale, amountFen: sale.totalFen - sale.refundedFen, reason, userId, note, now });
    if (sale.state === "paid") {
      const changes = await putBack(tx, { orderId, reason, userId, now });
      await tx.dropPages(productsWithLowStock(changes).map((id) => `product:${id}`));
    }
    tx.dropPagesSoon([deskTag(sale.cooperativeId)]);
    return ok("refunding");
  });
}
