import { ok, type Result } from "~/kernel/result";
import { markOpened } from "~/modules/payments/index.server";
import type { Db } from "~/platform/db/db.server";
import type { GatewaySession } from "~/platform/stripe/gateway";
import { type ConfirmPaymentRefusal, confirmPayment } from "./confirm-payment";
import { endPayment } from "./end-payment";

export type FollowedSession = "confirmed" | "ended" | "attached" | "unchanged";

export interface FollowSession {
  readonly session: GatewaySession;
  /** The webhook that told; "confirmed" has marked it as dealt with, in the transaction of the payment. */
  readonly eventId?: string;
  readonly now: Date;
}

/**
 * Brings our side to where a pay page stands at Stripe, whoever told us: paid, over, or open and not yet noted.
 * Sessions that are not ours are left alone.
 */
export async function followSession(
  { db }: { readonly db: Db },
  { session, eventId, now }: FollowSession,
): Promise<Result<FollowedSession, ConfirmPaymentRefusal>> {
  const { paymentId } = session;
  if (paymentId === null) return ok("unchanged");
  if (session.paid) {
    const confirmed = await confirmPayment({ db }, { session, eventId, now });
    if (!confirmed.ok) return confirmed;
    return ok(confirmed.value.repeated ? "unchanged" : "confirmed");
  }
  if (session.status === "expired") {
    const closed = await endPayment(
      { db },
      { paymentId, as: "expired", ordersBecome: "lapsed", userId: null, note: "", now },
    );
    return ok(closed.length > 0 ? "ended" : "unchanged");
  }
  if (session.status === "complete") return ok("unchanged");
  const { sessionId, payUrl } = session;
  return ok((await markOpened(db, { paymentId, sessionId, payUrl })) ? "attached" : "unchanged");
}
