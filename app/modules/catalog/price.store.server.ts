import { newId } from "~/kernel/ids";
import type { Fen } from "~/kernel/money";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { decidePrice, type PriceBelowFloor, type PriceOutOfRange, productTags } from "./product";

/** No such pack at this cooperative. */
export type SkuNotFound = Refusal<"SkuNotFound">;

/** What a write at the desk did, and the tags of the cached pages that showed it otherwise. */
export interface DeskChange {
  readonly productId: string;
  readonly changed: boolean;
  readonly staleTags: readonly string[];
}

interface LockedSku {
  readonly id: string;
  readonly product_id: string;
  readonly cooperative_id: string;
  readonly price_fen: Fen;
}

const lockSkus = statement<[skuIds: readonly string[]], LockedSku>(
  "catalog.lockSkus",
  `SELECT s.id, s.product_id, p.cooperative_id, s.price_fen FROM sku s JOIN product p ON p.id = s.product_id
    WHERE s.id = ANY($1::uuid[]) ORDER BY s.id FOR UPDATE OF s`,
);

// Clocks of several processes differ by a little; a history is in order all the same.
const writePrices = statement<
  [
    skuIds: readonly string[],
    pricesFen: readonly Fen[],
    historyIds: readonly string[],
    now: Date,
    userIds: readonly (string | null)[],
    reasons: readonly string[],
    planIds: readonly (string | null)[],
  ],
  never
>(
  "catalog.setPrices",
  `WITH wanted AS (
     SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $5::uuid[], $6::text[], $7::uuid[])
       AS price (sku_id, price_fen, history_id, user_id, reason, plan_id)),
   priced AS (UPDATE sku SET price_fen = wanted.price_fen FROM wanted WHERE sku.id = wanted.sku_id),
   over AS (UPDATE scheduled_change change SET state = 'done', ended_at = $4, ended_by = wanted.user_id FROM wanted
             WHERE change.sku_id = wanted.sku_id AND change.state = 'running'
               AND change.id IS DISTINCT FROM wanted.plan_id)
   INSERT INTO sku_price (id, sku_id, price_fen, set_at, set_by_user_id, reason, plan_id)
   SELECT history_id, sku_id, price_fen,
          greatest($4, (SELECT max(set_at) + interval '1 millisecond' FROM sku_price former
                         WHERE former.sku_id = wanted.sku_id)),
          user_id, reason, plan_id
     FROM wanted`,
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
export type SetPriceRefusal = SkuNotFound | PriceOutOfRange | PriceBelowFloor;

/**
 * Sets a pack's price and writes it into the price history. The same price again changes nothing; any other ends a
 * promotion that runs, unless it is the promotion's own.
 */
export async function setPrice(tx: Tx, change: PriceChange): Promise<Result<PriceSet, SetPriceRefusal>> {
  const [set] = await setPrices(tx, change.now, [change]);
  return set ?? refuse({ code: "SkuNotFound" });
}

/**
 * The same for any number of packs, each named once, in two statements: an answer for each, in the order given. What is
 * refused is left as it was; the others are set.
 */
export async function setPrices(
  tx: Tx,
  now: Date,
  changes: readonly PriceChange[],
): Promise<readonly Result<PriceSet, SetPriceRefusal>[]> {
  const rows = await tx.run(lockSkus, [changes.map(({ skuId }) => skuId)]);
  const locked = new Map(rows.map((row) => [row.id, row]));
  const decided = changes.map((change) => decide(change, locked.get(change.skuId)));
  const written = changes.filter((_, at) => {
    const set = decided[at];
    return set?.ok && set.value.changed;
  });
  if (written.length > 0) {
    await tx.run(writePrices, [
      written.map(({ skuId }) => skuId),
      written.map(({ priceFen }) => priceFen),
      written.map(() => newId(now)),
      now,
      written.map(({ userId }) => userId),
      written.map(({ reason }) => reason ?? ""),
      written.map(({ planId }) => planId ?? null),
    ]);
  }
  return decided;
}

function decide(change: PriceChange, sku: LockedSku | undefined): Result<PriceSet, SetPriceRefusal> {
  if (!sku || sku.cooperative_id !== change.cooperativeId) return refuse({ code: "SkuNotFound" });
  const decided = decidePrice(change.priceFen, change.floorFen);
  if (!decided.ok) return decided;
  const { product_id: productId, price_fen: formerFen } = sku;
  const changed = formerFen !== change.priceFen;
  return ok({ productId, changed, staleTags: changed ? productTags(productId) : [], formerFen });
}
