import { MINUTE_MS } from "~/kernel/clock";
import type { Refusal } from "~/kernel/result";

/**
 * The life of a payment. `opening`: our row exists, the pay page may or may not. `expired` and `failed` can still
 * become `paid`, because the buyer's money may arrive after we stopped waiting for it.
 */
export const PAYMENT_STATES = ["opening", "open", "paid", "expired", "failed"] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

export const PAYMENT_MOVES: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  opening: ["open", "paid", "expired", "failed"],
  open: ["paid", "expired", "failed"],
  paid: [],
  expired: ["paid"],
  failed: ["paid"],
};

/** Stripe keeps a pay page open for 30 minutes at least; the extra minute covers the way there and clock skew. */
export const PAY_PAGE_MS = 31 * MINUTE_MS;
/** Stock stays held a little longer than the pay page, so that a payment made in its last second finds it. */
export const HOLD_GRACE_MS = 4 * MINUTE_MS;
/** A new pay page is asked for when the old request was lost for too long; each try holds stock anew. */
export const MAX_OPEN_ATTEMPTS = 3;

export function statesThatMayBecome(to: PaymentState): PaymentState[] {
  return PAYMENT_STATES.filter((from) => PAYMENT_MOVES[from].includes(to));
}

/** The name of one attempt to open a pay page, by which Stripe recognises a repetition. */
export function openingKey(paymentId: string, attempt: number): string {
  return `payment:${paymentId}:open:${attempt}`;
}

export interface PaymentUnknown extends Refusal<"PaymentUnknown"> {}

/** It is too late to pay: the orders have lapsed, been cancelled or been paid. */
export interface PaymentClosed extends Refusal<"PaymentClosed"> {
  readonly state: PaymentState;
}

/** The form was sent before with other content. */
export interface RequestReused extends Refusal<"RequestReused"> {}
