import { newId } from "~/kernel/ids";
import { ok, type Result, refuse } from "~/kernel/result";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { adjustStock, type StockAdjustment } from "./adjust.store.server";
import {
  type Draw,
  drawPacks,
  type LotOutflow,
  outflowsOf,
  type PackLayer,
  type PacksHaveLeft,
} from "./pack-layers";
import type { FreeChange, OutOfStock } from "./stock";

/*
 * Everybody locks in one order: layers by sku, lots by id, then pools, which buyers want too. A statement that locks rows
 * answers with what they are once it has them, so what is to be taken is reckoned here and not in the same statement.
 */

const LOCK = statement<[skuIds: readonly string[]], PackLayer>(
  "layer.lock",
  `SELECT id AS "layerId", sku_id AS "skuId", lot_id AS "lotId", net_grams AS "netGrams", packs, packs_left AS "packsLeft"
   FROM pack_layer WHERE sku_id = ANY($1::uuid[]) AND packs_left > 0 ORDER BY sku_id, at, id FOR UPDATE`,
);

/** The layers of these skus that still hold packs, the oldest first; nobody else takes of them until the transaction ends. */
export function lockLayers(tx: Tx, skuIds: readonly string[]): Promise<PackLayer[]> {
  return tx.run(LOCK, [[...new Set(skuIds)]]);
}

/** Why packs leave the store. Undone packing gives its grams back to the lot, so the lot loses nothing by it. */
type Cause =
  | { readonly kind: "sold"; readonly orderId: string }
  | { readonly kind: "taken" | "undone"; readonly movementId: string };

interface Leaving extends Draw {
  readonly linePosition: number | null;
}

