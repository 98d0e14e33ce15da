import { invariant } from "~/kernel/invariant";
import { MAX_REFUNDS_PER_RUN, refundKey, refundsToSubmit } from "~/modules/payments/index.server";
import type { Db } from "~/platform/db/db.server";
import type { PaymentGateway } from "~/platform/stripe/gateway";
import { finishRefund, type RefundOutcome } from "./finish-refund";

export interface SubmittedRefunds {
  readonly sent: number;
  readonly refused: number;
}

/**
 * Sends refunds that were asked for to Stripe. Sending one twice is harmless: its row is the idempotency key. A refund
 * Stripe refuses is marked failed; when Stripe does not answer, the run stops with that fault and the next one goes on.
 */
export async function submitRefunds(
  { db, gateway }: { readonly db: Db; readonly gateway: PaymentGateway },
  { now }: { readonly now: Date },
): Promise<SubmittedRefunds> {
  let sent = 0;
  let refused = 0;
  for (const refund of await refundsToSubmit(db, MAX_REFUNDS_PER_RUN)) {
    const answer = await gateway.refund({
      refundId: refund.id,
      idempotencyKey: refundKey(refund.id),
      paymentIntentId: refund.paymentIntentId,
      amountFen: refund.amountFen,
    });
    if (answer.ok) sent += 1;
    else refused += 1;
    const outcome: RefundOutcome = answer.ok
      ? { ...answer.value, refundId: refund.id }
      : { refundId: refund.id, stripeRefundId: null, status: "failed", failure: answer.refusal.reason };
    const finished = await finishRefund({ db }, { outcome, now });
    invariant(finished.ok, `refund ${refund.id} cannot be followed up`);
  }
  return { sent, refused };
}
