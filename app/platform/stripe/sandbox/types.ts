import type Stripe from "stripe";

/*
 * Objects as they travel on the wire. Expandable references are plain ids here: expansion happens once,
 * when a reply is rendered (see expand.ts). Every record is treated as immutable: a change replaces the
 * record. That lets an event keep the very object it was born with, without a deep copy.
 */

export type Metadata = Record<string, string>;

export type Session = Omit<Stripe.Checkout.Session, "payment_intent" | "line_items" | "metadata"> & {
  payment_intent: string | null;
  metadata: Metadata;
};

type Price = Omit<Stripe.Price, "unit_amount_decimal" | "unit_amount"> & {
  unit_amount: number;
  unit_amount_decimal: string;
};
export type LineItem = Omit<Stripe.LineItem, "price" | "quantity"> & {
  price: Price;
  quantity: number;
};
/** What a buyer reads about a line; a real Price only names its product, so the words are kept beside it. */
export interface LineWords {
  readonly name: string;
  readonly description: string | null;
  readonly image: string | null;
}
/** Line items are kept apart from their session because Stripe returns them only on request. */
export interface SessionLines {
  readonly id: string;
  readonly items: readonly LineItem[];
  readonly words: readonly LineWords[];
  /** `payment_intent_data`, kept until the intent is made at the first attempt to pay. */
  readonly intentData: IntentData;
}
export interface IntentData {
  readonly description: string | null;
  readonly metadata: Metadata;
  readonly statement_descriptor: string | null;
  readonly statement_descriptor_suffix: string | null;
  readonly receipt_email: string | null;
}

export type PaymentIntent = Omit<Stripe.PaymentIntent, "latest_charge" | "metadata"> & {
  latest_charge: string | null;
  metadata: Metadata;
};
export type Charge = Omit<
  Stripe.Charge,
  "balance_transaction" | "payment_intent" | "metadata" | "refunds"
> & {
  balance_transaction: string | null;
  payment_intent: string;
  metadata: Metadata;
};
export type Refund = Omit<Stripe.Refund, "balance_transaction" | "charge" | "payment_intent" | "metadata"> & {
  balance_transaction: string | null;
  charge: string;
  payment_intent: string;
  metadata: Metadata;
  status: RefundStatus;
};
export type RefundStatus = "pending" | "requires_action" | "succeeded" | "failed" | "canceled";
/** What becomes of a refund when it is asked for: most arrive at once, some take their time. */
export type RefundOutcome = Extract<RefundStatus, "succeeded" | "pending">;
export type BalanceTransaction = Omit<Stripe.BalanceTransaction, "source"> & { source: string };

/** The events the sandbox can tell; every one is also a name in Stripe's own list. */
export type EventType = Extract<
  Stripe.Event.Type,
  | "checkout.session.completed"
  | "checkout.session.expired"
  | "checkout.session.async_payment_succeeded"
  | "checkout.session.async_payment_failed"
  | "payment_intent.created"
  | "payment_intent.processing"
  | "payment_intent.succeeded"
  | "payment_intent.payment_failed"
  | "payment_intent.canceled"
  | "charge.succeeded"
  | "charge.pending"
  | "charge.failed"
  | "charge.refunded"
  | "charge.refund.updated"
  | "refund.created"
  | "refund.updated"
  | "refund.failed"
>;

export type ApiObject = Session | PaymentIntent | Charge | Refund;

/** A stored event. `pending_webhooks` is added when it is rendered, from the state of its delivery. */
export interface StoredEvent {
  readonly id: string;
  readonly object: "event";
  readonly api_version: string;
  readonly created: number;
  readonly data: { readonly object: ApiObject; readonly previous_attributes?: Record<string, unknown> };
  readonly livemode: false;
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null };
  readonly type: EventType;
}

/** Where the news of an event stands. One record per event that the endpoint subscribed to. */
export interface Delivery {
  /** The event's id. */
  readonly id: string;
  /** How many copies one attempt sends; more than one imitates Stripe's duplicates. */
  readonly copies: number;
  readonly attempts: number;
  /** Epoch milliseconds before which the background sender leaves it alone. */
  readonly dueAt: number;
  readonly state: "waiting" | "delivered" | "lost" | "given_up";
  /** HTTP status of the last attempt, 0 for a broken connection, null before the first. */
  readonly lastStatus: number | null;
}

/** The first answer given under an idempotency key. `id` is the key itself. */
export interface SavedReply {
  readonly id: string;
  readonly fingerprint: string;
  readonly status: number;
  readonly body: string;
  readonly requestId: string;
  readonly created: number;
}

/** How the news of what happens should reach the endpoint. */
export type Arrival =
  | { readonly kind: "normal" }
  | { readonly kind: "repeated"; readonly times: number }
  | { readonly kind: "delayed"; readonly milliseconds: number }
  | { readonly kind: "reordered"; readonly seed: number }
  | { readonly kind: "lost" };

export type PaymentMethod = "card" | "alipay" | "wechat_pay";
export const PAYMENT_METHODS: readonly PaymentMethod[] = ["card", "alipay", "wechat_pay"];

export function isPaymentMethod(value: string): value is PaymentMethod {
  return PAYMENT_METHODS.some((method) => method === value);
}