const LOCK_LOTS = statement<[lotIds: readonly string[]], { readonly lotId: string; readonly left: Grams }>(
  "layer.lockLots",
  `SELECT id AS "lotId", grams_total - grams_lost - grams_bulk - grams_sold - grams_taken AS "left"
   FROM lot WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
);

const WRITE = statement<
  [
    ...[ids: string[], layerIds: string[], packs: number[], linePositions: (number | null)[]],
    ...[orderId: string | null, movementId: string | null, at: Date],
  ],
  never
>(
  "layer.draw",
  `WITH drawn AS (
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[]) AS d(id, layer_id, packs, line_position)
   ), taken AS (
     UPDATE pack_layer l SET packs_left = l.packs_left - d.packs
       FROM (SELECT layer_id, sum(packs)::int AS packs FROM drawn GROUP BY layer_id) d WHERE l.id = d.layer_id
     RETURNING l.id, l.lot_id, l.net_grams
   )
   INSERT INTO pack_draw (id, layer_id, lot_id, packs, grams, order_id, line_position, movement_id, at)
   SELECT d.id, d.layer_id, t.lot_id, d.packs, d.packs * t.net_grams, $5::uuid, d.line_position, $6::uuid, $7
   FROM drawn d JOIN taken t ON t.id = d.layer_id`,
);

const LEAVE_LOTS = statement<[lotIds: string[], sold: Grams[], taken: Grams[]], never>(
  "layer.leaveLots",
  `UPDATE lot SET grams_sold = lot.grams_sold + gone.sold, grams_taken = lot.grams_taken + gone.taken
   FROM (SELECT lot_id, sum(sold)::bigint AS sold, sum(taken)::bigint AS taken
           FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS g(lot_id, sold, taken) GROUP BY lot_id) gone
   WHERE lot.id = gone.lot_id`,
);

/** Writes down what leaves locked layers, and what their lots lose by it. */
async function leave(
  tx: Tx,
  leaving: readonly Leaving[],
  cause: Cause,
  at: Date,
): Promise<readonly LotOutflow[]> {
  if (leaving.length === 0) return [];
  const lotIds = [...new Set(leaving.flatMap(({ lotId }) => lotId ?? []))];
  const left = await tx.run(LOCK_LOTS, [lotIds]);
  await tx.run(WRITE, [
    leaving.map(() => newId(at)),
    leaving.map(({ layerId }) => layerId),
    leaving.map(({ packs }) => packs),
    leaving.map(({ linePosition }) => linePosition),
    ...(cause.kind === "sold" ? ([cause.orderId, null] as const) : ([null, cause.movementId] as const)),
    at,
  ]);
  if (cause.kind === "undone") return [];
  const outflows = outflowsOf(leaving, new Map(left.map((lot) => [lot.lotId, lot.left])));
  const grams = outflows.map((each) => each.grams);
  const none = outflows.map(() => 0n);
  await tx.run(LEAVE_LOTS, [
    outflows.map((each) => each.lotId),
    ...(cause.kind === "sold" ? ([grams, none] as const) : ([none, grams] as const)),
  ]);
  return outflows;
}

const LINES = statement<
  [orderId: string],
  { readonly position: number; readonly skuId: string; readonly packs: number }
>(
  "layer.linesOfOrder",
  `SELECT (row_number() OVER (ORDER BY position) - 1)::int AS position, sku_id AS "skuId", packs
   FROM order_line WHERE order_id = $1 ORDER BY position`,
);

/** The packs of an order go into its box: which lots they are of is known from now on. */
export async function drawForOrder(
  tx: Tx,
  { orderId, now }: { readonly orderId: string; readonly now: Date },
): Promise<readonly LotOutflow[]> {
  const lines = await tx.run(LINES, [orderId]);
  let layers: readonly PackLayer[] = await lockLayers(
    tx,
    lines.map((line) => line.skuId),
  );
  const leaving = lines.flatMap(({ position, skuId, packs }) => {
    const drawn = drawPacks(
      layers.filter((layer) => layer.skuId === skuId),
      packs,
    );
    layers = [...layers.filter((layer) => layer.skuId !== skuId), ...drawn.layers];
    return drawn.draws.map((draw) => ({ ...draw, linePosition: position }));
  });
  return leave(tx, leaving, { kind: "sold", orderId }, now);
}

/** What a change by hand has done to the pool and, where packs left, to their lots. */
export interface ChangedPacks {
  readonly change: FreeChange;
  readonly outflows: readonly LotOutflow[];
}

/** Adds packs to a pool by hand, or takes free ones out of it, the oldest first; packs held for a payment stay. */
export async function changePacks(tx: Tx, wish: StockAdjustment): Promise<Result<ChangedPacks, OutOfStock>> {
  const outflows = wish.packs < 0 ? await leaveByHand(tx, wish) : [];
  const changed = await adjustStock(tx, wish);
  return changed.ok ? ok({ change: changed.value, outflows }) : changed;
}

async function leaveByHand(tx: Tx, wish: StockAdjustment): Promise<readonly LotOutflow[]> {
  const { draws } = drawPacks(await lockLayers(tx, [wish.skuId]), -wish.packs);
  const leaving = draws.map((draw) => ({ ...draw, linePosition: null }));
  return leave(tx, leaving, { kind: "taken", movementId: wish.movementId }, wish.at);
}

/** Takes all packs of one packing out again (`packs` is their number, negative), which only works while none of them has left the store. */
export async function takePacking(
  tx: Tx,
  { runId, ...wish }: StockAdjustment & { readonly runId: string },
): Promise<Result<FreeChange, OutOfStock | PacksHaveLeft>> {
  const layers = await lockLayers(tx, [wish.skuId]);
  const own = layers.find((layer) => layer.layerId === runId);
  if (own?.packsLeft !== -wish.packs) return refuse({ code: "PacksHaveLeft", left: own?.packsLeft ?? 0 });
  const leaving = drawPacks([own], own.packsLeft).draws.map((draw) => ({ ...draw, linePosition: null }));
  await leave(tx, leaving, { kind: "undone", movementId: wish.movementId }, wish.at);
  return adjustStock(tx, wish);
}
