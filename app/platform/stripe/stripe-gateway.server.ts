import Stripe from "stripe";
import { ok, type Result, refuse } from "~/kernel/result";
import type { Locale } from "~/kernel/text";
import {
  type BadSignature,
  type GatewayEvent,
  type GatewayNews,
  type GatewayRefund,
  type GatewayRefused,
  type GatewaySession,
  MAX_LISTED_SESSIONS,
  type OpenSessionRequest,
  type PaymentGateway,
  type RefundRequest,
} from "./gateway";

export interface StripeGatewayOptions {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Where the API answers when it is not Stripe's own address: the sandbox served over HTTP. */
  readonly apiOrigin: URL | undefined;
  /** How requests travel; the SDK's own way unless the sandbox answers within the process. */
  readonly fetch?: typeof fetch;
  /** Judges the age of webhook signatures. */
  readonly now: () => Date;
}

/** A buyer waits behind this call; Stripe usually answers well within a second. */
const REQUEST_TIMEOUT_MS = 10_000;
/** The SDK repeats with the same idempotency key, so a repeat can not charge twice. */
const MAX_NETWORK_RETRIES = 2;
const WEBHOOK_TOLERANCE_SECONDS = 300;

const PAYMENT_METHODS = ["card", "alipay", "wechat_pay"];
const PAGE_LOCALE: Readonly<Record<Locale, "zh" | "zh-TW" | "en">> = {
  "zh-CN": "zh",
  "zh-TW": "zh-TW",
  en: "en",
};

export function openStripeGateway(options: StripeGatewayOptions): PaymentGateway {
  const stripe = new Stripe(options.secretKey, {
    timeout: REQUEST_TIMEOUT_MS,
    maxNetworkRetries: MAX_NETWORK_RETRIES,
    telemetry: false,
    ...(options.apiOrigin ? addressOf(options.apiOrigin) : {}),
    ...(options.fetch ? { httpClient: Stripe.createFetchHttpClient(options.fetch) } : {}),
  });
  const sessions = stripe.checkout.sessions;
  return {
    openSession: (request) =>
      answered(async () => {
        const session = await sessions.create(sessionParams(request), {
          idempotencyKey: request.idempotencyKey,
        });
        return sessionOf(session);
      }),
    readSession: async (id) => sessionOf(await sessions.retrieve(id)),
    async expireSession(id) {
      const expired = await answered(async () => sessionOf(await sessions.expire(id)));
      return expired.ok ? expired.value : sessionOf(await sessions.retrieve(id));
    },
    async listSessions(since) {
      const created = { gte: Math.floor(since.getTime() / 1000) };
      const found = await sessions
        .list({ created, limit: 100 })
        .autoPagingToArray({ limit: MAX_LISTED_SESSIONS });
      return found.map(sessionOf);
    },
    refund: (request) =>
      answered(async () => {
        const refund = await stripe.refunds.create(refundParams(request), {
          idempotencyKey: request.idempotencyKey,
        });
        return refundOf(refund);
      }),
    readRefund: async (id) => refundOf(await stripe.refunds.retrieve(id)),
    readWebhook: (rawBody, signature) => readWebhook(stripe, options, rawBody, signature),
  };
}

function addressOf(origin: URL) {
  const protocol = origin.protocol === "http:" ? ("http" as const) : ("https" as const);
  const port = origin.port || (protocol === "http" ? "80" : "443");
  return { host: origin.hostname, port, protocol };
}

function sessionParams(request: OpenSessionRequest): Stripe.Checkout.SessionCreateParams {
  const metadata = { payment_id: request.paymentId };
  return {
    mode: "payment",
    client_reference_id: request.paymentId,
    metadata,
    payment_intent_data: { metadata },
    allowed_payment_method_types: PAYMENT_METHODS,
    payment_method_options: { wechat_pay: { client: "web" } },
    line_items: request.items.map((item) => ({
      quantity: item.quantity,
      price_data: {
        currency: "cny",
        unit_amount: Number(item.unitFen),
        product_data: { name: item.name },
      },
    })),
    locale: PAGE_LOCALE[request.locale],
    expires_at: Math.floor(request.expiresAt.getTime() / 1000),
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
  };
}

