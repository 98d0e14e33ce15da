import { ok, type Result } from "~/kernel/result";
import {
  changeState,
  type DeskChange,
  type NothingOnSale,
  type ProductMoveRefused,
  type ProductNotFound,
  type PublicationChange,
  type PublicationMove,
} from "~/modules/catalog/index.server";
import type { Db } from "~/platform/db/db.server";

export type ChangePublicationRefusal = ProductNotFound | ProductMoveRefused | NothingOnSale;

/** Publishes again, pauses or archives a listing of the staff member's cooperative; the shop shows it at once. */
export function changePublication(
  deps: { readonly db: Db },
  input: PublicationChange & { readonly move: PublicationMove },
): Promise<Result<DeskChange, ChangePublicationRefusal>> {
  return deps.db.transaction(async (tx): Promise<Result<DeskChange, ChangePublicationRefusal>> => {
    const changed = await changeState(tx, input);
    if (!changed.ok) return changed;
    await tx.dropPages(changed.value.staleTags);
    return ok(changed.value);
  });
}
