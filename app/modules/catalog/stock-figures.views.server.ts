import type { Fen } from "~/kernel/money";
import type { Locale } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/** What is there of one listing's lots, and what it cost. */
export interface ProductStock {
  readonly productId: string;
  readonly productName: string;
  readonly unpackedGrams: Grams;
  readonly inPacksGrams: Grams;
  readonly wholesaleGrams: Grams;
  /** what slips have made owing for it, at the moving average of each lot */
  readonly costFen: Fen;
  /** of all three weights together, those of lots that came over no scale: nobody knows what they cost */
  readonly uncostedGrams: Grams;
}

/** More listings than a cooperative has goods of. */
const MOST_PRODUCTS = 200;

const BY_PRODUCT = statement<[locale: Locale, cooperativeId: string, limit: number], ProductStock>(
  "stock.byProduct",
  `SELECT p.id AS "productId", p.name ->> $1 AS "productName", sum(store.unpacked)::int8 AS "unpackedGrams",
     sum(store.in_packs)::int8 AS "inPacksGrams", sum(store.wholesale)::int8 AS "wholesaleGrams",
     coalesce(sum(cost.fen_in - cost.fen_out), 0)::int8 AS "costFen",
     coalesce(sum(store.unpacked + store.in_packs + store.wholesale) FILTER (WHERE cost.lot_id IS NULL), 0)::int8
       AS "uncostedGrams"
   FROM (SELECT id, product_id, grams_wholesale AS wholesale, grams_packed - grams_sold - grams_taken AS in_packs,
           grams_total - grams_wholesale - grams_packed - grams_lost - grams_bulk AS unpacked
         FROM lot WHERE cooperative_id = $2) store
   JOIN product p ON p.id = store.product_id
   LEFT JOIN intake_lot cost ON cost.lot_id = store.id
   WHERE store.unpacked + store.in_packs + store.wholesale > 0
   GROUP BY p.id ORDER BY p.position, p.id LIMIT $3`,
);

/** What a cooperative's lots still hold, by listing; listings of which nothing is left are not there. One statement. */
export function productStock(
  tx: Tx,
  { cooperativeId, locale }: { readonly cooperativeId: string; readonly locale: Locale },
): Promise<ProductStock[]> {
  return tx.run(BY_PRODUCT, [locale, cooperativeId, MOST_PRODUCTS]);
}
