import type { Fen } from "~/kernel/money";
import { ok, type Result, refuse } from "~/kernel/result";
import {
  type DeskChange,
  HIGHEST_PRICE_FEN,
  type PriceBelowFloor,
  type PriceOutOfRange,
  type SkuForOrdering,
  type SkuNotFound,
  setPrice,
  skusForOrdering,
} from "~/modules/catalog/index.server";
import { MAX_PACKS } from "~/modules/ordering/index.server";
import { checkPlan, type PlanLeg, readPlanLegs } from "~/modules/sharing/index.server";
import type { Db } from "~/platform/db/db.server";

export interface EditSkuPrice {
  readonly skuId: string;
  /** of the staff member; another cooperative's pack is not found */
  readonly cooperativeId: string;
  readonly priceFen: Fen;
  readonly userId: string;
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
  return deps.db.transaction(async (tx): Promise<Result<DeskChange, EditSkuPriceRefusal>> => {
    const sku = (await skusForOrdering(tx, [input.skuId])).get(input.skuId);
    if (!sku || sku.cooperativeId !== input.cooperativeId) return refuse({ code: "SkuNotFound" });
    const set = await setPrice(tx, { ...input, floorFen: floorOf(sku) });
    if (!set.ok) return set;
    await tx.dropPages(set.value.staleTags);
    return ok(set.value);
  });
}

/** The lowest price at which the plan pays out for any number of packs; one above the range when none does. */
function floorOf(sku: SkuForOrdering): Fen {
  const plan = readPlanLegs(sku.sharePlanVersionId, sku.planLegs);
  if (!suffices(plan, sku, HIGHEST_PRICE_FEN)) return HIGHEST_PRICE_FEN + 1n;
  let [tooLow, enough] = [0n, HIGHEST_PRICE_FEN];
  while (enough - tooLow > 1n) {
    const middle = (tooLow + enough) / 2n;
    if (suffices(plan, sku, middle)) enough = middle;
    else tooLow = middle;
  }
  return enough;
}

function suffices(plan: readonly PlanLeg[], sku: SkuForOrdering, priceFen: Fen): boolean {
  return checkPlan(plan, [{ netGrams: sku.netGrams, priceFen }], MAX_PACKS).ok;
}
