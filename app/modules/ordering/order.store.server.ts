import { invariant } from "~/kernel/invariant";
import type { Fen } from "~/kernel/money";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { type OrderEventKind, type OrderState, statesBefore } from "./order";
import { toJson } from "./order-json";

/** An entry of the timeline. `data` holds codes and figures, never sentences. */
export interface NewOrderEvent {
  readonly id: string;
  readonly orderId: string;
  readonly kind: OrderEventKind;
  readonly data: Readonly<Record<string, string | number>>;
}

/** One leg of a line, by kind and by the book it is credited in. */
export interface SaleLeg {
  readonly kind: string;
  readonly bookId: string;
  readonly fen: Fen;
}

export interface SaleLine {
  readonly skuId: string;
  readonly villageId: string;
  readonly hostId: string | null;
  readonly claimWindowHours: number;
  readonly legs: readonly SaleLeg[];
}

/** An order with all that settling, cancelling and refunding decide on. Lines and legs in their order. */
export interface Sale {
  readonly id: string;
  readonly number: string;
  readonly cooperativeId: string;
  readonly paymentId: string;
  readonly userId: string | null;
  readonly state: OrderState;
  readonly totalFen: Fen;
  /** Asked back so far: refunds under way and those done, not those that failed. */
  readonly refundedFen: Fen;
  readonly paidAt: Date | null;
  readonly settledAt: Date | null;
  readonly claimUntil: Date | null;
  readonly lines: readonly SaleLine[];
}

interface SaleRow extends Omit<Sale, "lines"> {
  readonly lines: (Omit<SaleLine, "legs"> & { legs: { kind: string; bookId: string; fen: string }[] })[];
}

const SALE_COLUMNS = `o.id, o.number, o.cooperative_id AS "cooperativeId", o.payment_id AS "paymentId",
  o.user_id AS "userId", o.state, o.total_fen AS "totalFen", o.refunded_fen AS "refundedFen", o.paid_at AS "paidAt",
  o.settled_at AS "settledAt", o.claim_until AS "claimUntil",
  (SELECT jsonb_agg(jsonb_build_object('skuId', l.sku_id, 'villageId', l.village_id, 'hostId', l.host_id,
     'claimWindowHours', l.claim_window_hours, 'legs',
     (SELECT jsonb_agg(jsonb_build_object('kind', g.kind, 'bookId', g.book_id, 'fen', g.fen::text)
        ORDER BY g.position) FROM order_leg g WHERE g.line_id = l.id)) ORDER BY l.position)
   FROM order_line l WHERE l.order_id = o.id) AS lines`;

const LOCK_BY_PAYMENT = statement<[string], SaleRow>(
  "ordering.lockByPayment",
  `SELECT ${SALE_COLUMNS} FROM orders o WHERE o.payment_id = $1 ORDER BY o.id FOR UPDATE OF o`,
);

const LOCK = statement<[string], SaleRow>(
  "ordering.lock",
  `SELECT ${SALE_COLUMNS} FROM orders o WHERE o.id = $1 FOR UPDATE OF o`,
);

const AFTER = statement<[string, number], SaleRow>(
  "ordering.salesAfter",
  `SELECT ${SALE_COLUMNS} FROM orders o WHERE o.id > $1 AND o.paid_at IS NOT NULL ORDER BY o.id LIMIT $2`,
);

function saleOf(row: SaleRow): Sale {
  return {
    ...row,
    lines: row.lines.map((line) => ({
      ...line,
      legs: line.legs.map((leg) => ({ ...leg, fen: BigInt(leg.fen) })),
    })),
  };
}

/** The orders bought with one payment, locked until the transaction ends. */
export async function lockSalesOfPayment(tx: Tx, paymentId: string): Promise<Sale[]> {
  return (await tx.run(LOCK_BY_PAYMENT, [paymentId])).map(saleOf);
}

/** One order, locked until the transaction ends; undefined when there is none. */
export async function lockSale(tx: Tx, orderId: string): Promise<Sale | undefined> {
  const [row] = await tx.run(LOCK, [orderId]);
  return row && saleOf(row);
}

/** Orders that were ever paid, in order of their id, for checks that walk over all of them page by page. */
export async function paidSalesAfter(tx: Tx, afterId: string, limit: number): Promise<Sale[]> {
  return (await tx.run(AFTER, [afterId, limit])).map(saleOf);
}

/** One event for each order that moves; they name the orders. */
export interface OrderMove {
  readonly to: OrderState;
  readonly at: Date;
  readonly userId: string | null;
  readonly events: readonly NewOrderEvent[];
  readonly carrier?: string;
  readonly waybill?: string;
  readonly claimUntil?: Date;
}

type MoveParams = [
  events: string,
  to: string,
  from: string[],
  at: Date,
  userId: string | null,
  carrier: string | null,
  waybill: string | null,
  claimUntil: Date | null,
  orderIds: string[],
];

