import { ok, type Result, refuse } from "~/kernel/result";
import {
  endSellingAhead as end,
  lockCaps,
  type NotSoldAhead,
  productTags,
  type SkuNotFound,
} from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import type { IntakeAct } from "./weigh-delivery";

export interface EndSellingAhead extends IntakeAct {
  readonly skuId: string;
}

/** Promises no more of a pack before its harvest. What was promised stands; from now on it is sold from the shop. */
export function endSellingAhead(
  { db }: { readonly db: Db },
  { skuId, cooperativeId, userId, now }: EndSellingAhead,
): Promise<Result<void, SkuNotFound | NotSoldAhead>> {
  return db.transaction(async (tx): Promise<Result<void, SkuNotFound | NotSoldAhead>> => {
    const sku = (await lockCaps(tx, skuId, cooperativeId)).find((each) => each.skuId === skuId);
    if (!sku) return refuse({ code: "SkuNotFound" });
    if (sku.shipsFrom === null) return refuse({ code: "NotSoldAhead" });
    await end(tx, sku, { note: "", userId, now });
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "sku.soldAheadEnded",
      reason: null,
      subject: { kind: "sku", id: skuId },
      before: { packs: sku.capPacks },
      after: null,
    });
    await tx.dropPages(productTags(sku.productId));
    return ok();
  });
}
