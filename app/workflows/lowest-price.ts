import type { Fen } from "~/kernel/money";
import type { Grams } from "~/kernel/weight";
import { HIGHEST_PRICE_FEN } from "~/modules/catalog/index.server";
import { MAX_PACKS } from "~/modules/ordering/index.server";
import { checkPlan, type PlanLeg } from "~/modules/sharing/index.server";

/**
 * The lowest price of a pack of this weight at which the plan pays out for any number of packs; one above the range of
 * prices when none does.
 */
export function lowestPrice(plan: readonly PlanLeg[], netGrams: Grams): Fen {
  const suffices = (priceFen: Fen) => checkPlan(plan, [{ netGrams, priceFen }], MAX_PACKS).ok;
  if (!suffices(HIGHEST_PRICE_FEN)) return HIGHEST_PRICE_FEN + 1n;
  let [tooLow, enough] = [0n, HIGHEST_PRICE_FEN];
  while (enough - tooLow > 1n) {
    const middle = (tooLow + enough) / 2n;
    if (suffices(middle)) enough = middle;
    else tooLow = middle;
  }
  return enough;
}
