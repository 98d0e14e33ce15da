import { addMs } from "~/kernel/clock";
import { invariant } from "~/kernel/invariant";
import { accepted, ok, type Result, refuse } from "~/kernel/result";
import { isLocale, type Locale } from "~/kernel/text";
import { extendHolds } from "~/modules/catalog/index.server";
import { extendLapse, type PayableOrders, payableOrders } from "~/modules/ordering/index.server";
import {
  beginNextAttempt,
  findPayment,
  HOLD_GRACE_MS,
  MAX_OPEN_ATTEMPTS,
  markOpened,
  openingKey,
  PAY_PAGE_MS,
  type Payment,
  type PaymentClosed,
  type PaymentUnknown,
} from "~/modules/payments/index.server";
import type { Db } from "~/platform/db/db.server";
import type { GatewayRefused, GatewaySession, PaymentGateway, SessionItem } from "~/platform/stripe/gateway";

/** Words and addresses of the pay page. The same order must always give the same ones: Stripe compares requests. */
export interface PayPageWords {
  freightName(locale: Locale): string;
  returnUrls(
    orderNumber: string,
    locale: Locale,
  ): { readonly successUrl: string; readonly cancelUrl: string };
}

export interface OpenCheckoutDeps {
  readonly db: Db;
  readonly gateway: PaymentGateway;
  readonly words: PayPageWords;
}

export type OpenCheckoutRefusal = PaymentUnknown | PaymentClosed | GatewayRefused;

/**
 * Leads the buyer to Stripe's pay page: opens it, or finds the one that is open. May be called again at any point,
 * after a crash or by an impatient buyer; the payment's row names the request, so one page is opened. Stripe is
 * asked outside of any transaction.
 */
export async function openCheckout(
  deps: OpenCheckoutDeps,
  { paymentId, now }: { readonly paymentId: string; readonly now: Date },
): Promise<Result<{ readonly payUrl: string }, OpenCheckoutRefusal>> {
  const payment = await findPayment(deps.db, paymentId);
  const payable = payment && (await payableOrders(deps.db, paymentId));
  if (!payment || !payable) return refuse({ code: "PaymentUnknown" });
  if (payment.state === "open" && payment.payUrl !== null && now < payment.expiresAt) {
    return ok({ payUrl: payment.payUrl });
  }
  if (payment.state !== "opening" || payable.states.some((state) => state !== "placed")) {
    return refuse({ code: "PaymentClosed", state: payment.state });
  }
  const opened = await openWithAttempts(deps, payment, payable, now);
  if (!opened.ok) return opened;
  const { sessionId, payUrl } = opened.value;
  invariant(payUrl !== null, "an open session has a pay page");
  const noted = await markOpened(deps.db, { paymentId, sessionId, payUrl });
  if (noted) return ok({ payUrl });
  // It lapsed or was cancelled while Stripe was busy: nobody shall pay there.
  await deps.gateway.expireSession(sessionId);
  return refuse({ code: "PaymentClosed", state: "expired" });
}

async function openWithAttempts(
  deps: OpenCheckoutDeps,
  first: Payment,
  payable: PayableOrders,
  now: Date,
): Promise<Result<GatewaySession, GatewayRefused | PaymentClosed>> {
  let payment = first;
  for (;;) {
    const opened = await openOnce(deps, payment, payable);
    // Refused mostly because the page's end is too near by now: the row was written long before Stripe was reached.
    if (opened.ok || payment.attempt >= MAX_OPEN_ATTEMPTS) return opened;
    const next = await tryLater(deps.db, payment, now);
    if (!next) return refuse({ code: "PaymentClosed", state: payment.state });
    payment = next;
  }
}

function openOnce(deps: OpenCheckoutDeps, payment: Payment, payable: PayableOrders) {
  const locale = isLocale(payable.locale) ? payable.locale : "zh-CN";
  const items = payable.items.map(
    (item): SessionItem => ({
      name: item.kind === "freight" ? deps.words.freightName(locale) : item.name,
      unitFen: item.unitFen,
      quantity: item.quantity,
    }),
  );
  return deps.gateway.openSession({
    paymentId: payment.id,
    idempotencyKey: openingKey(payment.id, payment.attempt),
    items,
    locale,
    expiresAt: payment.expiresAt,
    ...deps.words.returnUrls(payable.number, locale),
  });
}

/** A new attempt has a later end, and the stock is held as long. */
async function tryLater(db: Db, payment: Payment, now: Date): Promise<Payment | undefined> {
  const expiresAt = addMs(now, PAY_PAGE_MS);
  const begun = await db.transaction(async (tx): Promise<Result<Payment | undefined, never>> => {
    const next = await beginNextAttempt(tx, payment.id, payment.attempt, expiresAt);
    if (!next) return ok(undefined);
    const until = addMs(expiresAt, HOLD_GRACE_MS);
    const orderIds = await extendLapse(tx, payment.id, until);
    await extendHolds(tx, orderIds, until);
    return ok(next);
  });
  return accepted(begun);
}
