import { HOUR_MS } from "~/kernel/clock";
import type { Fen } from "~/kernel/money";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { LocalizedText } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";

/**
 * The life of an order. `lapsed` and `cancelled` were never paid; a payment that arrives for a lapsed order
 * after all either takes its stock again (`paid`) or is given back by itself (`refunded`).
 */
export const ORDER_STATES = [
  "placed",
  "paid",
  "packed",
  "shipped",
  "delivered",
  "settled",
  "refunded",
  "lapsed",
  "cancelled",
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export const ORDER_MOVES: Readonly<Record<OrderState, readonly OrderState[]>> = {
  placed: ["paid", "lapsed", "cancelled"],
  paid: ["packed", "refunded"],
  packed: ["shipped", "refunded"],
  shipped: ["delivered", "refunded"],
  delivered: ["settled", "refunded"],
  settled: ["refunded"],
  refunded: [],
  lapsed: ["paid", "refunded"],
  cancelled: ["refunded"],
};

/** The order is not in a state from which this move is allowed. */
export interface OrderNotInState extends Refusal<"OrderNotInState"> {
  readonly state: OrderState;
  readonly wanted: OrderState;
}

export interface OrderUnknown extends Refusal<"OrderUnknown"> {}

export function checkMove(from: OrderState, to: OrderState): Result<void, OrderNotInState> {
  if (ORDER_MOVES[from].includes(to)) return ok();
  return refuse({ code: "OrderNotInState", state: from, wanted: to });
}

/** The states from which `to` may be reached, for conditional updates. */
export function statesBefore(to: OrderState): OrderState[] {
  return ORDER_STATES.filter((from) => ORDER_MOVES[from].includes(to));
}

export type Canceller = "buyer" | "staff";

export interface CancelTooLate extends Refusal<"CancelTooLate"> {
  readonly state: OrderState;
}

/**
 * What cancelling an order comes to: an unpaid one is closed, a paid one is refunded. The buyer may do so until
 * the goods are packed; afterwards the way is a claim. Staff may do so at any time while the sale stands.
 */
export function decideCancel(state: OrderState, by: Canceller): Result<"close" | "refund", CancelTooLate> {
  if (state === "placed") return ok("close");
  if (state === "paid") return ok("refund");
  const stands = state === "packed" || state === "shipped" || state === "delivered" || state === "settled";
  if (by === "staff" && stands) return ok("refund");
  return refuse({ code: "CancelTooLate", state });
}

export interface AddressTooLate extends Refusal<"AddressTooLate"> {
  readonly state: OrderState;
}

/** A buyer may put right where a parcel goes until it is packed; afterwards it has the old address on it. */
export function checkAddressOpen(state: OrderState): Result<void, AddressTooLate> {
  return state === "placed" || state === "paid" ? ok() : refuse({ code: "AddressTooLate", state });
}

/** When the buyer's time for claims runs out: the longest window among the goods, counted from delivery. */
export function claimUntil(deliveredAt: Date, claimWindowHours: readonly number[]): Date {
  return new Date(deliveredAt.getTime() + Math.max(0, ...claimWindowHours) * HOUR_MS);
}

/** The timeline. Codes; the screens give them words. */
export const ORDER_EVENT_KINDS = [
  "placed",
  "paid",
  "paidLate",
  "addressCorrected",
  "packed",
  "shipped",
  "delivered",
  "claimOpened",
  "claimAccepted",
  "claimDeclined",
  "claimWithdrawn",
  "settled",
  "lapsed",
  "cancelled",
  "refundRequested",
  "refunded",
  "refundFailed",
] as const;
export type OrderEventKind = (typeof ORDER_EVENT_KINDS)[number];

/** A line as it is frozen when the order is placed. */
export interface NewOrderLine {
  readonly id: string;
  readonly position: number;
  readonly skuId: string;
  readonly productId: string;
  readonly villageId: string;
  readonly name: LocalizedText;
  readonly skuName: LocalizedText;
  readonly packs: number;
  /** Of one pack. */
  readonly netGrams: Grams;
  readonly unitPriceFen: Fen;
  readonly goodsFen: Fen;
  readonly freightFen: Fen;
  readonly claimWindowHours: number;
  readonly sharePlanVersionId: string;
  readonly touchId: string | null;
  readonly linkId: string | null;
  readonly hostId: string | null;
  readonly legs: readonly NewOrderLeg[];
}

/** `kind` is a leg kind of the sharing module; `bookId` is the book the leg is credited in. */
export interface NewOrderLeg {
  readonly kind: string;
  readonly bookId: string;
  readonly fen: Fen;
}

export interface Recipient {
  readonly recipient: string;
  readonly phone: string;
  readonly regionCode: string;
  readonly region: LocalizedText;
  readonly street: string;
  readonly note: string;
}

/** A consent line the buyer ticked, with the version of its words. */
export interface Consent {
  readonly code: string;
  readonly version: string;
}

export interface NewOrder extends Recipient {
  readonly id: string;
  readonly number: string;
  readonly cooperativeId: string;
  readonly paymentId: string;
  readonly userId: string | null;
  readonly goodsFen: Fen;
  readonly freightFen: Fen;
  readonly totalFen: Fen;
  readonly grams: Grams;
  /** for goods of a harvest to come: when they will be sent, YYYY-MM-DD; both null for goods that are there */
  readonly shipsFrom: string | null;
  readonly shipsUntil: string | null;
  readonly locale: string;
  readonly consents: readonly Consent[];
  readonly placedAt: Date;
  readonly lapsesAt: Date;
  readonly lines: readonly NewOrderLine[];
}
