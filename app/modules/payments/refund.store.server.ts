import type { Fen } from "~/kernel/money";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { type RefundReason, type RefundState, refundStatesBefore } from "./refund";

export interface Refund {
  readonly id: string;
  readonly paymentId: string;
  readonly orderId: string;
  readonly amountFen: Fen;
  readonly reason: RefundReason;
  readonly state: RefundState;
  readonly stripeRefundId: string | null;
  readonly failure: string | null;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  /** the failed refund that this one sends again */
  readonly againOf: string | null;
}

export interface NewRefund {
  readonly id: string;
  readonly paymentId: string;
  readonly orderId: string;
  readonly amountFen: Fen;
  readonly reason: RefundReason;
  readonly requestedAt: Date;
  /** the failed refund that this one sends again; the database takes one for each */
  readonly againOf: string | null;
}

const COLUMNS = `id, payment_id AS "paymentId", order_id AS "orderId", amount_fen AS "amountFen", reason, state,
  stripe_refund_id AS "stripeRefundId", failure, requested_at AS "requestedAt", finished_at AS "finishedAt",
  again_of AS "againOf"`;

const INSERT = statement<[string, string, string, Fen, string, Date, string | null], { id: string }>(
  "payments.insertRefund",
  `INSERT INTO refund (id, payment_id, order_id, amount_fen, reason, state, requested_at, again_of)
   VALUES ($1, $2, $3, $4, $5, 'requested', $6, $7) RETURNING id`,
);

export async function insertRefund(tx: Tx, refund: NewRefund): Promise<void> {
  await tx.run(INSERT, [
    refund.id,
    refund.paymentId,
    refund.orderId,
    refund.amountFen,
    refund.reason,
    refund.requestedAt,
    refund.againOf,
  ]);
}

export interface RefundToSubmit {
  readonly id: string;
  readonly paymentIntentId: string;
  readonly amountFen: Fen;
}

const TO_SUBMIT = statement<[number], RefundToSubmit>(
  "payments.refundsToSubmit",
  `SELECT r.id, p.payment_intent_id AS "paymentIntentId", r.amount_fen AS "amountFen"
   FROM refund r JOIN payment p ON p.id = r.payment_id
   WHERE r.state = 'requested' AND p.payment_intent_id IS NOT NULL ORDER BY r.requested_at, r.id LIMIT $1`,
);

/** Refunds Stripe has not heard of yet, the oldest first. */
export function refundsToSubmit(tx: Tx, limit: number): Promise<RefundToSubmit[]> {
  return tx.run(TO_SUBMIT, [limit]);
}

const UNFINISHED = statement<[Date, number], Refund>(
  "payments.unfinishedRefunds",
  `SELECT ${COLUMNS} FROM refund WHERE state = 'submitted' AND requested_at <= $1 ORDER BY requested_at, id LIMIT $2`,
);

/** Refunds that were sent but whose end no webhook has told, begun before the given time. */
export function unfinishedRefunds(tx: Tx, before: Date, limit: number): Promise<Refund[]> {
  return tx.run(UNFINISHED, [before, limit]);
}

const FIND = statement<[string], Refund>(
  "payments.findRefund",
  `SELECT ${COLUMNS} FROM refund WHERE id = $1`,
);

export async function findRefund(tx: Tx, refundId: string): Promise<Refund | undefined> {
  return (await tx.run(FIND, [refundId]))[0];
}

/** Whether a failed refund has one already that takes its place. */
export async function wasSentAgain(tx: Tx, refundId: string): Promise<boolean> {
  return (await tx.prisma.refund.count({ where: { againOf: refundId } })) > 0;
}

const OF_ORDERS = statement<[string[]], Refund>(
  "payments.refundsOfOrders",
  `SELECT ${COLUMNS} FROM refund WHERE order_id = ANY($1::uuid[]) ORDER BY requested_at, id`,
);

export function refundsOfOrders(tx: Tx, orderIds: readonly string[]): Promise<Refund[]> {
  return tx.run(OF_ORDERS, [[...orderIds]]);
}

export interface RefundNews {
  readonly refundId: string;
  readonly to: Exclude<RefundState, "requested">;
  readonly stripeRefundId: string | null;
  readonly failure: string | null;
  /** Null while it is not decided. */
  readonly finishedAt: Date | null;
}

const MOVE = statement<[string, string, string | null, string | null, Date | null, string[]], Refund>(
  "payments.moveRefund",
  `UPDATE refund SET state = $2, stripe_refund_id = coalesce($3, stripe_refund_id), failure = $4, finished_at = $5
   WHERE id = $1 AND state = ANY($6::text[]) RETURNING ${COLUMNS}`,
);

/** Moves a refund on; undefined when it is there already or beyond. Of any number of callers exactly one succeeds. */
export async function moveRefund(tx: Tx, news: RefundNews): Promise<Refund | undefined> {
  const [row] = await tx.run(MOVE, [
    news.refundId,
    news.to,
    news.stripeRefundId,
    news.failure,
    news.finishedAt,
    refundStatesBefore(news.to),
  ]);
  return row;
}
