import type { Fen } from "~/kernel/money";
import { ok, type Result, refuse } from "~/kernel/result";
import { productsWithLowStock, putBack } from "~/modules/catalog/index.server";
import {
  type ClaimsOpen,
  hasOpenClaims,
  lockSale,
  type OrderNotInState,
  type OrderState,
  type OrderUnknown,
} from "~/modules/ordering/index.server";
import type { RefundReason, RefundTooLarge } from "~/modules/payments/index.server";
import type { Db } from "~/platform/db/db.server";
import { askRefund } from "./ask-refund";

export interface RequestRefund {
  readonly orderId: string;
  /** The cooperative the staff member works for; null for the portal's own staff. */
  readonly cooperativeId: string | null;
  /** Goods and freight together, up to what has not been asked back yet. */
  readonly amountFen: Fen;
  readonly reason: RefundReason;
  readonly note: string;
  readonly userId: string | null;
  readonly now: Date;
}

export type RequestRefundRefusal = OrderUnknown | OrderNotInState | RefundTooLarge | ClaimsOpen;

/** Paid at some time; `refunded` too, because a refund that failed is asked for anew. */
const REFUNDABLE: ReadonlySet<OrderState> = new Set([
  "paid",
  "packed",
  "shipped",
  "delivered",
  "settled",
  "refunded",
]);

/**
 * Gives part or all of a sale back, after a claim or anew after a failure. `submitRefunds` sends it. Goods of a sale that
 * is given back entirely before they were packed are still on the shelf, and go back on sale.
 */
export function requestRefund(
  { db }: { readonly db: Db },
  input: RequestRefund,
): Promise<Result<{ readonly refundId: string }, RequestRefundRefusal>> {
  return db.transaction(async (tx): Promise<Result<{ readonly refundId: string }, RequestRefundRefusal>> => {
    const sale = await lockSale(tx, input.orderId);
    if (!sale || (input.cooperativeId !== null && sale.cooperativeId !== input.cooperativeId)) {
      return refuse({ code: "OrderUnknown" });
    }
    if (!REFUNDABLE.has(sale.state)) {
      return refuse({ code: "OrderNotInState", state: sale.state, wanted: "refunded" });
    }
    const leftFen = sale.totalFen - sale.refundedFen;
    if (input.amountFen <= 0n || input.amountFen > leftFen)
      return refuse({ code: "RefundTooLarge", leftFen });
    if (input.amountFen === leftFen && (await hasOpenClaims(tx, sale.id)))
      return refuse({ code: "ClaimsOpen" });
    const refundId = await askRefund(tx, { ...input, sale });
    if (sale.state === "paid" && input.amountFen === leftFen) {
      const { orderId, userId, now } = input;
      const changes = await putBack(tx, { orderId, reason: "cancelledByStaff", userId, now });
      await tx.dropPages(productsWithLowStock(changes).map((id) => `product:${id}`));
    }
    return ok({ refundId });
  });
}
