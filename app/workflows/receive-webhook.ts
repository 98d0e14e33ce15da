import { invariant } from "~/kernel/invariant";
import { ok, type Result } from "~/kernel/result";
import { markProcessed, storeEvent } from "~/modules/payments/index.server";
import type { Db } from "~/platform/db/db.server";
import type { BadSignature, GatewayEvent, PaymentGateway } from "~/platform/stripe/gateway";
import { endPayment } from "./end-payment";
import { finishRefund } from "./finish-refund";
import { followSession } from "./follow-session";

export interface ReceiveWebhook {
  /** As it came over the wire: the signature covers these very characters. */
  readonly rawBody: string;
  readonly signature: string;
  readonly now: Date;
}

export interface WebhookDeps {
  readonly db: Db;
  readonly gateway: PaymentGateway;
}

/**
 * Takes in what Stripe tells. Nothing is read before the signature is proven; the event is stored once under its own
 * id before anything follows from it. A fault on the way is thrown, so that the door answers 5xx and Stripe tells
 * again; an event that was dealt with before changes nothing.
 */
export async function receiveWebhook(
  { db, gateway }: WebhookDeps,
  { rawBody, signature, now }: ReceiveWebhook,
): Promise<Result<{ readonly repeated: boolean }, BadSignature>> {
  const read = gateway.readWebhook(rawBody, signature);
  if (!read.ok) return read;
  const event = read.value;
  // One statement each, which is a transaction by itself.
  const { processed } = await storeEvent(db, { ...event, receivedAt: now });
  if (processed) return ok({ repeated: true });
  const marked = await follow({ db, gateway }, event, now);
  if (!marked) await markProcessed(db, event.id, now);
  return ok({ repeated: false });
}

/** True when the event was marked as dealt with on the way, together with what follows from it. */
async function follow({ db, gateway }: WebhookDeps, event: GatewayEvent, now: Date): Promise<boolean> {
  const { news } = event;
  switch (news.kind) {
    case "sessionCompleted":
    case "sessionExpired": {
      const followed = await followSession({ db }, { session: news.session, eventId: event.id, now });
      // A payment of another system on the same Stripe account is none of ours; anything else is a fault.
      invariant(
        followed.ok || followed.refusal.code === "PaymentUnknown",
        `event ${event.id} cannot be followed`,
      );
      return followed.ok && followed.value === "confirmed";
    }
    case "sessionFailed": {
      const { paymentId } = news.session;
      if (paymentId === null) return false;
      await endPayment(
        { db },
        { paymentId, as: "failed", ordersBecome: "lapsed", userId: null, note: "paymentFailed", now },
      );
      return false;
    }
    case "refundChanged": {
      const { refundId, stripeRefundId } = news.refund;
      if (refundId === null) return false;
      // Events come in any order, and a refund may go forth and back: only its present state counts.
      const present = await gateway.readRefund(stripeRefundId);
      const finished = await finishRefund({ db }, { outcome: { ...present, refundId }, now });
      invariant(
        finished.ok || finished.refusal.code === "RefundUnknown",
        `event ${event.id} cannot be followed`,
      );
      return false;
    }
    case "other":
      return false;
  }
}
