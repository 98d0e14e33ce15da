import {
  boolean,
  hash,
  integer,
  list,
  metadata,
  oneOf,
  optional,
  type Reader,
  text,
  unplayedAll,
  url,
} from "./params";

/** Languages of the hosted page, as the real parameter takes them. */
const LOCALES = (
  "auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms mt nb nl pl pt " +
  "pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW"
).split(" ");

const expand = optional(list(text(), { min: 1, max: 10 }));

const productData = hash({
  name: text(),
  description: optional(text()),
  images: optional(list(url(), { min: 1, max: 8 })),
  metadata,
  unit_label: optional(text({ max: 12 })),
  tax_code: optional(text()),
  ...unplayedAll("tax_details"),
});

const lineItem = hash({
  quantity: integer({ min: 1, max: 999_999 }),
  price_data: hash({
    currency: text({ max: 3 }),
    unit_amount: integer(),
    product_data: productData,
    tax_behavior: optional(oneOf("exclusive", "inclusive", "unspecified")),
    ...unplayedAll("product", "recurring", "unit_amount_decimal"),
  }),
  ...unplayedAll("price", "adjustable_quantity", "dynamic_tax_rates", "tax_rates", "metadata"),
});

const methodOptions = hash({
  wechat_pay: optional(
    hash({
      client: oneOf("web", "ios", "android"),
      app_id: optional(text()),
      ...unplayedAll("setup_future_usage"),
    }),
  ),
  alipay: optional(hash(unplayedAll("setup_future_usage"))),
  card: optional(
    hash({
      request_three_d_secure: optional(oneOf("any", "automatic", "challenge")),
      ...unplayedAll("capture_method", "installments", "restrictions", "setup_future_usage"),
      ...unplayedAll("statement_descriptor_suffix_kana", "statement_descriptor_suffix_kanji"),
    }),
  ),
});

const intentData = hash({
  description: optional(text({ max: 1_000 })),
  metadata,
  receipt_email: optional(text({ max: 512 })),
  statement_descriptor: optional(text({ max: 22 })),
  statement_descriptor_suffix: optional(text({ max: 22 })),
  ...unplayedAll("application_fee_amount", "capture_method", "on_behalf_of", "setup_future_usage"),
  ...unplayedAll("shipping", "transfer_data", "transfer_group"),
});

const created = {
  mode: oneOf("payment", "setup", "subscription"),
  ui_mode: optional(oneOf("hosted_page", "hosted", "embedded_page", "embedded", "elements", "form")),
  line_items: list(lineItem, { min: 1, max: 100 }),
  currency: optional(text({ max: 3 })),
  client_reference_id: optional(text({ max: 200 })),
  customer_email: optional(text({ max: 800 })),
  success_url: url(),
  cancel_url: optional(url()),
  expires_at: optional(integer({ max: 99_999_999_999 })),
  locale: optional(oneOf(...LOCALES)),
  metadata,
  payment_intent_data: optional(intentData),
  payment_method_options: optional(methodOptions),
  excluded_payment_method_types: optional(list(text(), { max: 100 })),
  submit_type: optional(oneOf("auto", "book", "donate", "pay")),
  billing_address_collection: optional(oneOf("auto", "required")),
  origin_context: optional(oneOf("mobile_app", "web")),
  integration_identifier: optional(text()),
  adaptive_pricing: optional(hash({ enabled: optional(boolean()) })),
  expand,
  ...unplayedAll("after_expiration", "allow_promotion_codes", "automatic_tax", "branding_settings"),
  ...unplayedAll("consent_collection", "custom_fields", "custom_text", "customer", "customer_account"),
  ...unplayedAll("customer_creation", "customer_update", "discounts", "invoice_creation", "managed_payments"),
  ...unplayedAll("name_collection", "optional_items", "payment_method_collection", "payment_method_data"),
  ...unplayedAll("payment_method_configuration", "permissions", "phone_number_collection", "return_url"),
  ...unplayedAll("redirect_on_completion", "saved_payment_method_options", "setup_intent_data"),
  ...unplayedAll("shipping_address_collection", "shipping_options", "subscription_data"),
  ...unplayedAll("tax_id_collection", "wallet_options"),
};

const types = optional(list(text(), { min: 1, max: 100 }));

/** Parameters from 2026-09-30 on: the merchant filters what the account offers. */
export const currentSessionParams = { ...created, allowed_payment_method_types: types };
/** Parameters of earlier versions: the merchant names the methods. */
export const earlierSessionParams = { ...created, payment_method_types: types };

export type SessionParams = { [K in keyof typeof created]: ReturnType<(typeof created)[K]> } & {
  allowed_payment_method_types?: string[] | undefined;
  payment_method_types?: string[] | undefined;
};

export const sessionFilters = {
  payment_intent: optional(text()),
  status: optional(oneOf("open", "complete", "expired")),
  ...unplayedAll("customer", "customer_account", "customer_details", "payment_link", "subscription"),
} satisfies Record<string, Reader<unknown>>;

export const onlyExpand = { expand };
