import type { Refusal } from "~/kernel/result";

/**
 * The life of a refund. `requested`: decided, not yet sent. `submitted`: Stripe has it. `failed`: nothing moved, the
 * amount may be asked for anew. `bounced`: Stripe reported success and the money came back later (a closed card).
 */
export const REFUND_STATES = ["requested", "submitted", "succeeded", "failed", "bounced"] as const;
export type RefundState = (typeof REFUND_STATES)[number];

export const REFUND_MOVES: Readonly<Record<RefundState, readonly RefundState[]>> = {
  requested: ["submitted", "succeeded", "failed"],
  submitted: ["succeeded", "failed"],
  succeeded: ["bounced"],
  failed: [],
  bounced: [],
};

export function refundStatesBefore(to: RefundState): RefundState[] {
  return REFUND_STATES.filter((from) => REFUND_MOVES[from].includes(to));
}

/** Why money goes back. */
export const REFUND_REASONS = [
  "cancelledByBuyer",
  "cancelledByStaff",
  "claim",
  "paidTooLate",
  "triedAgain",
] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

/** The name of a refund towards Stripe, however often it is sent. */
export function refundKey(refundId: string): string {
  return `refund:${refundId}`;
}

/** One submit run sends this many; the rest waits for the next. */
export const MAX_REFUNDS_PER_RUN = 50;

/** More is asked back than was paid and not yet refunded. */
export interface RefundTooLarge extends Refusal<"RefundTooLarge"> {
  readonly leftFen: bigint;
}

/** There is no such refund of this order that could be sent again. */
export interface RefundNotFailed extends Refusal<"RefundNotFailed"> {}

export interface RefundUnknown extends Refusal<"RefundUnknown"> {}
