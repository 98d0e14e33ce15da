import { addMs, DAY_MS, MINUTE_MS } from "~/kernel/clock";
import { invariant } from "~/kernel/invariant";
import { undecidedPayments, unfinishedRefunds } from "~/modules/payments/index.server";
import type { Db } from "~/platform/db/db.server";
import type { GatewaySession, PaymentGateway } from "~/platform/stripe/gateway";
import { finishRefund } from "./finish-refund";
import { type FollowedSession, followSession } from "./follow-session";

/** Webhooks come within seconds; what is undecided after this long is looked up. */
const WEBHOOKS_SHOULD_HAVE_COME_MS = 5 * MINUTE_MS;
/** Wallets may answer late; a payment that ended on our side is looked at this long afterwards. */
const LOOK_BACK_MS = DAY_MS;
const MAX_PER_RUN = 100;

export type Reconciled = Readonly<Record<FollowedSession, number>> & { readonly refunds: number };

/**
 * Finds what webhooks missed, by asking Stripe about every payment and refund that should have been decided by now. A
 * payment without a session (the process died while opening it) is looked for among recent sessions.
 */
export async function reconcilePayments(
  { db, gateway }: { readonly db: Db; readonly gateway: PaymentGateway },
  { now }: { readonly now: Date },
): Promise<Reconciled> {
  const before = addMs(now, -WEBHOOKS_SHOULD_HAVE_COME_MS);
  const payments = await undecidedPayments(db, before, addMs(now, -LOOK_BACK_MS), MAX_PER_RUN);
  const unopened = payments.filter((payment) => payment.sessionId === null);
  const [oldest] = unopened;
  const listed = oldest ? await gateway.listSessions(addMs(oldest.createdAt, -MINUTE_MS)) : [];
  const count = { confirmed: 0, ended: 0, attached: 0, unchanged: 0 };
  for (const payment of payments) {
    const session =
      payment.sessionId === null
        ? bestOf(listed.filter((each) => each.paymentId === payment.id))
        : await gateway.readSession(payment.sessionId);
    if (!session) continue;
    const followed = await followSession({ db }, { session, now });
    invariant(followed.ok, `session ${session.sessionId} cannot be followed`);
    count[followed.value] += 1;
  }
  return { ...count, refunds: await reconcileRefunds({ db, gateway }, before, now) };
}

/** Of several sessions of one payment the paid one counts, then an open one. */
function bestOf(sessions: readonly GatewaySession[]): GatewaySession | undefined {
  return (
    sessions.find((session) => session.paid) ??
    sessions.find((session) => session.status === "open") ??
    sessions[0]
  );
}

async function reconcileRefunds(
  { db, gateway }: { readonly db: Db; readonly gateway: PaymentGateway },
  before: Date,
  now: Date,
): Promise<number> {
  let finished = 0;
  for (const refund of await unfinishedRefunds(db, before, MAX_PER_RUN)) {
    if (refund.stripeRefundId === null) continue;
    const outcome = { ...(await gateway.readRefund(refund.stripeRefundId)), refundId: refund.id };
    const followed = await finishRefund({ db }, { outcome, now });
    invariant(followed.ok, `refund ${refund.id} cannot be followed up`);
    if (followed.value.state !== "submitted") finished += 1;
  }
  return finished;
}
