import { newId } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";
import { ok, type Result, refuse } from "~/kernel/result";
import type { Grams } from "~/kernel/weight";
import {
  adjustStock,
  decidePacking,
  findKeptSku,
  type LossReason,
  type LotNotFound,
  lockLot,
  type PackingRefusal,
  productTags,
  recordPacking,
  remainingGrams,
  type SkuNotFound,
  type StockChannel,
} from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";

export interface PackLot {
  readonly lotId: string;
  readonly skuId: string;
  readonly cooperativeId: string;
  /** The allotment the packs go on sale in. */
  readonly channel: StockChannel;
  readonly packs: number;
  /** Taken from the lot: what is in the packs and what was lost on the way. */
  readonly usedGrams: Grams;
  readonly lossReason: LossReason | undefined;
  readonly userId: string;
  readonly now: Date;
}

export type PackLotRefusal = LotNotFound | SkuNotFound | PackingRefusal;

export interface PackedLot {
  readonly runId: string;
  readonly packs: number;
  readonly lossGrams: Grams;
  /** Of the lot, for retail, after this. */
  readonly leftGrams: Grams;
}

/** Makes grams of a lot into packs, which are on sale at once. What was used is packed or lost, to the gram. */
export function packLot(
  { db }: { readonly db: Db },
  input: PackLot,
): Promise<Result<PackedLot, PackLotRefusal>> {
  return db.transaction(async (tx): Promise<Result<PackedLot, PackLotRefusal>> => {
    const runId = newId(input.now);
    const { lotId, skuId, cooperativeId, channel, userId, now } = input;
    const lot = await lockLot(tx, lotId, cooperativeId);
    if (!lot) return refuse({ code: "LotNotFound" });
    const sku = await findKeptSku(tx, skuId, cooperativeId);
    if (!sku || sku.productId !== lot.productId) return refuse({ code: "SkuNotFound" });
    const leftBefore = remainingGrams(lot);
    const decided = decidePacking({ ...input, netGrams: sku.netGrams }, leftBefore);
    if (!decided.ok) return decided;
    const packing = decided.value;
    const { netGrams } = sku;
    await recordPacking(tx, { runId, lotId, skuId, channel, netGrams, packing, userId, at: now });
    const leftGrams = leftBefore - packing.packedGrams - packing.lossGrams;
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "lot.packed",
      subject: { kind: "lot", id: lotId },
      before: { leftGrams: leftBefore },
      after: { leftGrams, skuId, channel, packs: packing.packs, lossGrams: packing.lossGrams },
      reason: packing.lossReason,
    });
    await tx.dropPages([...productTags(sku.productId), `lot:${lotId}`]);
    // Last, so that the pool, which buyers want too, stays locked for the commit only.
    const reason = "packed";
    const { packs } = packing;
    const entry = { movementId: runId, skuId, lotId, channel, packs, reason, userId, at: now };
    const put = await adjustStock(tx, entry);
    invariant(put.ok, "packs can always be added to a pool");
    return ok({ runId, packs, lossGrams: packing.lossGrams, leftGrams });
  });
}
