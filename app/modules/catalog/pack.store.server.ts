import { newId } from "~/kernel/ids";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { NewSku } from "./product.store.server";

const insert = statement<
  [
    productIds: readonly string[],
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
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::jsonb[], $4::text[], $5::bigint[], $6::bigint[], $7::int[], $8::uuid[])
       AS pack (product_id, id, name, packing, net_grams, price_fen, position, history_id)),
   written AS (
     INSERT INTO sku (id, product_id, name, packing, net_grams, price_fen, position, on_sale)
     SELECT id, product_id, name, packing, net_grams, price_fen, position, true FROM packs)
   INSERT INTO sku_price (id, sku_id, price_fen, set_at, set_by_user_id)
   SELECT history_id, id, price_fen, $9, $10 FROM packs`,
);

export type NewPack = NewSku & { readonly productId: string; readonly position: number };

interface PacksWritten {
  readonly userId: string | null;
  readonly now: Date;
}

/**
 * New packs of a listing, on sale, each with the first line of its price history: the database takes no pack without.
 * Returns their ids in the order given.
 */
export function insertPacks(
  tx: Tx,
  {
    productId,
    packs,
    ...written
  }: PacksWritten & {
    readonly productId: string;
    readonly packs: readonly (NewSku & { readonly position: number })[];
  },
): Promise<readonly string[]> {
  return insertPacksOfMany(tx, { ...written, packs: packs.map((pack) => ({ ...pack, productId })) });
}

/** The same for packs of any number of listings, in one statement. */
export async function insertPacksOfMany(
  tx: Tx,
  { packs, userId, now }: PacksWritten & { readonly packs: readonly NewPack[] },
): Promise<readonly string[]> {
  const ids = packs.map(() => newId(now));
  if (packs.length === 0) return ids;
  await tx.run(insert, [
    packs.map(({ productId }) => productId),
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
