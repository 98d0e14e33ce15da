import type { Locale } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { inPacksGrams, type LotBalance, remainingGrams } from "./lot";
import type { Packing } from "./product";
import { freeOnSale, type StockPool } from "./stock";
import { isLow, type LotAge, lotAge, wantsSelling } from "./stock-alerts";

/** More packs or lots than a cooperative keeps at a time; what is beyond is on its product's own page. */
export const MOST_STOCK_ROWS = 200;

export interface StockSku {
  readonly skuId: string;
  readonly productId: string;
  readonly productName: string;
  readonly skuName: string;
  readonly packing: Packing;
  readonly netGrams: Grams;
  readonly pools: readonly StockPool[];
  /** free in all allotments on sale together */
  readonly free: number;
  readonly lowBelow: number | null;
  /** published and not taken off sale */
  readonly onSale: boolean;
  /** sold before its harvest */
  readonly ahead: boolean;
  readonly low: boolean;
}

export interface StockLot extends LotBalance, LotAge {
  readonly lotId: string;
  readonly code: string;
  readonly productId: string;
  readonly productName: string;
  readonly harvestedOn: string;
  /** unpacked, for retail */
  readonly leftGrams: Grams;
  /** in packs that still stand in the store */
  readonly inPacksGrams: Grams;
}

export interface StockPage {
  readonly skus: readonly StockSku[];
  /** Lots of which something is left, the oldest harvest first: it is sold first. */
  readonly lots: readonly StockLot[];
}

const SKUS = statement<
  [locale: Locale, cooperativeId: string, skuId: string | null, limit: number],
  Omit<StockSku, "free" | "low">
>(
  "stock.pageSkus",
  `SELECT s.id AS "skuId", p.id AS "productId", p.name ->> $1 AS "productName", s.name ->> $1 AS "skuName", s.packing,
     s.net_grams AS "netGrams", s.low_below AS "lowBelow", s.on_sale AND p.state = 'published' AS "onSale",
     s.ships_from IS NOT NULL AS ahead,
     (SELECT coalesce(jsonb_agg(jsonb_build_object('channel', channel, 'onHand', on_hand, 'held', held)
               ORDER BY channel DESC), '[]') FROM stock_pool pool WHERE pool.sku_id = s.id) AS pools
   FROM product p JOIN sku s ON s.product_id = p.id
   WHERE p.cooperative_id = $2 AND p.state <> 'archived' AND ($3::uuid IS NULL OR s.id = $3)
   ORDER BY p.position, p.id, s.position, s.id LIMIT $4`,
);

type LotRow = LotBalance &
  Pick<StockLot, "lotId" | "code" | "productId" | "productName" | "harvestedOn"> & {
    readonly shelfLifeDays: number | null;
  };

const LOTS = statement<
  [locale: Locale, cooperativeId: string, lotId: string | null, productId: string | null, limit: number],
  LotRow
>(
  "stock.pageLots",
  `SELECT lot.id AS "lotId", lot.code, p.id AS "productId", p.name ->> $1 AS "productName",
     lot.harvested_on AS "harvestedOn", lot.grams_total AS "gramsTotal", lot.grams_wholesale AS "gramsWholesale",
     lot.grams_packed AS "gramsPacked", lot.grams_lost AS "gramsLost",
     lot.grams_bulk AS "gramsBulk", lot.grams_sold AS "gramsSold", lot.grams_taken AS "gramsTaken", p.shelf_life_days AS "shelfLifeDays"
   FROM lot JOIN product p ON p.id = lot.product_id
   WHERE lot.cooperative_id = $2 AND CASE WHEN $3::uuid IS NULL
       THEN lot.grams_total > lot.grams_packed + lot.grams_lost + lot.grams_bulk AND ($4::uuid IS NULL OR lot.product_id = $4)
       ELSE lot.id = $3 END
   ORDER BY lot.harvested_on, lot.id LIMIT $5`,
);

function skuOf(row: Omit<StockSku, "free" | "low">): StockSku {
  const free = freeOnSale(row.pools);
  // What is sold ahead is not on its shelf by nature.
  return { ...row, free, low: !row.ahead && isLow({ ...row, free }) };
}

function lotOf({ shelfLifeDays, ...row }: LotRow, today: string): StockLot {
  const counts = { leftGrams: remainingGrams(row), inPacksGrams: inPacksGrams(row) };
  return { ...row, ...lotAge(row.harvestedOn, shelfLifeDays, today), ...counts };
}

interface Desk {
  readonly cooperativeId: string;
  readonly locale: Locale;
  /** YYYY-MM-DD in Shanghai */
  readonly today: string;
}

/** Everything a cooperative has in store: two statements, whatever the number of goods. */
export async function stockPage(tx: Tx, { cooperativeId, locale, today }: Desk): Promise<StockPage> {
  const [skus, lots] = await Promise.all([
    tx.run(SKUS, [locale, cooperativeId, null, MOST_STOCK_ROWS]),
    tx.run(LOTS, [locale, cooperativeId, null, null, MOST_STOCK_ROWS]),
  ]);
  return { skus: skus.map(skuOf), lots: lots.map((row) => lotOf(row, today)) };
}

/** One pack of this cooperative, as its stock page shows it. */
export async function stockSku(
  tx: Tx,
  { cooperativeId, locale, skuId }: Omit<Desk, "today"> & { readonly skuId: string },
): Promise<StockSku | undefined> {
  const [row] = await tx.run(SKUS, [locale, cooperativeId, skuId, 1]);
  return row && skuOf(row);
}

/** One lot of this cooperative with the packs that can be made of it. */
export async function stockLot(
  tx: Tx,
  { cooperativeId, locale, today, lotId }: Desk & { readonly lotId: string },
): Promise<{ readonly lot: StockLot; readonly skus: readonly StockSku[] } | undefined> {
  const [row] = await tx.run(LOTS, [locale, cooperativeId, lotId, null, 1]);
  if (!row) return undefined;
  const skus = await tx.run(SKUS, [locale, cooperativeId, null, MOST_STOCK_ROWS]);
  const made = skus.filter((sku) => sku.productId === row.productId).map(skuOf);
  return { lot: lotOf(row, today), skus: made };
}

export interface StockAlerts {
  readonly lowSkus: readonly StockSku[];
  readonly lotsToSell: readonly StockLot[];
}

/** What of a stock page wants somebody's attention. */
export function alertsOf({ skus, lots }: StockPage): StockAlerts {
  return { lowSkus: skus.filter((sku) => sku.low), lotsToSell: lots.filter(wantsSelling) };
}
