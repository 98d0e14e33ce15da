import { newId } from "~/kernel/ids";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { NewSku } from "./product.store.server";

const insert = statement<
  [
    productId: string,
    ids: readonly string[],
    names: readonly string[],
    packings: readonly string[],
    netGrams: readonly bigint[],
    pricesFen: readonly bigint[],
    positions: readonly number[],
    historyIds: readonly string[],
    now: Date,
    userId: string | null,
  ],
  never
>(
  "catalog.insertPacks",
  `WITH packs AS (
     SELECT * FROM unnest($2::uuid[], $3::jsonb[], $4::text[], $5::bigint[], $6::bigint[], $7::int[], $8::uuid[])
       AS pack (id, name, packing, net_grams, price_fen, position, history_id)),
   written AS (
     INSERT INTO sku (id, product_id, name, packing, net_grams, price_fen, position, on_sale)
     SELECT id, $1, name, packing, net_grams, price_fen, position, true FROM packs)
   INSERT INTO sku_price (id, sku_id, price_fen, set_at, set_by_user_id)
   SELECT history_id, id, price_fen, $9, $10 FROM packs`,
);

/**
 * New packs of a listing, on sale, each with the first line of its price history: the database takes no pack without.
 * Returns their ids in the order given.
 */
export async function insertPacks(
  tx: Tx,
  {
    productId,
    packs,
    userId,
    now,
  }: {
    readonly productId: string;
    readonly packs: readonly (NewSku & { readonly position: number })[];
    readonly userId: string | null;
    readonly now: Date;
  },
): Promise<readonly string[]> {
  const ids = packs.map(() => newId(now));
  await tx.run(insert, [
    productId,
    ids,
    packs.map(({ name }) => JSON.stringify(name)),
    packs.map(({ packing }) => packing),
    packs.map(({ netGrams }) => netGrams),
    packs.map(({ priceFen }) => priceFen),
    packs.map(({ position }) => position),
    packs.map(() => newId(now)),
    now,
    userId,
  ]);
  return ids;
}
