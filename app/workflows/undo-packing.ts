import { newId } from "~/kernel/ids";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import {
  findPacking,
  lockLayers,
  lockLot,
  type OutOfStock,
  type PacksHaveLeft,
  productTags,
  recordUndoing,
  takePacking,
} from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";

export interface UndoPacking {
  readonly runId: string;
  readonly cooperativeId: string;
  readonly userId: string;
  readonly now: Date;
}

/** No such packing at this cooperative. */
export interface PackingNotFound extends Refusal<"PackingNotFound"> {}
/** It was undone before, or is itself the undoing of another. */
export interface PackingUndone extends Refusal<"PackingUndone"> {}

export type UndoPackingRefusal = PackingNotFound | PackingUndone | PacksHaveLeft | OutOfStock;

/**
 * Takes a packing back by a counter-entry: its packs leave the pool, its grams, loss included, are of the lot again. Only
 * while none of its packs has left the store and as many are free to take; what was sold stays sold.
 */
export function undoPacking(
  { db }: { readonly db: Db },
  { runId, cooperativeId, userId, now }: UndoPacking,
): Promise<Result<void, UndoPackingRefusal>> {
  return db.transaction(async (tx): Promise<Result<void, UndoPackingRefusal>> => {
    const found = await findPacking(tx, runId, cooperativeId);
    if (!found) return refuse({ code: "PackingNotFound" });
    await lockLayers(tx, [found.skuId]);
    const lot = await lockLot(tx, found.lotId, cooperativeId);
    // Read anew behind the lock: somebody else may have undone it while we waited.
    const run = lot && (await findPacking(tx, runId, cooperativeId));
    if (!run) return refuse({ code: "PackingNotFound" });
    if (run.undoesId !== null || run.undoneById !== null) return refuse({ code: "PackingUndone" });
    const id = newId(now);
    const { skuId, channel, packs } = run;
    const entry = { movementId: id, skuId, channel, packs: -packs, reason: "unpacked", userId, at: now };
    const taken = await takePacking(tx, { ...entry, runId });
    if (!taken.ok) return taken;
    await recordUndoing(tx, run, { id, userId, at: now });
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "lot.packingUndone",
      subject: { kind: "lot", id: run.lotId },
      before: { skuId, channel, packs, packedGrams: run.packedGrams, lossGrams: run.lossGrams },
      after: null,
      reason: null,
    });
    await tx.dropPages([...productTags(taken.value.productId), `lot:${run.lotId}`]);
    return ok();
  });
}
