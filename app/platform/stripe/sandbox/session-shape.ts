import { type Core, seconds } from "./core";
import type { SessionPlan } from "./sessions";
import type { LineItem, Session, SessionLines } from "./types";

/** The session as Stripe answers right after creation: open, unpaid, no intent before somebody tries to pay. */
export function newSession(core: Core, plan: SessionPlan): Session {
  const { params } = plan;
  const id = core.settings.idSource("cs_test_");
  return {
    id,
    object: "checkout.session",
    ...untouched,
    allowed_payment_method_types: plan.allowed === null ? null : [...plan.allowed],
    amount_subtotal: plan.total,
    amount_total: plan.total,
    billing_address_collection: params.billing_address_collection ?? null,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    created: seconds(core),
    currency: "cny",
    customer_email: params.customer_email ?? null,
    expires_at: plan.expiresAt,
    integration_identifier: params.integration_identifier ?? null,
    locale: params.locale ?? null,
    metadata: params.metadata,
    mode: "payment",
    origin_context: params.origin_context ?? null,
    payment_intent: null,
    payment_method_options: methodOptions(plan),
    payment_method_types: [...plan.methods],
    payment_status: "unpaid",
    status: "open",
    submit_type: params.submit_type ?? null,
    success_url: params.success_url,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: `${core.settings.payPageOrigin}/pay/${id}`,
  };
}

export function newSessionLines(core: Core, session: Session, plan: SessionPlan): SessionLines {
  const { params } = plan;
  const data = params.payment_intent_data;
  return {
    id: session.id,
    items: params.line_items.map((line) => newLineItem(core, session.created, line)),
    words: params.line_items.map(({ price_data: { product_data: product } }) => ({
      name: product.name,
      description: product.description ?? null,
      image: product.images?.[0] ?? null,
    })),
    intentData: {
      description: data?.description ?? null,
      metadata: data?.metadata ?? {},
      statement_descriptor: data?.statement_descriptor ?? null,
      statement_descriptor_suffix: data?.statement_descriptor_suffix ?? null,
      receipt_email: data?.receipt_email ?? null,
    },
  };
}

function newLineItem(
  core: Core,
  created: number,
  line: SessionPlan["params"]["line_items"][number],
): LineItem {
  const { quantity, price_data: price } = line;
  const amount = quantity * price.unit_amount;
  return {
    id: core.settings.idSource("li_"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: "cny",
    description: price.product_data.name,
    metadata: {},
    price: {
      id: core.settings.idSource("price_"),
      object: "price",
      // A price made for one session is never for sale again.
      active: false,
      billing_scheme: "per_unit",
      created,
      currency: "cny",
      custom_unit_amount: null,
      livemode: false,
      lookup_key: null,
      metadata: {},
      nickname: null,
      product: core.settings.idSource("prod_"),
      recurring: null,
      tax_behavior: price.tax_behavior ?? "unspecified",
      tiers_mode: null,
      transform_quantity: null,
      type: "one_time",
      unit_amount: price.unit_amount,
      unit_amount_decimal: String(price.unit_amount),
    },
    quantity,
  };
}

function methodOptions(plan: SessionPlan): Session["payment_method_options"] {
  const { card, wechat_pay: wechat } = plan.params.payment_method_options ?? {};
  return {
    card: { request_three_d_secure: card?.request_three_d_secure ?? "automatic" },
    ...(wechat === undefined ? {} : { wechat_pay: { app_id: wechat.app_id ?? null, client: wechat.client } }),
  };
}

/** Parts of a session that the sandbox does not play, with the values Stripe gives when nobody asked for them. */
const untouched = {
  adaptive_pricing: { enabled: false },
  after_expiration: null,
  allow_promotion_codes: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: {
    after_submit: null,
    shipping_address: null,
    submit: null,
    terms_of_service_acceptance: null,
  },
  customer: null,
  customer_account: null,
  customer_creation: "if_required",
  customer_details: null,
  discounts: [],
  invoice: null,
  invoice_creation: null,
  livemode: false,
  managed_payments: null,
  payment_link: null,
  payment_method_collection: "if_required",
  payment_method_configuration_details: null,
  permissions: null,
  phone_number_collection: { enabled: false },
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  subscription: null,
  wallet_options: null,
} satisfies Partial<Session>;
