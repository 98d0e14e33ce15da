import { invariant } from "~/kernel/invariant";
import { ok, type Result, refuse } from "~/kernel/result";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { FreeChange, OutOfStock, WantedHold } from "./stock";

/*
 * Every statement below locks the pools it touches in the order of (sku, channel) before it changes any of them, so
 * two buyers with the same goods in their carts wait for each other instead of dead-locking. Callers run these last in
 * their transaction: a hot pool's row stays locked for one statement and the commit only. Lists of orders travel as
 * jsonb, because the planner looks into arrays and would plan anew on each call.
 */

interface HeldRow {
  readonly skuId: string;
  readonly productId: string;
  readonly wanted: number;
  readonly free: number;
  readonly taken: boolean;
}

const HOLD = statement<[string[], string[], string[], string[], number[], Date], HeldRow>(
  "stock.hold",
  `WITH wanted AS MATERIALIZED (
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::int[])
       AS w(hold_id, order_id, sku_id, channel, packs)
   ), locked AS MATERIALIZED (
     SELECT p.sku_id, p.channel, p.on_hand - p.held AS free
     FROM stock_pool p JOIN wanted w ON w.sku_id = p.sku_id AND w.channel = p.channel
     ORDER BY p.sku_id, p.channel FOR UPDATE OF p
   ), seen AS MATERIALIZED (
     SELECT w.*, coalesce(l.free, 0) AS free
     FROM wanted w LEFT JOIN locked l ON l.sku_id = w.sku_id AND l.channel = w.channel
   ), taken AS (
     UPDATE stock_pool p SET held = p.held + w.packs
     FROM wanted w
     WHERE p.sku_id = w.sku_id AND p.channel = w.channel AND NOT EXISTS (SELECT FROM seen WHERE free < packs)
       AND p.on_hand - p.held >= w.packs
     RETURNING w.hold_id
   ), noted AS (
     INSERT INTO stock_hold (id, order_id, sku_id, channel, packs, state, expires_at)
     SELECT w.hold_id, w.order_id, w.sku_id, w.channel, w.packs, 'held', $6 FROM wanted w JOIN taken USING (hold_id)
   )
   SELECT seen.sku_id AS "skuId", sku.product_id AS "productId", seen.packs AS wanted, seen.free,
          EXISTS (SELECT FROM taken WHERE taken.hold_id = seen.hold_id) AS taken
   FROM seen JOIN sku ON sku.id = seen.sku_id`,
);

/**
 * Holds the packs of all lines until `expiresAt`, or none of them. A sku may be wanted once per call. Returns what
 * became of the free counts.
 */
export async function holdStock(
  tx: Tx,
  wanted: readonly WantedHold[],
  expiresAt: Date,
): Promise<Result<FreeChange[], OutOfStock>> {
  const rows = await tx.run(HOLD, [
    wanted.map((hold) => hold.holdId),
    wanted.map((hold) => hold.orderId),
    wanted.map((hold) => hold.skuId),
    wanted.map((hold) => hold.channel),
    wanted.map((hold) => hold.packs),
    expiresAt,
  ]);
  invariant(rows.length === wanted.length, "every wanted sku exists and is wanted once");
  // A pool may be stocked down by the desk in the very moment in which it is read; what was not taken is not there.
  const short = rows.filter((row) => !row.taken);
  if (short.length > 0) {
    return refuse({
      code: "OutOfStock",
      skus: short
        .filter((row) => row.free < row.wanted || short.every((other) => other.free >= other.wanted))
        .map((row) => ({ skuId: row.skuId, wanted: row.wanted, left: Math.min(row.free, row.wanted - 1) })),
    });
  }
  return ok(
    rows.map((row) => ({
      skuId: row.skuId,
      productId: row.productId,
      before: row.free,
      after: row.free - row.wanted,
    })),
  );
}

