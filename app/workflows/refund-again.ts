import { ok, type Result, refuse } from "~/kernel/result";
import { recordChange } from "~/modules/identity/index.server";
import { deskTag, isRefundOfClaim, lockSale, type OrderUnknown } from "~/modules/ordering/index.server";
import {
  findRefund,
  type RefundNotFailed,
  type RefundTooLarge,
  wasSentAgain,
} from "~/modules/payments/index.server";
import type { Db } from "~/platform/db/db.server";
import { askRefund } from "./ask-refund";

export interface RefundAgain {
  readonly orderId: string;
  /** The cooperative the staff member works for: other sellers' orders do not exist for them. */
  readonly cooperativeId: string;
  readonly refundId: string;
  readonly userId: string;
  readonly now: Date;
}

export type RefundAgainRefusal = OrderUnknown | RefundNotFailed | RefundTooLarge;

/**
 * Sends a refund again that Stripe would not make: the same amount, once. While it is under way, or was sent again already,
 * there is nothing to do, so a second tap gives back no second time. What a claim gave goes by `refundClaimAgain`, which
 * ties the claim to it; what came back from the buyer's bank after it had succeeded is no refund any more but a debt.
 */
export function refundAgain(
  { db }: { readonly db: Db },
  { orderId, cooperativeId, refundId, userId, now }: RefundAgain,
): Promise<Result<void, RefundAgainRefusal>> {
  return db.transaction(async (tx): Promise<Result<void, RefundAgainRefusal>> => {
    const sale = await lockSale(tx, orderId);
    if (!sale || sale.cooperativeId !== cooperativeId) return refuse({ code: "OrderUnknown" });
    const failed = await findRefund(tx, refundId);
    if (failed?.orderId !== orderId || failed.state === "bounced" || (await isRefundOfClaim(tx, refundId))) {
      return refuse({ code: "RefundNotFailed" });
    }
    if (failed.state !== "failed" || (await wasSentAgain(tx, refundId))) return ok();
    const { amountFen } = failed;
    const leftFen = sale.totalFen - sale.refundedFen;
    if (amountFen > leftFen) return refuse({ code: "RefundTooLarge", leftFen });
    await askRefund(tx, {
      sale,
      amountFen,
      reason: "triedAgain",
      userId,
      note: "",
      againOf: refundId,
      now,
    });
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "order.refundAgain",
      subject: { kind: "order", id: sale.number },
      before: { refundedFen: sale.refundedFen },
      after: { refundedFen: sale.refundedFen + amountFen },
      reason: null,
    });
    tx.dropPagesSoon([deskTag(cooperativeId)]);
    return ok();
  });
}
