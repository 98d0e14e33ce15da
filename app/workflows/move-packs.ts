import { newId } from "~/kernel/ids";
import { ok, type Result, refuse } from "~/kernel/result";
import {
  checkPacks,
  findKeptSku,
  movePacks as moveBetweenPools,
  type OutOfStock,
  type PackMoveReason,
  type PacksOutOfRange,
  productTags,
  type SkuNotFound,
  type StockChannel,
} from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import type { Db, Tx } from "~/platform/db/db.server";

export interface MovePacks {
  readonly skuId: string;
  readonly cooperativeId: string;
  /** The allotment they come from; they go to the other one. */
  readonly from: StockChannel;
  readonly packs: number;
  readonly reason: PackMoveReason;
  readonly note: string;
  readonly userId: string;
  readonly now: Date;
}

export type MovePacksRefusal = SkuNotFound | OutOfStock | PacksOutOfRange;

/** Sets packs aside for a live session, or gives them back to the shop. Nothing is won or lost between the two. */
export function movePacks(
  { db }: { readonly db: Db },
  input: MovePacks,
): Promise<Result<void, MovePacksRefusal>> {
  return db.transaction((tx) => moveBetweenAllotments(tx, input));
}

/** The same as a step of a transaction that does more. */
export async function moveBetweenAllotments(
  tx: Tx,
  { skuId, cooperativeId, from, packs, reason, note, userId, now }: MovePacks,
): Promise<Result<void, MovePacksRefusal>> {
  const meant = checkPacks(packs);
  if (!meant.ok) return meant;
  const sku = await findKeptSku(tx, skuId, cooperativeId);
  if (!sku) return refuse({ code: "SkuNotFound" });
  const to = from === "shop" ? "live" : "shop";
  const move = { takenId: newId(now), givenId: newId(now), skuId, from, to, packs, reason, note } as const;
  const moved = await moveBetweenPools(tx, { ...move, userId, at: now });
  if (!moved.ok) return moved;
  await recordChange(tx, {
    at: now,
    actorUserId: userId,
    organisationId: cooperativeId,
    act: "sku.stockMoved",
    subject: { kind: "sku", id: skuId },
    before: null,
    after: { from, to, packs },
    reason: note ? `${reason}: ${note}` : reason,
  });
  await tx.dropPages(productTags(sku.productId));
  return ok();
}
