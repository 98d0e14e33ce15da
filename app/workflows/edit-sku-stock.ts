import { newId } from "~/kernel/ids";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import {
  adjustStock,
  type DeskChange,
  type OutOfStock,
  productTags,
  type SkuNotFound,
  type StockChannel,
  skusForOrdering,
} from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";

/** Why packs were put in or taken out by hand. */
export const STOCK_REASONS = ["packed", "spoiled", "recounted", "usedElsewhere"] as const;
export type StockReason = (typeof STOCK_REASONS)[number];

/** More packs than a village packs in a year: beyond it a slip of the finger is likelier. */
export const MOST_PACKS_AT_ONCE = 100_000;

export interface EditSkuStock {
  readonly skuId: string;
  /** of the staff member; another cooperative's pack is not found */
  readonly cooperativeId: string;
  readonly channel: StockChannel;
  /** added, or taken away when negative */
  readonly packs: number;
  readonly reason: StockReason;
  readonly userId: string;
  readonly now: Date;
}

/** The change is nothing, or more than anybody means. */
export interface PacksOutOfRange extends Refusal<"PacksOutOfRange"> {
  readonly most: number;
}

export type EditSkuStockRefusal = SkuNotFound | OutOfStock | PacksOutOfRange;

/**
 * Puts packs on sale or takes free ones off. A change and not a new count, because sales go on while somebody types;
 * packs held for a payment cannot be taken.
 */
export function editSkuStock(
  deps: { readonly db: Db },
  input: EditSkuStock,
): Promise<Result<DeskChange, EditSkuStockRefusal>> {
  return deps.db.transaction(async (tx): Promise<Result<DeskChange, EditSkuStockRefusal>> => {
    const { skuId, channel, packs, reason, userId, now } = input;
    if (!Number.isSafeInteger(packs) || packs === 0 || Math.abs(packs) > MOST_PACKS_AT_ONCE) {
      return refuse({ code: "PacksOutOfRange", most: MOST_PACKS_AT_ONCE });
    }
    const sku = (await skusForOrdering(tx, [skuId])).get(skuId);
    if (!sku || sku.cooperativeId !== input.cooperativeId) return refuse({ code: "SkuNotFound" });
    const movementId = newId(now);
    const adjusted = await adjustStock(tx, { movementId, skuId, channel, packs, reason, userId, at: now });
    if (!adjusted.ok) return adjusted;
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: input.cooperativeId,
      act: "sku.stockChanged",
      subject: { kind: "sku", id: skuId },
      before: null,
      after: { channel, packs, reason },
      reason: null,
    });
    const staleTags = productTags(sku.productId);
    await tx.dropPages(staleTags);
    return ok({ productId: sku.productId, changed: true, staleTags });
  });
}
