import { ok, type Result, refuse } from "~/kernel/result";
import { type SkuNotFound, setLowLimit as writeLowLimit } from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";

export interface SetLowLimit {
  readonly skuId: string;
  readonly cooperativeId: string;
  /** null: the usual number */
  readonly lowBelow: number | null;
  readonly userId: string;
  readonly now: Date;
}

/** From how few free packs on the desk warns. */
export function setLowLimit(
  { db }: { readonly db: Db },
  { skuId, cooperativeId, lowBelow, userId, now }: SetLowLimit,
): Promise<Result<void, SkuNotFound>> {
  return db.transaction(async (tx): Promise<Result<void, SkuNotFound>> => {
    const set = await writeLowLimit(tx, { skuId, cooperativeId, lowBelow });
    if (!set) return refuse({ code: "SkuNotFound" });
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "sku.lowLimitSet",
      subject: { kind: "sku", id: skuId },
      before: { lowBelow: set.before },
      after: { lowBelow },
      reason: null,
    });
    return ok();
  });
}
