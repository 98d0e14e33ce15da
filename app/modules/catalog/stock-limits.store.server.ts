import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

interface Changed {
  readonly before: number | null;
}

const SET_LOW = statement<[skuId: string, cooperativeId: string, lowBelow: number | null], Changed>(
  "stock.setLowLimit",
  `WITH was AS (
     SELECT s.id, s.low_below FROM sku s JOIN product p ON p.id = s.product_id
      WHERE s.id = $1 AND p.cooperative_id = $2 FOR UPDATE OF s
   ) UPDATE sku SET low_below = $3 FROM was WHERE sku.id = was.id RETURNING was.low_below AS before`,
);

/** Below how many free packs the desk warns; null: the usual number. Undefined when the cooperative has no such pack. */
export async function setLowLimit(
  tx: Tx,
  input: { readonly skuId: string; readonly cooperativeId: string; readonly lowBelow: number | null },
): Promise<Changed | undefined> {
  return (await tx.run(SET_LOW, [input.skuId, input.cooperativeId, input.lowBelow]))[0];
}

const SET_LIFE = statement<
  [lotId: string, cooperativeId: string, days: number | null],
  Changed & { readonly productId: string }
>(
  "stock.setShelfLife",
  `WITH was AS (
     SELECT p.id, p.shelf_life_days FROM lot JOIN product p ON p.id = lot.product_id
      WHERE lot.id = $1 AND lot.cooperative_id = $2 FOR UPDATE OF p
   ) UPDATE product SET shelf_life_days = $3 FROM was WHERE product.id = was.id
     RETURNING was.id AS "productId", was.shelf_life_days AS before`,
);

/** How many days what a lot is of keeps from its harvest; for all lots of the product. Undefined: no such lot here. */
export async function setShelfLife(
  tx: Tx,
  input: { readonly lotId: string; readonly cooperativeId: string; readonly days: number | null },
): Promise<(Changed & { readonly productId: string }) | undefined> {
  return (await tx.run(SET_LIFE, [input.lotId, input.cooperativeId, input.days]))[0];
}
