import { forbidden, type StaffVisit, stepUpFor } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { mayEnter } from "~/modules/identity/index.server";
import { acceptClaimForm, declineClaimForm, namedClaimForm } from "~/modules/ordering/claim.forms";
import { acceptClaim } from "~/workflows/accept-claim";
import { declineClaim } from "~/workflows/decline-claim";
import { refundClaimAgain } from "~/workflows/refund-claim-again";
import { orderOf } from "./fulfil.server";

const INTENTS = ["acceptClaim", "declineClaim", "refundClaimAgain"] as const;
export type ClaimIntent = (typeof INTENTS)[number];

export function isClaimIntent(typed: unknown): typed is ClaimIntent {
  return (INTENTS as readonly unknown[]).includes(typed);
}

/**
 * Answers a claim of one of the desk's own orders. Answering is a duty beside that of the page; whoever gives money back
 * needs that duty too, and has passed a second factor.
 */
export async function answerClaim(visit: StaffVisit, intent: ClaimIntent) {
  const { request, portal, params, viewer, now, organisationId } = visit;
  if (!mayEnter(viewer, "coop.claims.answer", { organisationId })) throw forbidden();
  if (intent !== "declineClaim") {
    if (!mayEnter(viewer, "coop.orders.refund", { organisationId })) throw forbidden();
    await stepUpFor("coop.orders.refund", visit);
  }
  const order = await orderOf(visit, params.number ?? "");
  const by = { orderId: order.id, cooperativeId: organisationId, userId: viewer.userId, now };
  if (intent === "refundClaimAgain") {
    const form = await readForm(request, namedClaimForm);
    return form.ok ? refundClaimAgain(portal, { ...by, claimId: form.value.claimId }) : form;
  }
  if (intent === "declineClaim") {
    const form = await readForm(request, declineClaimForm);
    return form.ok ? declineClaim(portal, { ...by, ...form.value }) : form;
  }
  const form = await readForm(request, acceptClaimForm);
  if (!form.ok) return form;
  const { claimId, amount: givenFen, answer } = form.value;
  return acceptClaim(portal, { ...by, claimId, givenFen, answer });
}
