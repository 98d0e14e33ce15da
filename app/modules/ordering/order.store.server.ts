import { invariant } from "~/kernel/invariant";
import type { Fen } from "~/kernel/money";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { type NewOrder, type OrderEventKind, type OrderState, statesBefore } from "./order";

/** An entry of the timeline. `data` holds codes and figures, never sentences. */
export interface NewOrderEvent {
  readonly id: string;
  readonly orderId: string;
  readonly kind: OrderEventKind;
  readonly data: Readonly<Record<string, string | number>>;
}

/** jsonb takes integers of any size as text. */
function toJson(rows: unknown): string {
  return JSON.stringify(rows, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}

const PLACE = statement<[string, string, string, string, string | null, string[]], { placed: bigint }>(
  "ordering.place",
  `WITH o AS (
     INSERT INTO orders (id, number, cooperative_id, payment_id, user_id, state, goods_fen, freight_fen, total_fen,
       grams, recipient, phone, region_code, region, street, note, locale, consents, placed_at, lapses_at)
     SELECT id, number, "cooperativeId", "paymentId", "userId", 'placed', "goodsFen", "freightFen", "totalFen",
       grams, recipient, phone, "regionCode", region, street, note, locale, consents, "placedAt", "lapsesAt"
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, number text, "cooperativeId" uuid, "paymentId" uuid,
       "userId" uuid, "goodsFen" bigint, "freightFen" bigint, "totalFen" bigint, grams bigint, recipient text,
       phone text, "regionCode" text, region jsonb, street text, note text, locale text, consents jsonb,
       "placedAt" timestamptz, "lapsesAt" timestamptz)
     RETURNING id
   ), l AS (
     INSERT INTO order_line (id, order_id, position, sku_id, product_id, village_id, name, sku_name, packs, net_grams,
       unit_price_fen, goods_fen, freight_fen, claim_window_hours, share_plan_version_id, touch_id, link_id, host_id)
     SELECT id, "orderId", position, "skuId", "productId", "villageId", name, "skuName", packs, "netGrams",
       "unitPriceFen", "goodsFen", "freightFen", "claimWindowHours", "sharePlanVersionId", "touchId", "linkId", "hostId"
     FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, "orderId" uuid, position int, "skuId" uuid, "productId" uuid,
       "villageId" uuid, name jsonb, "skuName" jsonb, packs int, "netGrams" bigint, "unitPriceFen" bigint,
       "goodsFen" bigint, "freightFen" bigint, "claimWindowHours" int, "sharePlanVersionId" uuid, "touchId" uuid,
       "linkId" uuid, "hostId" uuid)
   ), g AS (
     INSERT INTO order_leg (line_id, position, kind, book_id, fen)
     SELECT "lineId", position, kind, "bookId", fen
     FROM jsonb_to_recordset($3::jsonb) AS r("lineId" uuid, position int, kind text, "bookId" uuid, fen bigint)
   ), e AS (
     INSERT INTO order_event (id, order_id, kind, at, user_id, data)
     SELECT r.id, r."orderId", 'placed', r.at, r."userId", '{}'
     FROM jsonb_to_recordset($4::jsonb) AS r(id uuid, "orderId" uuid, at timestamptz, "userId" uuid)
   ), c AS (
     DELETE FROM cart_line WHERE cart_id = $5::uuid AND sku_id = ANY($6::uuid[])
   )
   SELECT count(*) AS placed FROM o`,
);

/**
 * Writes the orders of one checkout with lines, legs and first event, and takes what was ordered out of the cart
 * (null: there was none). One statement.
 */
export async function placeOrders(
  tx: Tx,
  orders: readonly NewOrder[],
  eventIds: readonly string[],
  cartId: string | null,
): Promise<void> {
  const lines = orders.flatMap((order) =>
    order.lines.map(({ legs: _legs, ...line }) => ({ ...line, orderId: order.id })),
  );
  const legs = orders.flatMap((order) =>
    order.lines.flatMap((line) => line.legs.map((leg, position) => ({ ...leg, lineId: line.id, position }))),
  );
  const events = orders.map((order, index) => ({
    id: eventIds[index],
    orderId: order.id,
    at: order.placedAt,
    userId: order.userId,
  }));
  await tx.run(PLACE, [
    toJson(orders.map(({ lines: _lines, ...order }) => order)),
    toJson(lines),
    toJson(legs),
    toJson(events),
    cartId,
    lines.map((line) => line.skuId),
  ]);
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

export interface OrderMove {
  readonly orderIds: readonly string[];
  readonly to: OrderState;
  readonly at: Date;
  readonly userId: string | null;
  readonly events: readonly NewOrderEvent[];
  readonly carrier?: string;
  readonly waybill?: string;
  readonly claimUntil?: Date;
}

type MoveParams = [
  string[],
  string,
  string[],
  Date,
  string | null,
  string,
  string | null,
  string | null,
  Date | null,
];

const MOVE = statement<MoveParams, { id: string }>(
  "ordering.move",
  `WITH moved AS (
     UPDATE orders SET state = $2,
       paid_at = CASE $2 WHEN 'paid' THEN $4 ELSE paid_at END,
       packed_at = CASE $2 WHEN 'packed' THEN $4 ELSE packed_at END,
       shipped_at = CASE $2 WHEN 'shipped' THEN $4 ELSE shipped_at END,
       delivered_at = CASE $2 WHEN 'delivered' THEN $4 ELSE delivered_at END,
       settled_at = CASE $2 WHEN 'settled' THEN $4 ELSE settled_at END,
       closed_at = CASE WHEN $2 IN ('lapsed', 'cancelled', 'refunded') THEN $4 ELSE closed_at END,
       carrier = coalesce($7, carrier), waybill = coalesce($8, waybill), claim_until = coalesce($9, claim_until)
     WHERE id = ANY($1::uuid[]) AND state = ANY($3::text[])
     RETURNING id
   ), noted AS (
     INSERT INTO order_event (id, order_id, kind, at, user_id, data)
     SELECT e.id, e."orderId", e.kind, $4, $5::uuid, e.data
     FROM jsonb_to_recordset($6::jsonb) AS e(id uuid, "orderId" uuid, kind text, data jsonb)
     JOIN moved ON moved.id = e."orderId"
   )
   SELECT id FROM moved`,
);

/**
 * Moves orders to a state and notes it in their timelines. Only orders whose state allows the move are touched;
 * returns their ids. The caller has decided before; a difference means that somebody else was faster.
 */
export async function moveOrders(tx: Tx, move: OrderMove): Promise<string[]> {
  const rows = await tx.run(MOVE, [
    [...move.orderIds],
    move.to,
    statesBefore(move.to),
    move.at,
    move.userId,
    toJson(move.events),
    move.carrier ?? null,
    move.waybill ?? null,
    move.claimUntil ?? null,
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
  `SELECT id FROM orders WHERE state = 'delivered' AND claim_until <= $1 ORDER BY claim_until, id LIMIT $2`,
);

/** Delivered orders whose claim window has passed by `now`. */
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

/** One position on Stripe's pay page, in the words of the order's language. */
export interface PayItem {
  readonly kind: "goods" | "freight";
  readonly name: string;
  readonly unitFen: Fen;
  readonly quantity: number;
}

export interface PayableOrders {
  /** Of the first order, for the way back from the pay page. */
  readonly number: string;
  readonly locale: string;
  readonly states: readonly OrderState[];
  readonly items: readonly PayItem[];
}

interface PayRow {
  readonly number: string;
  readonly locale: string;
  readonly state: OrderState;
  readonly freightFen: Fen;
  readonly items: { name: string; unitFen: string; quantity: number }[];
}

const PAYABLE = statement<[string], PayRow>(
  "ordering.payable",
  `SELECT o.number, o.locale, o.state, o.freight_fen AS "freightFen",
     (SELECT jsonb_agg(jsonb_build_object('name', (l.name ->> o.locale) || ' · ' || (l.sku_name ->> o.locale),
        'unitFen', l.unit_price_fen::text, 'quantity', l.packs) ORDER BY l.position)
      FROM order_line l WHERE l.order_id = o.id) AS items
   FROM orders o WHERE o.payment_id = $1 ORDER BY o.id`,
);

/** What is paid for with one payment; undefined when it has no orders. Always the same for the same payment. */
export async function payableOrders(tx: Tx, paymentId: string): Promise<PayableOrders | undefined> {
  const rows = await tx.run(PAYABLE, [paymentId]);
  const [first] = rows;
  if (!first) return undefined;
  const items = rows.flatMap((row): PayItem[] => [
    ...row.items.map((item) => ({ kind: "goods" as const, ...item, unitFen: BigInt(item.unitFen) })),
    ...(row.freightFen > 0n
      ? [{ kind: "freight" as const, name: row.number, unitFen: row.freightFen, quantity: 1 }]
      : []),
  ]);
  return { number: first.number, locale: first.locale, states: rows.map((row) => row.state), items };
}

const FOR_CANCEL = statement<[string], Pick<Sale, "paymentId" | "cooperativeId" | "state">>(
  "ordering.forCancel",
  `SELECT payment_id AS "paymentId", cooperative_id AS "cooperativeId", state FROM orders WHERE id = $1`,
);

/** What a cancellation looks at before it takes any lock. */
export async function findOrderForCancel(
  tx: Tx,
  orderId: string,
): Promise<Pick<Sale, "paymentId" | "cooperativeId" | "state"> | undefined> {
  return (await tx.run(FOR_CANCEL, [orderId]))[0];
}