const SELL = statement<[readonly string[], Date], { orderId: string; packs: number }>(
  "stock.sell",
  `WITH sold AS (
     UPDATE stock_hold h SET state = 'sold', sold_at = $2 WHERE h.order_id = ANY($1::uuid[]) AND h.state = 'held'
     RETURNING order_id, sku_id, channel, packs
   ), wanted AS MATERIALIZED (
     SELECT sku_id, channel, sum(packs)::int AS packs FROM sold GROUP BY sku_id, channel
   ), locked AS MATERIALIZED (
     SELECT p.sku_id, p.channel FROM stock_pool p JOIN wanted w ON w.sku_id = p.sku_id AND w.channel = p.channel
     ORDER BY p.sku_id, p.channel FOR UPDATE OF p
   ), moved AS (
     UPDATE stock_pool p SET on_hand = p.on_hand - w.packs, held = p.held - w.packs
     FROM wanted w JOIN locked l ON l.sku_id = w.sku_id AND l.channel = w.channel
     WHERE p.sku_id = w.sku_id AND p.channel = w.channel
   )
   SELECT order_id AS "orderId", sum(packs)::int AS packs FROM sold GROUP BY order_id`,
);

/** Turns the holds of paid orders into sales. Free counts do not change. Returns the packs sold per order. */
export async function sellHeld(
  tx: Tx,
  orderIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.run(SELL, [orderIds, now]);
  return new Map(rows.map((row) => [row.orderId, row.packs]));
}

const RELEASE = statement<[readonly string[]], FreeChange>(
  "stock.release",
  `WITH released AS (
     UPDATE stock_hold h SET state = 'released' WHERE h.order_id = ANY($1::uuid[]) AND h.state = 'held'
     RETURNING sku_id, channel, packs
   ), given AS MATERIALIZED (
     SELECT sku_id, channel, sum(packs)::int AS packs FROM released GROUP BY sku_id, channel
   ), locked AS MATERIALIZED (
     SELECT p.sku_id, p.channel, p.on_hand - p.held AS free
     FROM stock_pool p JOIN given g ON g.sku_id = p.sku_id AND g.channel = p.channel
     ORDER BY p.sku_id, p.channel FOR UPDATE OF p
   ), moved AS (
     UPDATE stock_pool p SET held = p.held - g.packs
     FROM given g JOIN locked l ON l.sku_id = g.sku_id AND l.channel = g.channel
     WHERE p.sku_id = g.sku_id AND p.channel = g.channel
   )
   SELECT g.sku_id AS "skuId", sku.product_id AS "productId", l.free AS before, l.free + g.packs AS after
   FROM given g JOIN locked l ON l.sku_id = g.sku_id AND l.channel = g.channel JOIN sku ON sku.id = g.sku_id`,
);

/** Gives back what is still held for these orders; orders without holds are passed over. */
export function releaseHeld(tx: Tx, orderIds: readonly string[]): Promise<FreeChange[]> {
  return tx.run(RELEASE, [orderIds]);
}

interface TakenRow extends FreeChange {
  readonly wanted: number;
}

/**
 * Locked by a statement of its own: what the next one reads is then what is there, and not what was there before it had
 * to wait for somebody else.
 */
const LOCK_RELEASED = statement<[string], { readonly skuId: string }>(
  "stock.lockReleased",
  `SELECT p.sku_id AS "skuId" FROM stock_pool p JOIN stock_hold h ON h.sku_id = p.sku_id AND h.channel = p.channel
   WHERE h.order_id = $1 AND h.state = 'released' ORDER BY p.sku_id, p.channel FOR UPDATE OF p`,
);

const TAKE_AGAIN = statement<[string, Date], TakenRow>(
  "stock.takeAgain",
  `WITH wanted AS MATERIALIZED (
     SELECT id, sku_id, channel, packs FROM stock_hold WHERE order_id = $1 AND state = 'released'
   ), seen AS MATERIALIZED (
     SELECT w.*, coalesce(p.on_hand - p.held, 0) AS free
     FROM wanted w LEFT JOIN stock_pool p ON p.sku_id = w.sku_id AND p.channel = w.channel
   ), noted AS (
     UPDATE stock_hold h SET state = 'sold', sold_at = $2 FROM seen
     WHERE h.id = seen.id AND NOT EXISTS (SELECT FROM seen WHERE free < packs)
   ), moved AS (
     UPDATE stock_pool p SET on_hand = p.on_hand - w.packs
     FROM wanted w
     WHERE p.sku_id = w.sku_id AND p.channel = w.channel AND NOT EXISTS (SELECT FROM seen WHERE free < packs)
   )
   SELECT seen.sku_id AS "skuId", sku.product_id AS "productId", seen.packs AS wanted, seen.free AS before,
          seen.free - seen.packs AS after
   FROM seen JOIN sku ON sku.id = seen.sku_id`,
);

