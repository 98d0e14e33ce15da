import { newId } from "~/kernel/ids";
import { ok, type Result, refuse } from "~/kernel/result";
import {
  type ClaimAnswered,
  type ClaimUnknown,
  checkClaimMove,
  claimToAnswer,
  deskTag,
  endClaim,
  lockSale,
  noteEvents,
} from "~/modules/ordering/index.server";
import type { Db } from "~/platform/db/db.server";

export interface WithdrawClaim {
  /** The door has made sure that it is the buyer's. */
  readonly orderId: string;
  readonly claimId: string;
  readonly userId: string | null;
  readonly now: Date;
}

/** The buyer takes a claim back before it is answered; the order may then be settled. A second time changes nothing. */
export function withdrawClaim(
  { db }: { readonly db: Db },
  { orderId, claimId, userId, now }: WithdrawClaim,
): Promise<Result<void, ClaimUnknown | ClaimAnswered>> {
  return db.transaction(async (tx): Promise<Result<void, ClaimUnknown | ClaimAnswered>> => {
    const sale = await lockSale(tx, orderId);
    const claim = sale && (await claimToAnswer(tx, { orderId, claimId }));
    if (!claim) return refuse({ code: "ClaimUnknown" });
    if (claim.state === "withdrawn") return ok();
    const allowed = checkClaimMove(claim.state, "withdrawn");
    if (!allowed.ok) return allowed;
    await endClaim(tx, { id: claimId, to: "withdrawn", at: now });
    const event = { id: newId(now), orderId, kind: "claimWithdrawn" as const, data: { claimId } };
    await noteEvents(tx, [event], now, userId);
    tx.dropPagesSoon([deskTag(sale.cooperativeId)]);
    return ok();
  });
}
