import type { Fen } from "~/kernel/money";
import { type Result, refuse } from "~/kernel/result";
import type { DeskChange, PriceSet, SetPriceRefusal } from "~/modules/catalog/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import { setSkuPrices } from "./edit-sku-prices";

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

export type EditSkuPriceRefusal = SetPriceRefusal;

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
  { skuId, priceFen, planId, ...of }: EditSkuPrice,
): Promise<Result<PriceSet, EditSkuPriceRefusal>> {
  const [set] = await setSkuPrices(tx, { ...of, prices: [{ skuId, priceFen, planId }] });
  return set ?? refuse({ code: "SkuNotFound" });
}