/** Sells the packs of an order whose hold had lapsed before its payment arrived: all of them, or none. */
export async function takeAgain(
  tx: Tx,
  orderId: string,
  now: Date,
): Promise<Result<FreeChange[], OutOfStock>> {
  await tx.run(LOCK_RELEASED, [orderId]);
  const rows = await tx.run(TAKE_AGAIN, [orderId, now]);
  invariant(rows.length > 0, "a lapsed order has released holds");
  const short = rows.filter((row) => row.after < 0);
  if (short.length === 0) return ok(rows);
  return refuse({
    code: "OutOfStock",
    skus: short.map((row) => ({ skuId: row.skuId, wanted: row.wanted, left: row.before })),
  });
}

const PUT_BACK = statement<[string, string, Date, string | null], FreeChange>(
  "stock.putBack",
  `WITH returned AS (
     UPDATE stock_hold SET state = 'returned' WHERE order_id = $1 AND state = 'sold'
     RETURNING id, sku_id, channel, packs
   ), locked AS MATERIALIZED (
     SELECT p.sku_id, p.channel, p.on_hand - p.held AS free
     FROM stock_pool p JOIN returned r ON r.sku_id = p.sku_id AND r.channel = p.channel
     ORDER BY p.sku_id, p.channel FOR UPDATE OF p
   ), moved AS (
     UPDATE stock_pool p SET on_hand = p.on_hand + r.packs
     FROM returned r JOIN locked l ON l.sku_id = r.sku_id AND l.channel = r.channel
     WHERE p.sku_id = r.sku_id AND p.channel = r.channel
   ), noted AS (
     INSERT INTO stock_movement (id, sku_id, channel, packs, reason, user_id, at)
     SELECT id, sku_id, channel, packs, $2, $4::uuid, $3 FROM returned
   )
   SELECT r.sku_id AS "skuId", sku.product_id AS "productId", l.free AS before, l.free + r.packs AS after
   FROM returned r JOIN locked l ON l.sku_id = r.sku_id AND l.channel = r.channel JOIN sku ON sku.id = r.sku_id`,
);

/** Puts the packs of a sold order that never left the store back on sale, with a movement for each line. */
export function putBack(
  tx: Tx,
  input: { orderId: string; reason: string; userId: string | null; now: Date },
): Promise<FreeChange[]> {
  return tx.run(PUT_BACK, [input.orderId, input.reason, input.now, input.userId]);
}

const LAPSED = statement<[Date, number], { orderId: string }>(
  "stock.lapsedHolds",
  `SELECT order_id AS "orderId" FROM stock_hold WHERE state = 'held' AND expires_at <= $1
   GROUP BY order_id ORDER BY min(expires_at), order_id LIMIT $2`,
);

/** Orders whose holds have run out by `now`, the longest overdue first. */
export async function lapsedHolds(tx: Tx, now: Date, limit: number): Promise<string[]> {
  return (await tx.run(LAPSED, [now, limit])).map((row) => row.orderId);
}

const EXTEND = statement<[string[], Date], { id: string }>(
  "stock.extendHolds",
  `UPDATE stock_hold SET expires_at = $2 WHERE order_id = ANY($1::uuid[]) AND state = 'held' RETURNING id`,
);

/** Lets holds last longer because the buyer was given a new pay page. */
export async function extendHolds(tx: Tx, orderIds: readonly string[], until: Date): Promise<void> {
  await tx.run(EXTEND, [[...orderIds], until]);
}
