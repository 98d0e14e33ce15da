import { newId } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";
import { accepted, ok, type Result } from "~/kernel/result";
import { productsWithLowStock, releaseHeld } from "~/modules/catalog/index.server";
import { lockSalesOfPayment, moveOrders } from "~/modules/ordering/index.server";
import { markEnded } from "~/modules/payments/index.server";
import type { Db, Tx } from "~/platform/db/db.server";

export interface EndPayment {
  readonly paymentId: string;
  readonly as: "expired" | "failed";
  /** Lapsed by itself, or cancelled by somebody. */
  readonly ordersBecome: "lapsed" | "cancelled";
  readonly userId: string | null;
  readonly note: string;
  readonly now: Date;
  /** What else belongs to the end, in the same transaction; not called when there was nothing to end. */
  readonly alongside?: (tx: Tx) => Promise<void>;
}

/**
 * Stops waiting for a payment: its orders are closed and their stock is free again. Does nothing when the payment
 * was paid or had ended before. Returns the orders that were closed.
 */
export async function endPayment({ db }: { readonly db: Db }, input: EndPayment): Promise<readonly string[]> {
  const { paymentId, now } = input;
  const ended = await db.transaction(async (tx): Promise<Result<readonly string[], never>> => {
    if (!(await markEnded(tx, paymentId, input.as))) return ok([]);
    const waiting = (await lockSalesOfPayment(tx, paymentId)).filter((sale) => sale.state === "placed");
    const orderIds = waiting.map((sale) => sale.id);
    const moved = await moveOrders(tx, {
      to: input.ordersBecome,
      at: now,
      userId: input.userId,
      events: orderIds.map((orderId) => ({
        id: newId(now),
        orderId,
        kind: input.ordersBecome,
        data: { note: input.note },
      })),
    });
    invariant(moved.length === orderIds.length, "locked orders move as decided");
    const changes = await releaseHeld(tx, orderIds);
    await tx.dropPages(productsWithLowStock(changes).map((id) => `product:${id}`));
    await input.alongside?.(tx);
    return ok(orderIds);
  });
  return accepted(ended);
}
