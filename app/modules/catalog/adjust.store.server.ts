import { ok, type Result, refuse } from "~/kernel/result";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { FreeChange, OutOfStock, StockChannel } from "./stock";

export interface StockAdjustment {
  readonly movementId: string;
  readonly skuId: string;
  readonly channel: StockChannel;
  /** Packs added, or taken away when negative; what takes away goes through `changePacks`, so that their lots know. */
  readonly packs: number;
  /** The lot that added packs are of, where it is known. */
  readonly lotId?: string;
  readonly reason: string;
  /** In the words of whoever did it; empty when nothing was said. */
  readonly note?: string;
  readonly userId: string | null;
  readonly at: Date;
}

const ADJUST = statement<
  [string, string, number, string, string, string | null, Date, string, string | null],
  FreeChange
>(
  "stock.adjust",
  `WITH moved AS (
     INSERT INTO stock_pool AS p (sku_id, channel, on_hand, held) SELECT $1, $2, $3, 0 WHERE $3 >= 0
     ON CONFLICT (sku_id, channel) DO UPDATE SET on_hand = p.on_hand + $3
     RETURNING p.sku_id, p.on_hand - p.held AS free
   ), taken AS (
     UPDATE stock_pool p SET on_hand = p.on_hand + $3
     WHERE $3 < 0 AND p.sku_id = $1 AND p.channel = $2 AND p.on_hand + $3 >= p.held
     RETURNING p.sku_id, p.on_hand - p.held AS free
   ), changed AS (
     SELECT * FROM moved UNION ALL SELECT * FROM taken
   ), noted AS (
     INSERT INTO stock_movement (id, sku_id, channel, packs, reason, note, user_id, at)
     SELECT $4::uuid, sku_id, $2, $3, $5, $8, $6::uuid, $7 FROM changed
   ), layered AS (
     INSERT INTO pack_layer (id, sku_id, lot_id, net_grams, packs, packs_left, at)
     SELECT $4::uuid, s.id, $9::uuid, s.net_grams, $3, $3, $7 FROM changed JOIN sku s ON s.id = changed.sku_id WHERE $3 > 0
   )
   SELECT c.sku_id AS "skuId", sku.product_id AS "productId", (c.free - $3)::int AS before, c.free AS after
   FROM changed c JOIN sku ON sku.id = c.sku_id`,
);

const FREE = statement<[string, string], { free: number }>(
  "stock.free",
  "SELECT on_hand - held AS free FROM stock_pool WHERE sku_id = $1 AND channel = $2",
);

/** Adds packs to a pool (making it when needed) or takes free ones away; held packs can not be taken. */
export async function adjustStock(
  tx: Tx,
  adjustment: StockAdjustment,
): Promise<Result<FreeChange, OutOfStock>> {
  const { skuId, channel, packs } = adjustment;
  const [change] = await tx.run(ADJUST, [
    skuId,
    channel,
    packs,
    adjustment.movementId,
    adjustment.reason,
    adjustment.userId,
    adjustment.at,
    adjustment.note ?? "",
    adjustment.lotId ?? null,
  ]);
  if (change) return ok(change);
  const [pool] = await tx.run(FREE, [skuId, channel]);
  return refuse({ code: "OutOfStock", skus: [{ skuId, wanted: -packs, left: pool?.free ?? 0 }] });
}

export interface PacksMove {
  readonly takenId: string;
  readonly givenId: string;
  readonly skuId: string;
  readonly from: StockChannel;
  readonly to: StockChannel;
  readonly packs: number;
  readonly reason: string;
  readonly note: string;
  readonly userId: string | null;
  readonly at: Date;
}

const LOCK_POOLS = statement<[string, string[]], { free: number }>(
  "stock.lockPools",
  `SELECT on_hand - held AS free FROM stock_pool WHERE sku_id = $1 AND channel = ANY($2::text[])
   ORDER BY channel FOR UPDATE`,
);

const MOVE = statement<
  [string, string, string, number, string, string, string, string, string | null, Date],
  FreeChange & { readonly channel: StockChannel }
>(
  "stock.move",
  `WITH taken AS (
     UPDATE stock_pool p SET on_hand = p.on_hand - $4
     WHERE p.sku_id = $1 AND p.channel = $2 AND p.on_hand - $4 >= p.held
     RETURNING p.sku_id, p.channel, p.on_hand - p.held AS free
   ), given AS (
     INSERT INTO stock_pool AS p (sku_id, channel, on_hand, held) SELECT sku_id, $3, $4, 0 FROM taken
     ON CONFLICT (sku_id, channel) DO UPDATE SET on_hand = p.on_hand + $4
     RETURNING p.sku_id, p.channel, p.on_hand - p.held AS free
   ), noted AS (
     INSERT INTO stock_movement (id, sku_id, channel, packs, reason, note, user_id, at)
     SELECT $5::uuid, sku_id, channel, -$4::int, $7::text, $8::text, $9::uuid, $10::timestamptz FROM taken
     UNION ALL SELECT $6::uuid, sku_id, channel, $4, $7, $8, $9::uuid, $10 FROM given
   )
   SELECT c.sku_id AS "skuId", sku.product_id AS "productId", c.channel, (c.free - c.packs)::int AS before,
          c.free::int AS after
   FROM (SELECT *, -$4::int AS packs FROM taken UNION ALL SELECT *, $4 FROM given) c JOIN sku ON sku.id = c.sku_id`,
);

/**
 * Moves free packs from one allotment to the other: one conditional update, so that packs held for a payment stay
 * where they are and none is counted twice. Returns what became free in either.
 */
export async function movePacks(tx: Tx, move: PacksMove): Promise<Result<FreeChange[], OutOfStock>> {
  const { skuId, from, to, packs } = move;
  // In the order in which buyers lock them too, so that nobody dead-locks.
  await tx.run(LOCK_POOLS, [skuId, [from, to]]);
  const changes = await tx.run(MOVE, [
    ...([skuId, from, to, packs, move.takenId, move.givenId] as const),
    ...([move.reason, move.note, move.userId, move.at] as const),
  ]);
  if (changes.length > 0) return ok(changes);
  const [pool] = await tx.run(FREE, [skuId, from]);
  return refuse({ code: "OutOfStock", skus: [{ skuId, wanted: packs, left: pool?.free ?? 0 }] });
}

/** A pack as the desk that keeps its stock sees it. */
export interface KeptSku {
  readonly skuId: string;
  readonly productId: string;
  /** Declared net weight of one pack. */
  readonly netGrams: Grams;
}

const FIND_SKU = statement<[skuId: string, cooperativeId: string], KeptSku>(
  "stock.findSku",
  `SELECT s.id AS "skuId", s.product_id AS "productId", s.net_grams AS "netGrams"
   FROM sku s JOIN product p ON p.id = s.product_id WHERE s.id = $1 AND p.cooperative_id = $2`,
);

/** The pack, if this cooperative sells it. */
export async function findKeptSku(
  tx: Tx,
  skuId: string,
  cooperativeId: string,
): Promise<KeptSku | undefined> {
  return (await tx.run(FIND_SKU, [skuId, cooperativeId]))[0];
}