function refundParams(request: RefundRequest): Stripe.RefundCreateParams {
  return {
    payment_intent: request.paymentIntentId,
    amount: Number(request.amountFen),
    metadata: { refund_id: request.refundId },
  };
}

/** Turns Stripe's definite "no" into a value and lets everything uncertain pass as a fault. */
async function answered<T>(ask: () => Promise<T>): Promise<Result<T, GatewayRefused>> {
  try {
    return ok(await ask());
  } catch (fault) {
    const definite =
      fault instanceof Stripe.errors.StripeInvalidRequestError ||
      fault instanceof Stripe.errors.StripeCardError;
    if (!definite) throw fault;
    return refuse({ code: "GatewayRefused", reason: fault.code ?? fault.type });
  }
}

function idOf(reference: string | { readonly id: string } | null): string | null {
  return typeof reference === "string" ? reference : (reference?.id ?? null);
}

function sessionStatus(status: string | null): GatewaySession["status"] {
  return status === "complete" || status === "expired" ? status : "open";
}

function sessionOf(session: Stripe.Checkout.Session): GatewaySession {
  return {
    sessionId: session.id,
    paymentId: session.client_reference_id,
    status: sessionStatus(session.status),
    paid: session.payment_status !== "unpaid",
    paymentIntentId: idOf(session.payment_intent),
    amountFen: BigInt(session.amount_total ?? 0),
    payUrl: session.url,
  };
}

const REFUND_STATUSES: ReadonlySet<string> = new Set<GatewayRefund["status"]>([
  "pending",
  "requires_action",
  "succeeded",
  "failed",
  "canceled",
]);

function isRefundStatus(status: string | null): status is GatewayRefund["status"] {
  return status !== null && REFUND_STATUSES.has(status);
}

function refundOf(refund: Stripe.Refund): GatewayRefund {
  return {
    stripeRefundId: refund.id,
    refundId: refund.metadata?.refund_id ?? null,
    // A status that Stripe invents later is treated as undecided: the next news settles it.
    status: isRefundStatus(refund.status) ? refund.status : "pending",
    failure: refund.failure_reason ?? null,
  };
}

function readWebhook(
  stripe: Stripe,
  options: StripeGatewayOptions,
  rawBody: string,
  signature: string,
): Result<GatewayEvent, BadSignature> {
  let event: Stripe.Event;
  try {
    event = stripe.webhooks.constructEvent(
      rawBody,
      signature,
      options.webhookSecret,
      WEBHOOK_TOLERANCE_SECONDS,
      undefined,
      options.now().getTime(),
    );
  } catch (fault) {
    if (fault instanceof Stripe.errors.StripeSignatureVerificationError)
      return refuse({ code: "BadSignature" });
    throw fault;
  }
  const object = event.data.object;
  const objectId = "id" in object && typeof object.id === "string" ? object.id : event.id;
  return ok({ id: event.id, type: event.type, objectId, news: newsOf(event), payload: event });
}

function newsOf(event: Stripe.Event): GatewayNews {
  switch (event.type) {
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
      return { kind: "sessionCompleted", session: sessionOf(event.data.object) };
    case "checkout.session.async_payment_failed":
      return { kind: "sessionFailed", session: sessionOf(event.data.object) };
    case "checkout.session.expired":
      return { kind: "sessionExpired", session: sessionOf(event.data.object) };
    case "refund.created":
    case "refund.updated":
    case "refund.failed":
    case "charge.refund.updated":
      return { kind: "refundChanged", refund: refundOf(event.data.object) };
    default:
      return { kind: "other" };
  }
}
