import { type Core, seconds } from "./core";
import { noSuch } from "./errors";
import type { Charge, PaymentIntent, PaymentMethod, Session } from "./types";

/** GET /v1/payment_intents/:id */
export function retrieveIntent(core: Core, id: string): PaymentIntent {
  const intent = core.state.intents.get(id);
  if (intent === undefined) throw noSuch("payment_intent", id, "path", "intent");
  return intent;
}

/** GET /v1/charges/:id */
export function retrieveCharge(core: Core, id: string): Charge {
  const charge = core.state.charges.get(id);
  if (charge === undefined) throw noSuch("charge", id, "path");
  return charge;
}

/** The intent of a session, made at the first attempt to pay. */
export function newIntent(core: Core, session: Session): PaymentIntent {
  const id = core.settings.idSource("pi_");
  const data = core.state.lines.get(session.id)?.intentData;
  return {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: session.amount_total ?? 0,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic_async",
    client_secret: `${id}_secret_sandbox`,
    confirmation_method: "automatic",
    created: seconds(core),
    currency: "cny",
    customer: null,
    customer_account: null,
    description: data?.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: data?.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: [...session.payment_method_types],
    payment_record: null,
    processing: null,
    receipt_email: data?.receipt_email ?? null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: data?.statement_descriptor ?? null,
    statement_descriptor_suffix: data?.statement_descriptor_suffix ?? null,
    status: "requires_payment_method",
    transfer_group: null,
  };
}

/** The record of one attempt to take the money. */
export function newCharge(
  core: Core,
  intent: PaymentIntent,
  method: PaymentMethod,
  status: "succeeded" | "pending" | "failed",
): Charge {
  const succeeded = status === "succeeded";
  return {
    // Charges of wallets carry a prefix of their own in Stripe.
    id: core.settings.idSource(method === "card" ? "ch_" : "py_"),
    object: "charge",
    amount: intent.amount,
    amount_captured: succeeded ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: "SANDBOX",
    captured: succeeded,
    created: seconds(core),
    currency: "cny",
    customer: null,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: status === "failed" ? failureCode(method) : null,
    failure_message: status === "failed" ? FAILURE_MESSAGES[method] : null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: status === "pending" ? null : outcome(succeeded),
    paid: succeeded,
    payment_intent: intent.id,
    payment_method: core.settings.idSource("pm_"),
    payment_method_details: methodDetails(core, method, intent.amount),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status,
    transfer_data: null,
    transfer_group: null,
  };
}

const FAILURE_MESSAGES: Record<PaymentMethod, string> = {
  card: "Your card was declined.",
  alipay: "The payment attempt failed.",
  wechat_pay: "The payment attempt failed.",
};

function failureCode(method: PaymentMethod) {
  return method === "card" ? "card_declined" : "payment_intent_payment_attempt_failed";
}

/** What `last_payment_error` says after a declined attempt. */
export function paymentError(charge: Charge, method: PaymentMethod): PaymentIntent["last_payment_error"] {
  return {
    charge: charge.id,
    code: failureCode(method),
    message: FAILURE_MESSAGES[method],
    payment_method_type: method,
    ...(method === "card"
      ? { decline_code: "generic_decline", type: "card_error" as const }
      : { type: "invalid_request_error" as const }),
  };
}

function outcome(succeeded: boolean): Charge["outcome"] {
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: succeeded ? "approved_by_network" : "declined_by_network",
    reason: succeeded ? null : "generic_decline",
    seller_message: succeeded ? "Payment complete." : "The payment was declined.",
    type: succeeded ? "authorized" : "issuer_declined",
  };
}

function methodDetails(core: Core, method: PaymentMethod, amount: number): Charge["payment_method_details"] {
  const wallet = { fingerprint: null, transaction_id: core.settings.idSource("sandbox") };
  if (method === "alipay") return { type: "alipay", alipay: wallet };
  if (method === "wechat_pay") return { type: "wechat_pay", wechat_pay: wallet };
  return {
    type: "card",
    card: {
      amount_authorized: amount,
      authorization_code: null,
      brand: "visa",
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
      country: "HK",
      electronic_commerce_indicator: null,
      exp_month: 12,
      exp_year: 2034,
      funding: "credit",
      installments: null,
      last4: "4242",
      mandate: null,
      network: "visa",
      network_transaction_id: null,
      regulated_status: "unregulated",
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}
