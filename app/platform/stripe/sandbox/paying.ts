import type { Act, Core } from "./core";
import { tell } from "./events";
import { newCharge, newIntent, paymentError } from "./intents";
import { bookCharge } from "./settlement";
import { type Charge, isPaymentMethod, type PaymentIntent, type PaymentMethod, type Session } from "./types";

/** Why the hosted page could not take a payment. */
export type PayRefusal = "no_such_session" | "session_expired" | "already_complete" | "method_not_offered";
export type PayOutcome = { readonly session: Session } | { readonly refused: PayRefusal };

interface Attempt {
  readonly session: Session;
  readonly intent: PaymentIntent;
  readonly method: PaymentMethod;
}

/** The buyer pays, and the money is there at once: how cards, Alipay and WeChat Pay behave. */
export function pay(core: Core, act: Act, id: string, method: PaymentMethod): PayOutcome {
  const attempt = begin(core, act, id, method);
  if ("refused" in attempt) return attempt;
  const paid = capture(
    core,
    act,
    attempt.intent,
    newCharge(core, attempt.intent, method, "succeeded"),
    method,
  );
  const session = complete(core, attempt.session, paid, "paid");
  tell(core, act, "checkout.session.completed", session);
  return { session };
}

/** The buyer's bank says no. The session stays open for another try. */
export function decline(core: Core, act: Act, id: string, method: PaymentMethod): PayOutcome {
  const attempt = begin(core, act, id, method);
  if ("refused" in attempt) return attempt;
  const failed = fail(core, act, attempt.intent, newCharge(core, attempt.intent, method, "failed"), method);
  const session: Session = { ...attempt.session, payment_intent: failed.id };
  core.state.putSession(session);
  return { session };
}

/**
 * The buyer has done their part and the money is still on its way: how delayed methods behave. None of the three
 * methods offered does, yet the portal must not ship on `complete` alone, and this lets a test find out.
 */
export function payLater(core: Core, act: Act, id: string, method: PaymentMethod): PayOutcome {
  const attempt = begin(core, act, id, method);
  if ("refused" in attempt) return attempt;
  const charge = newCharge(core, attempt.intent, method, "pending");
  const intent: PaymentIntent = { ...attempt.intent, status: "processing", latest_charge: charge.id };
  core.state.charges.put(charge);
  core.state.intents.put(intent);
  tell(core, act, "charge.pending", charge);
  tell(core, act, "payment_intent.processing", intent);
  const session = complete(core, attempt.session, intent, "unpaid");
  tell(core, act, "checkout.session.completed", session);
  return { session };
}

/** The money that was on its way arrives, or does not. */
export function settleLater(core: Core, act: Act, id: string, arrived: boolean): PayOutcome {
  const session = core.state.sessions.get(id);
  const intent = core.state.intents.get(session?.payment_intent ?? "");
  const charge = core.state.charges.get(intent?.latest_charge ?? "");
  if (session === undefined || intent === undefined || charge === undefined) {
    return { refused: "no_such_session" };
  }
  if (intent.status !== "processing") return { refused: "already_complete" };
  const type = charge.payment_method_details?.type ?? "card";
  const method = isPaymentMethod(type) ? type : "card";
  if (!arrived) {
    fail(core, act, intent, { ...charge, status: "failed" }, method);
    tell(core, act, "checkout.session.async_payment_failed", session);
    return { session };
  }
  const taken: Charge = {
    ...charge,
    status: "succeeded",
    paid: true,
    captured: true,
    amount_captured: charge.amount,
  };
  capture(core, act, intent, taken, method);
  const paid: Session = { ...session, payment_status: "paid" };
  core.state.putSession(paid);
  tell(core, act, "checkout.session.async_payment_succeeded", paid);
  return { session: paid };
}

/** Finds the open session and its intent, making the intent at the first attempt. */
function begin(core: Core, act: Act, id: string, method: PaymentMethod): Attempt | { refused: PayRefusal } {
  const session = core.state.sessions.get(id);
  if (session === undefined) return { refused: "no_such_session" };
  if (session.status === "complete") return { refused: "already_complete" };
  if (session.status === "expired") return { refused: "session_expired" };
  if (!session.payment_method_types.includes(method)) return { refused: "method_not_offered" };
  const known = core.state.intents.get(session.payment_intent ?? "");
  if (known !== undefined) return { session, intent: known, method };
  const intent = newIntent(core, session);
  core.state.intents.put(intent);
  tell(core, act, "payment_intent.created", intent);
  return { session, intent, method };
}

function capture(
  core: Core,
  act: Act,
  before: PaymentIntent,
  taken: Charge,
  method: PaymentMethod,
): PaymentIntent {
  const charge: Charge = { ...taken, balance_transaction: bookCharge(core, taken, method).id };
  const intent: PaymentIntent = {
    ...before,
    amount_received: charge.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    payment_method: charge.payment_method,
    status: "succeeded",
  };
  core.state.charges.put(charge);
  core.state.intents.put(intent);
  tell(core, act, "charge.succeeded", charge);
  tell(core, act, "payment_intent.succeeded", intent);
  return intent;
}

function fail(
  core: Core,
  act: Act,
  before: PaymentIntent,
  charge: Charge,
  method: PaymentMethod,
): PaymentIntent {
  const intent: PaymentIntent = {
    ...before,
    last_payment_error: paymentError(charge, method),
    latest_charge: charge.id,
    status: "requires_payment_method",
  };
  core.state.charges.put(charge);
  core.state.intents.put(intent);
  tell(core, act, "charge.failed", charge);
  tell(core, act, "payment_intent.payment_failed", intent);
  return intent;
}

function complete(core: Core, session: Session, intent: PaymentIntent, status: "paid" | "unpaid"): Session {
  const done: Session = {
    ...session,
    customer_details: {
      address: null,
      business_name: null,
      // Reserved by RFC 2606: nobody can ever be written to at this address.
      email: session.customer_email ?? "buyer@sandbox.invalid",
      individual_name: null,
      name: null,
      phone: null,
      tax_exempt: "none",
      tax_ids: [],
    },
    payment_intent: intent.id,
    payment_status: status,
    status: "complete",
    url: null,
  };
  core.state.putSession(done);
  return done;
}
