import { newId } from "~/kernel/ids";
import { ok, type Result, refuse } from "~/kernel/result";
import type { Locale } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { CapBelowPromised, PreorderNotThere, ShippingWindow } from "./preorder";
import type { Packing } from "./product";

/** A pack and what of it is promised before the harvest. */
export interface PreorderSku {
  readonly skuId: string;
  readonly skuName: string;
  readonly packing: Packing;
  readonly netGrams: Grams;
  /** packs that may be promised in all; 0 where it was never sold ahead */
  readonly capPacks: number;
  /** of the cap, what may still be promised, packs being paid for not counted */
  readonly freePacks: number;
  /** promised and paid for, or being paid for */
  readonly promisedPacks: number;
  /** of those promised, not packed yet */
  readonly waitingPacks: number;
  /** in packs, kept for those who wait */
  readonly asidePacks: number;
  /** YYYY-MM-DD; both null while it is not sold ahead */
  readonly shipsFrom: string | null;
  readonly shipsUntil: string | null;
  readonly reason: string;
}

const SKUS = statement<[cooperativeId: string, productId: string, locale: Locale], PreorderSku>(
  "preorder.skus",
  `SELECT s.id AS "skuId", s.name ->> $3 AS "skuName", s.packing, s.net_grams AS "netGrams",
     coalesce(pre.cap_packs, 0) AS "capPacks", coalesce(ahead.on_hand - ahead.held, 0) AS "freePacks",
     coalesce(pre.cap_packs - ahead.on_hand + ahead.held, 0) AS "promisedPacks",
     (SELECT coalesce(sum(h.packs), 0)::int FROM stock_hold h JOIN orders o ON o.id = h.order_id
       WHERE h.sku_id = s.id AND h.sold_at IS NOT NULL AND h.state = 'sold' AND h.channel = 'ahead'
         AND o.state = 'paid') AS "waitingPacks",
     coalesce(aside.on_hand, 0) AS "asidePacks", s.ships_from AS "shipsFrom", s.ships_until AS "shipsUntil",
     coalesce(pre.reason, '') AS reason
   FROM product p JOIN sku s ON s.product_id = p.id
   LEFT JOIN preorder pre ON pre.sku_id = s.id
   LEFT JOIN stock_pool ahead ON ahead.sku_id = s.id AND ahead.channel = 'ahead'
   LEFT JOIN stock_pool aside ON aside.sku_id = s.id AND aside.channel = 'aside'
   WHERE p.id = $2 AND p.cooperative_id = $1 ORDER BY s.position, s.id`,
);

/** The packs of a listing with what of each is promised before the harvest. */
export function preorderSkus(
  tx: Tx,
  asked: { readonly cooperativeId: string; readonly productId: string; readonly locale: Locale },
): Promise<PreorderSku[]> {
  return tx.run(SKUS, [asked.cooperativeId, asked.productId, asked.locale]);
}

export interface LockedCap {
  readonly skuId: string;
  readonly productId: string;
  readonly netGrams: Grams;
  readonly capPacks: number;
  /** YYYY-MM-DD, null while it is not sold ahead */
  readonly shipsFrom: string | null;
}

const LOCK = statement<[skuId: string, cooperativeId: string], { readonly id: string }>(
  "preorder.lock",
  `SELECT s.id FROM sku s
    WHERE s.product_id = (SELECT sku.product_id FROM sku JOIN product p ON p.id = sku.product_id
                           WHERE sku.id = $1 AND p.cooperative_id = $2)
    ORDER BY s.id FOR UPDATE`,
);

const CAPS = statement<[skuIds: readonly string[]], LockedCap>(
  "preorder.caps",
  `SELECT s.id AS "skuId", s.product_id AS "productId", s.net_grams AS "netGrams", s.ships_from AS "shipsFrom",
     coalesce(pre.cap_packs, 0) AS "capPacks"
   FROM sku s LEFT JOIN preorder pre ON pre.sku_id = s.id WHERE s.id = ANY($1::uuid[])`,
);

/** The caps of all packs of a crop, locked until the transaction ends, so that together they stay within the forecast. */
export async function lockCaps(tx: Tx, skuId: string, cooperativeId: string): Promise<LockedCap[]> {
  const locked = await tx.run(LOCK, [skuId, cooperativeId]);
  // Read behind the lock: what the locking statement saw may have been changed while it waited.
  return tx.run(CAPS, [locked.map(({ id }) => id)]);
}

const MOVE_CAP = statement<
  [skuId: string, packs: number, movementId: string, note: string, userId: string | null, now: Date],
  { readonly free: number }
>(
  "preorder.moveCap",
  `WITH made AS (
     INSERT INTO stock_pool AS p (sku_id, channel, on_hand, held) SELECT $1, 'ahead', $2, 0 WHERE $2 >= 0
     ON CONFLICT (sku_id, channel) DO UPDATE SET on_hand = p.on_hand + $2 RETURNING p.on_hand - p.held AS free
   ), taken AS (
     UPDATE stock_pool p SET on_hand = p.on_hand + $2
      WHERE $2 < 0 AND p.sku_id = $1 AND p.channel = 'ahead' AND p.on_hand + $2 >= p.held
     RETURNING p.on_hand - p.held AS free
   ), changed AS (
     SELECT * FROM made UNION ALL SELECT * FROM taken
   ), noted AS (
     INSERT INTO stock_movement (id, sku_id, channel, packs, reason, note, user_id, at)
     SELECT $3, $1, 'ahead', $2, 'aheadCap', $4, $5, $6 FROM changed WHERE $2 <> 0
   )
   SELECT free FROM changed`,
);

