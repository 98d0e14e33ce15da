import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { recordListingEvent } from "./listing/revision.store.server";
import type { DeskChange } from "./price.store.server";
import {
  moveProduct,
  type NothingOnSale,
  type ProductMove,
  type ProductMoveRefused,
  type ProductState,
  productTags,
} from "./product";

/** No such listing at this cooperative. */
export type ProductNotFound = Refusal<"ProductNotFound">;

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
