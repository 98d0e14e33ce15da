import type { Fen } from "~/kernel/money";
import type { Refusal, Result } from "~/kernel/result";
import type { Locale } from "~/kernel/text";

/** One line on Stripe's pay page. */
export interface SessionItem {
  readonly name: string;
  readonly unitFen: Fen;
  readonly quantity: number;
}

export interface OpenSessionRequest {
  /** Ours; comes back on every object of the session as the reference. */
  readonly paymentId: string;
  /** The caller's name for this very act: the same key twice opens one session. */
  readonly idempotencyKey: string;
  readonly items: readonly SessionItem[];
  readonly locale: Locale;
  /** Stripe wants at least 30 minutes and at most 24 hours from now. */
  readonly expiresAt: Date;
  readonly successUrl: string;
  readonly cancelUrl: string;
}

export interface GatewaySession {
  readonly sessionId: string;
  /** Null for a session that somebody opened by hand in Stripe's dashboard. */
  readonly paymentId: string | null;
  readonly status: "open" | "complete" | "expired";
  /** Completed is not yet paid: some wallets answer later. */
  readonly paid: boolean;
  readonly paymentIntentId: string | null;
  readonly amountFen: Fen;
  readonly payUrl: string | null;
}

export interface RefundRequest {
  readonly refundId: string;
  readonly idempotencyKey: string;
  readonly paymentIntentId: string;
  readonly amountFen: Fen;
}

export interface GatewayRefund {
  readonly stripeRefundId: string;
  /** Ours, from the metadata; null for a refund made by hand in the dashboard. */
  readonly refundId: string | null;
  readonly status: "pending" | "requires_action" | "succeeded" | "failed" | "canceled";
  readonly failure: string | null;
}

/** Stripe understood the request and said no; asking again in the same words would not help. */
export interface GatewayRefused extends Refusal<"GatewayRefused"> {
  /** Stripe's own code, e.g. `charge_already_refunded`. */
  readonly reason: string;
}

export interface BadSignature extends Refusal<"BadSignature"> {}

/** What a webhook tells, reduced to what the portal acts on. Everything else is stored and left alone. */
export type GatewayNews =
  | { readonly kind: "sessionCompleted"; readonly session: GatewaySession }
  | { readonly kind: "sessionFailed"; readonly session: GatewaySession }
  | { readonly kind: "sessionExpired"; readonly session: GatewaySession }
  | { readonly kind: "refundChanged"; readonly refund: GatewayRefund }
  | { readonly kind: "other" };

export interface GatewayEvent {
  readonly id: string;
  readonly type: string;
  readonly objectId: string;
  readonly news: GatewayNews;
  /** The event as it came, for the archive. */
  readonly payload: object;
}

/**
 * The outside that takes buyers' money. Answers that Stripe gave are values; an answer that did not arrive
 * (network, 5xx, wrong key) is thrown, and the caller asks again later with the same idempotency key.
 */
export interface PaymentGateway {
  openSession(request: OpenSessionRequest): Promise<Result<GatewaySession, GatewayRefused>>;
  readSession(sessionId: string): Promise<GatewaySession>;
  /** Ends an open session; one that was completed meanwhile is returned as it is. */
  expireSession(sessionId: string): Promise<GatewaySession>;
  /** Sessions opened since, newest first, `MAX_LISTED_SESSIONS` at most. */
  listSessions(since: Date): Promise<GatewaySession[]>;
  refund(request: RefundRequest): Promise<Result<GatewayRefund, GatewayRefused>>;
  readRefund(stripeRefundId: string): Promise<GatewayRefund>;
  /** Proves the signature over the raw body first; nothing is read before. */
  readWebhook(rawBody: string, signature: string): Result<GatewayEvent, BadSignature>;
}

/** A reconcile run looks at this many sessions; more than a county's portal opens in its look-back time. */
export const MAX_LISTED_SESSIONS = 1000;
