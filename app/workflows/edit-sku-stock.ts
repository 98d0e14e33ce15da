import { newId } from "~/kernel/ids";
import { ok, type Result, refuse } from "~/kernel/result";
import {
  changePacks,
  checkPacks,
  checkReason,
  type DeskChange,
  findKeptSku,
  type OutOfStock,
  type PacksOutOfRange,
  productTags,
  type ReasonDoesNotFit,
  type SkuNotFound,
  type StockChannel,
  type StockReason,
} from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import { expenseGoods } from "./expense-goods";

export interface EditSkuStock {
  readonly skuId: string;
  /** of the staff member; another cooperative's pack is not found */
  readonly cooperativeId: string;
  readonly channel: StockChannel;
  /** added, or taken away when negative */
  readonly packs: number;
  readonly reason: StockReason;
  readonly note?: string;
  readonly userId: string;
  readonly now: Date;
}

export type EditSkuStockRefusal = SkuNotFound | OutOfStock | PacksOutOfRange | ReasonDoesNotFit;

/**
 * Puts packs on sale or takes free ones off, for a declared reason. A change and not a new count, because sales go on
 * while somebody types; packs held for a payment cannot be taken.
 */
export function editSkuStock(
  deps: { readonly db: Db },
  input: EditSkuStock,
): Promise<Result<DeskChange, EditSkuStockRefusal>> {
  return deps.db.transaction((tx) => changeSkuStock(tx, input));
}

/** The same as a step of a transaction that does more. */
export async function changeSkuStock(
  tx: Tx,
  input: EditSkuStock,
): Promise<Result<DeskChange, EditSkuStockRefusal>> {
  const { skuId, channel, packs, reason, userId, cooperativeId, now } = input;
  const meant = checkPacks(Math.abs(packs));
  if (!meant.ok) return meant;
  const fits = checkReason(reason, packs > 0 ? "add" : "take");
  if (!fits.ok) return fits;
  const sku = await findKeptSku(tx, skuId, cooperativeId);
  if (!sku) return refuse({ code: "SkuNotFound" });
  const movementId = newId(now);
  const note = input.note ?? "";
  const entry = { movementId, skuId, channel, packs, reason, note, userId, at: now };
  const changed = await changePacks(tx, entry);
  if (!changed.ok) return changed;
  const { change, outflows } = changed.value;
  await expenseGoods(tx, { cause: { movementId }, cooperativeId, reason, outflows, now });
  await recordChange(tx, {
    at: now,
    actorUserId: userId,
    organisationId: cooperativeId,
    act: "sku.stockChanged",
    subject: { kind: "sku", id: skuId },
    before: { channel, freePacks: change.before },
    after: { channel, freePacks: change.after },
    reason: note ? `${reason}: ${note}` : reason,
  });
  const staleTags = productTags(sku.productId);
  await tx.dropPages(staleTags);
  return ok({ productId: sku.productId, changed: true, staleTags });
}
