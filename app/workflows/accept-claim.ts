import { newId } from "~/kernel/ids";
import type { Fen } from "~/kernel/money";
import { ok, type Result, refuse } from "~/kernel/result";
import { recordChange } from "~/modules/identity/index.server";
import {
  type ClaimAnswered,
  type ClaimGivenTooLarge,
  type ClaimToAnswer,
  type ClaimUnknown,
  checkClaimMove,
  checkGiven,
  claimToAnswer,
  deskTag,
  endClaim,
  lockSale,
  noteEvents,
  type OrderUnknown,
} from "~/modules/ordering/index.server";
import type { Db } from "~/platform/db/db.server";
import { askRefund } from "./ask-refund";

export interface AcceptClaim {
  readonly orderId: string;
  /** The cooperative the staff member works for: other sellers' claims do not exist for them. */
  readonly cooperativeId: string;
  readonly claimId: string;
  /** All that was asked for, or a part of it. */
  readonly givenFen: Fen;
  /** Words to the buyer; may be empty. */
  readonly answer: string;
  readonly userId: string;
  readonly now: Date;
}

export type AcceptClaimRefusal = OrderUnknown | ClaimUnknown | ClaimAnswered | ClaimGivenTooLarge;

/**
 * The cooperative gives back what a claim asks for, or a part of it: the claim is answered and its refund asked for in
 * one transaction, so that neither is without the other; `submitRefunds` sends it, and the books follow in proportion when the
 * money has gone. The same answer given twice gives back once.
 */
export function acceptClaim(
  { db }: { readonly db: Db },
  input: AcceptClaim,
): Promise<Result<void, AcceptClaimRefusal>> {
  return db.transaction(async (tx): Promise<Result<void, AcceptClaimRefusal>> => {
    const { orderId, claimId, givenFen, answer, userId, now } = input;
    const sale = await lockSale(tx, orderId);
    if (!sale || sale.cooperativeId !== input.cooperativeId) return refuse({ code: "OrderUnknown" });
    const claim = await claimToAnswer(tx, { orderId, claimId });
    if (!claim) return refuse({ code: "ClaimUnknown" });
    if (isRepeated(claim, input)) return ok();
    const allowed = checkClaimMove(claim.state, "accepted");
    if (!allowed.ok) return allowed;
    const fits = checkGiven(givenFen, claim, sale.totalFen - sale.refundedFen);
    if (!fits.ok) return fits;
    const refund = { sale, amountFen: givenFen, reason: "claim" as const, note: answer, userId, now };
    const refundId = await askRefund(tx, refund);
    await endClaim(tx, { id: claimId, to: "accepted", at: now, userId, answer, givenFen, refundId });
    const event = { id: newId(now), orderId, kind: "claimAccepted" as const, data: { claimId } };
    await noteEvents(tx, [event], now, userId);
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: sale.cooperativeId,
      act: "order.claimAccepted",
      subject: { kind: "order", id: sale.number },
      before: { askedFen: claim.askedFen },
      after: { givenFen },
      reason: answer || null,
    });
    tx.dropPagesSoon([deskTag(sale.cooperativeId)]);
    return ok();
  });
}

function isRepeated(claim: ClaimToAnswer, { givenFen, answer }: AcceptClaim): boolean {
  return claim.state === "accepted" && claim.givenFen === givenFen && claim.answer === answer;
}
