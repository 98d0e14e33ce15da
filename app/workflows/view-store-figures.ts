import type { Locale } from "~/kernel/text";
import {
  alertsOf,
  type PackFigures,
  type ProductStock,
  packFigures,
  packsInStore,
  productStock,
  type StockLot,
  type StockSku,
  stockPage,
} from "~/modules/catalog/index.server";
import type { Tx } from "~/platform/db/db.server";

type Named = Pick<StockSku, "skuId" | "productName" | "skuName">;

/** What stands in a cooperative's store: lots by listing, packs by size, and what ages. */
export interface StoreFigures {
  readonly products: readonly ProductStock[];
  /** sizes of which something stands there */
  readonly packs: readonly (Named & PackFigures)[];
  /** the oldest harvest first */
  readonly toSell: readonly StockLot[];
}

/** Reads what stands in a cooperative's store on a day (YYYY-MM-DD). Three statements. */
export async function viewStoreFigures(
  tx: Tx,
  asked: { readonly cooperativeId: string; readonly locale: Locale; readonly today: string },
): Promise<StoreFigures> {
  const [products, page] = await Promise.all([productStock(tx, asked), stockPage(tx, asked)]);
  const packs = page.skus
    .map(({ skuId, productName, skuName, pools }) => ({
      skuId,
      productName,
      skuName,
      ...packFigures(pools),
    }))
    .filter((figures) => packsInStore(figures) > 0);
  return { products, packs, toSell: alertsOf(page).lotsToSell };
}
