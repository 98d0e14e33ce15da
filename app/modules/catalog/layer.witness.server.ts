import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/** A count that is not what its own story says. */
export interface CountDifference {
  readonly bookId: string;
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
}

/** Of a lot: in = unpacked + wholesale + in packs + sold + taken + by weight + lost, each as its own rows say. */
const LOTS = statement<[], CountDifference>(
  "layer.lotDifference",
  `WITH told AS (
     SELECT lot.id,
       (SELECT coalesce(sum(packed_grams), 0) FROM packing_run r WHERE r.lot_id = lot.id) AS packed,
       (SELECT coalesce(-sum(grams_retail + grams_wholesale), 0) FROM lot_movement m
         WHERE m.lot_id = lot.id AND reason = 'soldByWeight') AS bulk,
       (SELECT coalesce(-sum(grams_retail + grams_wholesale), 0) FROM lot_movement m
         WHERE m.lot_id = lot.id AND reason NOT IN ('packed', 'unpacked', 'soldByWeight')) AS lost,
       (SELECT coalesce(sum(grams), 0) FROM pack_draw d WHERE d.lot_id = lot.id AND d.order_id IS NOT NULL) AS sold,
       (SELECT coalesce(sum(packs_left * net_grams), 0) FROM pack_layer l WHERE l.lot_id = lot.id) AS in_packs
     FROM lot
   )
   SELECT c.book_id AS "bookId", 'grams of lot ' || lot.code AS subject,
     concat_ws(', ', told.packed, told.bulk, told.lost, told.sold, told.in_packs) AS expected,
     concat_ws(', ', lot.grams_packed, lot.grams_bulk, lot.grams_lost, lot.grams_sold,
       lot.grams_packed - lot.grams_sold - lot.grams_taken) AS found
   FROM lot JOIN told ON told.id = lot.id JOIN cooperative c ON c.id = lot.cooperative_id
   WHERE (lot.grams_packed, lot.grams_bulk, lot.grams_lost, lot.grams_sold, lot.grams_packed - lot.grams_sold - lot.grams_taken)
     IS DISTINCT FROM (told.packed, told.bulk, told.lost, told.sold, told.in_packs)
   ORDER BY lot.id LIMIT 1`,
);

/**
 * Of a sku: its layers hold what stands on the shelf, and what is sold and not in its box yet. What is promised of a harvest
 * to come stands nowhere; what is kept aside for it does.
 */
const SHELVES = statement<[], CountDifference>(
  "layer.shelfDifference",
  `WITH shelf AS (
     SELECT s.id, s.product_id,
       (SELECT coalesce(sum(on_hand), 0) FROM stock_pool p WHERE p.sku_id = s.id AND p.channel <> 'ahead')
         + (SELECT coalesce(sum(h.packs), 0) FROM stock_hold h JOIN orders o ON o.id = h.order_id
             WHERE h.sku_id = s.id AND h.state = 'sold' AND o.state = 'paid' AND h.channel <> 'ahead') AS packs,
       (SELECT coalesce(sum(packs_left), 0) FROM pack_layer l WHERE l.sku_id = s.id) AS layered
     FROM sku s
   )
   SELECT c.book_id AS "bookId", 'packs of ' || p.slug || ' ' || shelf.id AS subject, shelf.packs::text AS expected,
     shelf.layered::text AS found
   FROM shelf JOIN product p ON p.id = shelf.product_id JOIN cooperative c ON c.id = p.cooperative_id
   WHERE shelf.packs <> shelf.layered ORDER BY shelf.id LIMIT 1`,
);

/** The first lot or sku whose figures are not what its own rows add up to; each is compared within one statement. */
export async function countDifference(tx: Tx): Promise<CountDifference | undefined> {
  const [lot] = await tx.run(LOTS, []);
  return lot ?? (await tx.run(SHELVES, []))[0];
}