const MOVE = statement<MoveParams, { id: string }>(
  "ordering.move",
  `WITH e AS MATERIALIZED (
     SELECT * FROM jsonb_to_recordset($1::jsonb) AS e(id uuid, "orderId" uuid, kind text, data jsonb)
   ), moved AS (
     UPDATE orders o SET state = $2,
       paid_at = CASE $2 WHEN 'paid' THEN $4 ELSE paid_at END,
       packed_at = CASE $2 WHEN 'packed' THEN $4 ELSE packed_at END,
       shipped_at = CASE $2 WHEN 'shipped' THEN $4 ELSE shipped_at END,
       delivered_at = CASE $2 WHEN 'delivered' THEN $4 ELSE delivered_at END,
       settled_at = CASE $2 WHEN 'settled' THEN $4 ELSE settled_at END,
       closed_at = CASE WHEN $2 IN ('lapsed', 'cancelled', 'refunded') THEN $4 ELSE closed_at END,
       carrier = coalesce($6, carrier), waybill = coalesce($7, waybill), claim_until = coalesce($8, claim_until)
     FROM e WHERE o.id = e."orderId" AND o.state = ANY($3::text[])
       -- Said twice, because the planner takes a jsonb for a hundred rows and would read through all orders.
       AND o.id = ANY($9::uuid[])
     RETURNING o.id
   ), noted AS (
     INSERT INTO order_event (id, order_id, kind, at, user_id, data)
     SELECT e.id, e."orderId", e.kind, $4, $5::uuid, e.data FROM e JOIN moved ON moved.id = e."orderId"
   )
   SELECT id FROM moved`,
);

/**
 * Moves orders to a state and notes it in their timelines. Only orders whose state allows the move are touched;
 * returns their ids. The caller has decided before; a difference means that somebody else was faster.
 */
export async function moveOrders(tx: Tx, move: OrderMove): Promise<string[]> {
  const rows = await tx.run(MOVE, [
    toJson(move.events),
    move.to,
    statesBefore(move.to),
    move.at,
    move.userId,
    move.carrier ?? null,
    move.waybill ?? null,
    move.claimUntil ?? null,
    move.events.map((event) => event.orderId),
  ]);
  return rows.map((row) => row.id);
}

const NOTE = statement<[string, Date, string | null], { id: string }>(
  "ordering.note",
  `INSERT INTO order_event (id, order_id, kind, at, user_id, data)
   SELECT e.id, e."orderId", e.kind, $2, $3::uuid, e.data
   FROM jsonb_to_recordset($1::jsonb) AS e(id uuid, "orderId" uuid, kind text, data jsonb) RETURNING id`,
);

/** Adds to timelines without a change of state. */
export async function noteEvents(
  tx: Tx,
  events: readonly NewOrderEvent[],
  at: Date,
  userId: string | null,
): Promise<void> {
  await tx.run(NOTE, [toJson(events), at, userId]);
}

const ADD_REFUNDED = statement<[string, bigint], { refundedFen: Fen }>(
  "ordering.addRefunded",
  `UPDATE orders SET refunded_fen = refunded_fen + $2 WHERE id = $1
     AND refunded_fen + $2 BETWEEN 0 AND total_fen RETURNING refunded_fen AS "refundedFen"`,
);

/** Counts a refund that was asked for (negative: one that failed). The caller holds the order's lock. */
export async function addRefunded(tx: Tx, orderId: string, fen: Fen): Promise<void> {
  const rows = await tx.run(ADD_REFUNDED, [orderId, fen]);
  invariant(rows.length === 1, "refunds of an order lie between nothing and its total");
}

const DUE = statement<[Date, number], { id: string }>(
  "ordering.dueForSettlement",
  `SELECT o.id FROM orders o WHERE o.state = 'delivered' AND o.claim_until <= $1
     AND NOT EXISTS (SELECT FROM claim c WHERE c.order_id = o.id AND c.state = 'open')
   ORDER BY o.claim_until, o.id LIMIT $2`,
);

/** Delivered orders whose claim window has passed by `now`, without those about which a buyer waits for an answer. */
export async function dueForSettlement(tx: Tx, now: Date, limit: number): Promise<string[]> {
  return (await tx.run(DUE, [now, limit])).map((row) => row.id);
}

const PAYMENTS_OF = statement<[string[]], { paymentId: string }>(
  "ordering.paymentsOf",
  `SELECT DISTINCT payment_id AS "paymentId" FROM orders WHERE id = ANY($1::uuid[])`,
);

export async function paymentsOfOrders(tx: Tx, orderIds: readonly string[]): Promise<string[]> {
  return (await tx.run(PAYMENTS_OF, [[...orderIds]])).map((row) => row.paymentId);
}

const EXTEND = statement<[string, Date], { id: string }>(
  "ordering.extendLapse",
  `UPDATE orders SET lapses_at = $2 WHERE payment_id = $1 AND state = 'placed' RETURNING id`,
);

/** Gives the unpaid orders of a payment more time; returns their ids. */
export async function extendLapse(tx: Tx, paymentId: string, until: Date): Promise<string[]> {
  return (await tx.run(EXTEND, [paymentId, until])).map((row) => row.id);
}

const FOR_CANCEL = statement<[string], Pick<Sale, "number" | "paymentId" | "cooperativeId" | "state">>(
  "ordering.forCancel",
  `SELECT number, payment_id AS "paymentId", cooperative_id AS "cooperativeId", state FROM orders WHERE id = $1`,
);

/** What a cancellation looks at before it takes any lock. */
export async function findOrderForCancel(
  tx: Tx,
  orderId: string,
): Promise<Pick<Sale, "number" | "paymentId" | "cooperativeId" | "state"> | undefined> {
  return (await tx.run(FOR_CANCEL, [orderId]))[0];
}