const FREE = statement<[skuId: string], { readonly free: number }>(
  "preorder.free",
  "SELECT on_hand - held AS free FROM stock_pool WHERE sku_id = $1 AND channel = 'ahead' FOR UPDATE",
);

const WRITE = statement<
  [
    ...[skuId: string, season: number, capPacks: number, forecastGrams: Grams, reason: string],
    ...[now: Date, userId: string | null, from: string, until: string],
  ],
  never
>(
  "preorder.write",
  `WITH kept AS (
     INSERT INTO preorder (sku_id, season, cap_packs, forecast_grams, reason, set_at, user_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (sku_id) DO UPDATE SET season = excluded.season, cap_packs = excluded.cap_packs,
       forecast_grams = excluded.forecast_grams, reason = excluded.reason, set_at = excluded.set_at,
       user_id = excluded.user_id
   )
   UPDATE sku SET ships_from = $8::date, ships_until = $9::date WHERE id = $1`,
);

export interface NewCap {
  readonly sku: LockedCap;
  readonly season: number;
  readonly packs: number;
  readonly forecastGrams: Grams;
  readonly reason: string;
  readonly window: ShippingWindow;
  readonly userId: string | null;
  readonly now: Date;
}

/**
 * Sells a locked pack ahead, up to so many packs. What was promised already counts; a cap below it is refused with the
 * least there can be. One conditional update decides, beside buyers who order in the same moment.
 */
export async function setCap(tx: Tx, cap: NewCap): Promise<Result<void, CapBelowPromised>> {
  const { sku, packs, reason, userId, now, window } = cap;
  const moved = await moveCap(tx, sku, packs - sku.capPacks, { note: reason, userId, now });
  if (!moved.ok) return moved;
  await tx.run(WRITE, [
    ...([sku.skuId, cap.season, packs, cap.forecastGrams, reason] as const),
    ...([now, userId, window.from, window.until] as const),
  ]);
  return ok();
}

interface By {
  readonly note: string;
  readonly userId: string | null;
  readonly now: Date;
}

async function moveCap(
  tx: Tx,
  { skuId, capPacks }: LockedCap,
  packs: number,
  { note, userId, now }: By,
): Promise<Result<void, CapBelowPromised>> {
  const changed = await tx.run(MOVE_CAP, [skuId, packs, newId(now), note, userId, now]);
  if (changed.length > 0) return ok();
  const [pool] = await tx.run(FREE, [skuId]);
  return refuse({ code: "CapBelowPromised", least: capPacks - (pool?.free ?? 0) });
}

const END = statement<[skuId: string, packs: number], never>(
  "preorder.end",
  `WITH lowered AS (UPDATE preorder SET cap_packs = cap_packs - $2 WHERE sku_id = $1)
   UPDATE sku SET ships_from = NULL, ships_until = NULL WHERE id = $1`,
);

/** Promises no more of a locked pack: the cap becomes what was promised, and it is sold from the shop again. */
export async function endSellingAhead(tx: Tx, sku: LockedCap, by: By): Promise<void> {
  // Locked, so that nobody takes of it between looking and closing.
  const [pool] = await tx.run(FREE, [sku.skuId]);
  const free = pool?.free ?? 0;
  if (free > 0) await moveCap(tx, sku, -free, by);
  await tx.run(END, [sku.skuId, free]);
}

const FILL = statement<
  [orderId: string, now: Date, userId: string | null],
  { readonly skuId: string; readonly wanted: number; readonly left: number }
>(
  "preorder.fill",
  `WITH wanted AS MATERIALIZED (
     SELECT id, sku_id, packs FROM stock_hold WHERE order_id = $1 AND channel = 'ahead' AND state = 'sold'
   ), locked AS MATERIALIZED (
     SELECT p.sku_id, p.on_hand FROM stock_pool p JOIN wanted w ON w.sku_id = p.sku_id
      WHERE p.channel = 'aside' ORDER BY p.sku_id FOR UPDATE OF p
   ), short AS MATERIALIZED (
     SELECT w.sku_id, w.packs, coalesce(l.on_hand, 0) AS on_hand FROM wanted w LEFT JOIN locked l ON l.sku_id = w.sku_id
      WHERE coalesce(l.on_hand, 0) < w.packs
   ), taken AS (
     UPDATE stock_pool p SET on_hand = p.on_hand - w.packs FROM wanted w
      WHERE p.sku_id = w.sku_id AND p.channel = 'aside' AND NOT EXISTS (SELECT FROM short)
     RETURNING w.id, w.sku_id, w.packs
   ), noted AS (
     INSERT INTO stock_movement (id, sku_id, channel, packs, reason, user_id, at)
     SELECT id, sku_id, 'aside', -packs, 'aheadPacked', $3::uuid, $2 FROM taken
   )
   SELECT sku_id AS "skuId", packs AS wanted, on_hand AS "left" FROM short`,
);

/** Takes what an order was promised out of the packs kept for such orders: all of it, or nothing. */
export async function fillPromised(
  tx: Tx,
  order: { readonly orderId: string; readonly userId: string | null; readonly now: Date },
): Promise<Result<void, PreorderNotThere>> {
  const skus = await tx.run(FILL, [order.orderId, order.now, order.userId]);
  return skus.length === 0 ? ok() : refuse({ code: "PreorderNotThere", skus });
}
