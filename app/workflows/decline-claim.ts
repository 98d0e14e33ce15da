import { newId } from "~/kernel/ids";
import { ok, type Result, refuse } from "~/kernel/result";
import { recordChange } from "~/modules/identity/index.server";
import {
  type ClaimAnswered,
  type ClaimUnknown,
  checkClaimMove,
  claimToAnswer,
  deskTag,
  endClaim,
  lockSale,
  noteEvents,
  type OrderUnknown,
} from "~/modules/ordering/index.server";
import type { Db } from "~/platform/db/db.server";

export interface DeclineClaim {
  readonly orderId: string;
  /** The cooperative the staff member works for: other sellers' claims do not exist for them. */
  readonly cooperativeId: string;
  readonly claimId: string;
  /** Why; the buyer reads it. */
  readonly why: string;
  readonly userId: string;
  readonly now: Date;
}

/** The cooperative gives nothing back and says why. The same answer a second time changes nothing. */
export function declineClaim(
  { db }: { readonly db: Db },
  { orderId, cooperativeId, claimId, why, userId, now }: DeclineClaim,
): Promise<Result<void, OrderUnknown | ClaimUnknown | ClaimAnswered>> {
  return db.transaction(async (tx): Promise<Result<void, OrderUnknown | ClaimUnknown | ClaimAnswered>> => {
    const sale = await lockSale(tx, orderId);
    if (!sale || sale.cooperativeId !== cooperativeId) return refuse({ code: "OrderUnknown" });
    const claim = await claimToAnswer(tx, { orderId, claimId });
    if (!claim) return refuse({ code: "ClaimUnknown" });
    if (claim.state === "declined" && claim.answer === why) return ok();
    const allowed = checkClaimMove(claim.state, "declined");
    if (!allowed.ok) return allowed;
    await endClaim(tx, { id: claimId, to: "declined", at: now, userId, answer: why });
    const event = { id: newId(now), orderId, kind: "claimDeclined" as const, data: { claimId } };
    await noteEvents(tx, [event], now, userId);
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "order.claimDeclined",
      subject: { kind: "order", id: sale.number },
      before: { askedFen: claim.askedFen },
      after: null,
      reason: why,
    });
    tx.dropPagesSoon([deskTag(cooperativeId)]);
    return ok();
  });
}
