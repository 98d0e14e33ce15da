import { type Act, type Core, seconds } from "./core";
import { badParameter, noSuch, notAllowed } from "./errors";
import { tell } from "./events";
import type { FormHash } from "./form-decoding";
import { integer, list, metadata, oneOf, optional, readParams, text, unplayedAll } from "./params";
import { bookRefund, bookRefundFailure } from "./settlement";
import { type Charge, isPaymentMethod, type PaymentMethod, type Refund, type RefundOutcome } from "./types";

const created = {
  amount: optional(integer({ min: 1 })),
  charge: optional(text()),
  payment_intent: optional(text()),
  reason: optional(oneOf("duplicate", "fraudulent", "requested_by_customer")),
  metadata,
  expand: optional(list(text(), { min: 1, max: 10 })),
  ...unplayedAll("currency", "customer", "instructions_email", "origin"),
  ...unplayedAll("refund_application_fee", "reverse_transfer"),
};

/** POST /v1/refunds */
export function createRefund(core: Core, act: Act, form: FormHash): Refund {
  const params = readParams(created, form);
  const charge = chargeToRefund(core, params.payment_intent, params.charge);
  const left = charge.amount_captured - charge.amount_refunded;
  if (left <= 0) {
    const message = `Charge ${charge.id} has already been refunded.`;
    throw notAllowed(message, undefined, "charge_already_refunded");
  }
  const amount = params.amount ?? left;
  if (amount > left) {
    // Stripe gives this refusal no code: a caller has to keep its own count of what is left.
    const message = `Refund amount (${yuan(amount)}) is greater than unrefunded amount on charge (${yuan(left)})`;
    throw notAllowed(message, "amount");
  }
  return refund(core, act, charge, amount, params.reason ?? null, params.metadata);
}

/** GET /v1/refunds/:id */
export function retrieveRefund(core: Core, id: string): Refund {
  const found = core.state.refunds.get(id);
  if (found === undefined) throw noSuch("refund", id, "path");
  return found;
}

/**
 * A pending refund reaches the buyer or fails. Undefined when there is no such pending refund.
 *
 * A failed refund gives the amount back to the charge, so that it can be refunded again. (Our reading: Stripe
 * documents that the money returns to the balance, not what the charge then shows.)
 */
export function settleRefund(core: Core, act: Act, id: string, reached: boolean): Refund | undefined {
  const before = core.state.refunds.get(id);
  const charge = core.state.charges.get(before?.charge ?? "");
  if (before?.status !== "pending" || charge === undefined) return undefined;
  const after: Refund = reached
    ? { ...before, status: "succeeded" }
    : {
        ...before,
        status: "failed",
        failure_reason: "unknown",
        failure_balance_transaction: bookRefundFailure(core, before).id,
      };
  core.state.putRefund(after);
  if (!reached) countRefunded(core, charge, -before.amount);
  const previous = { status: before.status };
  // One fact, several events: Stripe does this too, and it is why consumers must not count events.
  if (!reached) tell(core, act, "refund.failed", after, previous);
  tell(core, act, "refund.updated", after, previous);
  tell(core, act, "charge.refund.updated", after, previous);
  return after;
}

function chargeToRefund(core: Core, intentId: string | undefined, chargeId: string | undefined): Charge {
  if (intentId !== undefined && chargeId !== undefined) {
    throw badParameter("You may only specify one of these parameters: charge, payment_intent.", "charge");
  }
  if (chargeId !== undefined) {
    const charge = core.state.charges.get(chargeId);
    if (charge === undefined) throw noSuch("charge", chargeId, "parameter", "charge");
    if (!charge.paid) throw notAllowed(`Charge ${chargeId} was not paid and cannot be refunded.`, "charge");
    return charge;
  }
  if (intentId === undefined) {
    const message =
      "One of the following params should be provided for this request: payment_intent or charge.";
    throw badParameter(message, "charge");
  }
  const intent = core.state.intents.get(intentId);
  if (intent === undefined) throw noSuch("payment_intent", intentId, "parameter", "payment_intent");
  const charge = core.state.charges.get(intent.latest_charge ?? "");
  if (charge?.paid !== true) {
    const message = `This PaymentIntent (${intentId}) does not have a successful charge to refund.`;
    throw notAllowed(message, "payment_intent");
  }
  return charge;
}

function refund(
  core: Core,
  act: Act,
  charge: Charge,
  amount: number,
  reason: Refund["reason"],
  given: Refund["metadata"],
): Refund {
  const status = nextOutcome(core);
  const method = methodOf(charge);
  const draft: Refund = {
    id: core.settings.idSource(method === "card" ? "re_" : "pyr_"),
    object: "refund",
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: seconds(core),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    metadata: given,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status,
    transfer_reversal: null,
    ...(status === "pending" ? { pending_reason: "processing" as const } : {}),
  };
  const made: Refund = { ...draft, balance_transaction: bookRefund(core, draft, method).id };
  core.state.putRefund(made);
  const refunded = countRefunded(core, charge, amount);
  tell(core, act, "refund.created", made);
  tell(core, act, "charge.refunded", refunded, {
    amount_refunded: charge.amount_refunded,
    refunded: charge.refunded,
  });
  return made;
}

function countRefunded(core: Core, charge: Charge, amount: number): Charge {
  const total = charge.amount_refunded + amount;
  const counted: Charge = { ...charge, amount_refunded: total, refunded: total === charge.amount_captured };
  core.state.charges.put(counted);
  return counted;
}

function nextOutcome(core: Core): RefundOutcome {
  const [next = "succeeded", ...rest] = core.refundOutcomes;
  if (rest.length > 0) core.refundOutcomes = rest;
  return next;
}

function methodOf(charge: Charge): PaymentMethod {
  const type = charge.payment_method_details?.type ?? "card";
  return isPaymentMethod(type) ? type : "card";
}

function yuan(fen: number): string {
  return `¥${(fen / 100).toFixed(2)}`;
}
