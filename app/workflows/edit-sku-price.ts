import type { Fen } from "~/kernel/money";
import { ok, type Result, refuse } from "~/kernel/result";
import {
  type DeskChange,
  type PriceBelowFloor,
  type PriceOutOfRange,
  type PriceSet,
  type SkuNotFound,
  setPrice,
  skusForOrdering,
} from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import { readPlanLegs } from "~/modules/sharing/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import { lowestPrice } from "./lowest-price";

export interface EditSkuPrice {
  readonly skuId: string;
  /** of the staff member; another cooperative's pack is not found */
  readonly cooperativeId: string;
  readonly priceFen: Fen;
  readonly userId: string;
  /** why, in the words of who sets it */
  readonly reason?: string | undefined;
  /** the planned change that is carried out */
  readonly planId?: string | undefined;
  readonly now: Date;
}

export type EditSkuPriceRefusal = SkuNotFound | PriceOutOfRange | PriceBelowFloor;

/**
 * Sets what a pack costs from now on. Orders placed before keep their price. Refused below the price at which the
 * pack's share plan could no longer pay its fixed legs in full.
 */
export function editSkuPrice(
  deps: { readonly db: Db },
  input: EditSkuPrice,
): Promise<Result<DeskChange, EditSkuPriceRefusal>> {
  return deps.db.transaction((tx) => setSkuPrice(tx, input));
}

/** The same as a step of a transaction that does more. `formerFen` is what the pack cost until now. */
export async function setSkuPrice(
  tx: Tx,
  input: EditSkuPrice,
): Promise<Result<PriceSet, EditSkuPriceRefusal>> {
  const sku = (await skusForOrdering(tx, [input.skuId])).get(input.skuId);
  if (!sku || sku.cooperativeId !== input.cooperativeId) return refuse({ code: "SkuNotFound" });
  const floorFen = lowestPrice(readPlanLegs(sku.sharePlanVersionId, sku.planLegs), sku.netGrams);
  const set = await setPrice(tx, { ...input, floorFen });
  if (!set.ok) return set;
  await recordChange(tx, {
    at: input.now,
    actorUserId: input.userId,
    organisationId: input.cooperativeId,
    act: "sku.priceSet",
    subject: { kind: "sku", id: input.skuId },
    before: { priceFen: set.value.formerFen },
    after: { priceFen: input.priceFen },
    reason: input.reason || null,
  });
  await tx.dropPages(set.value.staleTags);
  return ok(set.value);
}
