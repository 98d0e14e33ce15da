import { ok, type Result, refuse } from "~/kernel/result";
import { recordChange } from "~/modules/identity/index.server";
import {
  type ClaimAnswered,
  type ClaimGivenTooLarge,
  type ClaimUnknown,
  claimToAnswer,
  deskTag,
  lockSale,
  type OrderUnknown,
  replaceRefund,
} from "~/modules/ordering/index.server";
import { findRefund } from "~/modules/payments/index.server";
import type { Db } from "~/platform/db/db.server";
import { askRefund } from "./ask-refund";

export interface RefundClaimAgain {
  readonly orderId: string;
  /** The cooperative the staff member works for: other sellers' claims do not exist for them. */
  readonly cooperativeId: string;
  readonly claimId: string;
  readonly userId: string;
  readonly now: Date;
}

export type RefundClaimAgainRefusal = OrderUnknown | ClaimUnknown | ClaimAnswered | ClaimGivenTooLarge;

/**
 * Asks anew for the refund of an accepted claim that Stripe would not make: the same amount, once. While a refund is under
 * way or done there is nothing to ask for, so a second tap gives back no second time.
 */
export function refundClaimAgain(
  { db }: { readonly db: Db },
  { orderId, cooperativeId, claimId, userId, now }: RefundClaimAgain,
): Promise<Result<void, RefundClaimAgainRefusal>> {
  return db.transaction(async (tx): Promise<Result<void, RefundClaimAgainRefusal>> => {
    const sale = await lockSale(tx, orderId);
    if (!sale || sale.cooperativeId !== cooperativeId) return refuse({ code: "OrderUnknown" });
    const claim = await claimToAnswer(tx, { orderId, claimId });
    if (!claim) return refuse({ code: "ClaimUnknown" });
    if (claim.refundId === null || claim.givenFen === null) {
      return refuse({ code: "ClaimAnswered", state: claim.state });
    }
    const failed = await findRefund(tx, claim.refundId);
    if (failed?.state !== "failed") return ok();
    const { givenFen } = claim;
    const mostFen = sale.totalFen - sale.refundedFen;
    if (givenFen > mostFen) return refuse({ code: "ClaimGivenTooLarge", mostFen });
    const reason = "triedAgain" as const;
    const again = { sale, amountFen: givenFen, reason, note: "", againOf: failed.id, userId, now };
    await replaceRefund(tx, { claimId, refundId: await askRefund(tx, again) });
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "order.claimRefundAgain",
      subject: { kind: "order", id: sale.number },
      before: null,
      after: { givenFen },
      reason: null,
    });
    tx.dropPagesSoon([deskTag(cooperativeId)]);
    return ok();
  });
}
