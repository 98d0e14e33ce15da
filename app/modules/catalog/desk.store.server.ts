import { newId } from "~/kernel/ids";
import type { Fen } from "~/kernel/money";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { recordListingEvent } from "./listing/revision.store.server";
import {
  decidePrice,
  moveProduct,
  type NothingOnSale,
  type PriceBelowFloor,
  type PriceOutOfRange,
  type ProductMove,
  type ProductMoveRefused,
  type ProductState,
  productTags,
} from "./product";

/** No such pack at this cooperative. */
export type SkuNotFound = Refusal<"SkuNotFound">;
/** No such listing at this cooperative. */
export type ProductNotFound = Refusal<"ProductNotFound">;

/** What a write at the desk did, and the tags of the cached pages that showed it otherwise. */
export interface DeskChange {
  readonly productId: string;
  readonly changed: boolean;
  readonly staleTags: readonly string[];
}

const lockSku = statement<
  [skuId: string, cooperativeId: string],
  { readonly product_id: string; readonly price_fen: Fen }
>(
  "catalog.lockSku",
  `SELECT s.product_id, s.price_fen FROM sku s JOIN product p ON p.id = s.product_id
    WHERE s.id = $1 AND p.cooperative_id = $2 FOR UPDATE OF s`,
);

// Clocks of several processes differ by a little; a history is in order all the same.
const writePrice = statement<
  [
    skuId: string,
    priceFen: Fen,
    historyId: string,
    now: Date,
    userId: string | null,
    reason: string,
    planId: string | null,
  ],
  never
>(
  "catalog.setPrice",
  `WITH priced AS (UPDATE sku SET price_fen = $2 WHERE id = $1),
   over AS (UPDATE scheduled_change SET state = 'done', ended_at = $4, ended_by = $5
             WHERE sku_id = $1 AND state = 'running' AND id IS DISTINCT FROM $7)
   INSERT INTO sku_price (id, sku_id, price_fen, set_at, set_by_user_id, reason, plan_id)
   VALUES ($3, $1, $2, greatest($4, (SELECT max(set_at) + interval '1 millisecond' FROM sku_price WHERE sku_id = $1)),
           $5, $6, $7)`,
);

export interface PriceChange {
  readonly skuId: string;
  readonly cooperativeId: string;
  readonly priceFen: Fen;
  /** the least the share plan permits for this pack, worked out by the workflow; undefined when unknown */
  readonly floorFen: Fen | undefined;
  readonly userId: string | null;
  /** why, in the words of who sets it */
  readonly reason?: string | undefined;
  /** the planned change that sets it */
  readonly planId?: string | undefined;
  readonly now: Date;
}

/** `formerFen`: what the pack cost until now, read under the lock. */
export type PriceSet = DeskChange & { readonly formerFen: Fen };

/**
 * Sets a pack's price and writes it into the price history. The same price again changes nothing; any other ends a
 * promotion that runs, unless it is the promotion's own.
 */
export async function setPrice(
  tx: Tx,
  change: PriceChange,
): Promise<Result<PriceSet, SkuNotFound | PriceOutOfRange | PriceBelowFloor>> {
  const [sku] = await tx.run(lockSku, [change.skuId, change.cooperativeId]);
  if (!sku) return refuse({ code: "SkuNotFound" });
  const decided = decidePrice(change.priceFen, change.floorFen);
  if (!decided.ok) return decided;
  const productId = sku.product_id;
  const formerFen = sku.price_fen;
  if (formerFen === change.priceFen) return ok({ productId, changed: false, staleTags: [], formerFen });
  const { skuId, priceFen, now, userId, reason = "", planId = null } = change;
  await tx.run(writePrice, [skuId, priceFen, newId(now), now, userId, reason, planId]);
  return ok({ productId, changed: true, staleTags: productTags(productId), formerFen });
}

const lockProduct = statement<
  [productId: string, cooperativeId: string],
  { readonly state: ProductState; readonly packs_on_sale: number }
>(
  "catalog.lockProduct",
  `SELECT p.state, (SELECT count(*)::int FROM sku s WHERE s.product_id = p.id AND s.on_sale) AS packs_on_sale
     FROM product p WHERE p.id = $1 AND p.cooperative_id = $2 FOR UPDATE OF p`,
);

const writeState = statement<[productId: string, state: ProductState, now: Date], never>(
  "catalog.changeState",
  "UPDATE product SET state = $2, updated_at = $3 WHERE id = $1",
);

export interface PublicationChange {
  readonly productId: string;
  readonly cooperativeId: string;
  readonly move: ProductMove;
  readonly userId: string | null;
  /** codes and words of whoever sends it back or takes it down */
  readonly reasons?: readonly string[];
  readonly note?: string;
  readonly now: Date;
}

export type StateChange = DeskChange & { readonly from: ProductState; readonly to: ProductState };

/** Moves a listing on in its life and writes down who did it. */
export async function changeState(
  tx: Tx,
  change: PublicationChange,
): Promise<Result<StateChange, ProductNotFound | ProductMoveRefused | NothingOnSale>> {
  const { productId } = change;
  const [product] = await tx.run(lockProduct, [productId, change.cooperativeId]);
  if (!product) return refuse({ code: "ProductNotFound" });
  const moved = moveProduct(product.state, change.move, product.packs_on_sale);
  if (!moved.ok) return moved;
  await tx.run(writeState, [productId, moved.value, change.now]);
  const { move, userId, reasons = [], note = "", now: at } = change;
  await recordListingEvent(tx, { productId, revisionId: null, move, userId, reasons, note, at });
  const [from, to] = [product.state, moved.value];
  return ok({ productId, changed: true, staleTags: productTags(productId), from, to });
}
