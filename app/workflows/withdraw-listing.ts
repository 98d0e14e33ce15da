import { ok, type Result, refuse } from "~/kernel/result";
import {
  changeState,
  lockListing,
  moveRevision,
  type NothingOnSale,
  type ProductMoveRefused,
  type ProductNotFound,
  recordListingEvent,
} from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import type { ListingAct } from "./submit-listing";

export type WithdrawListingRefusal = ProductNotFound | ProductMoveRefused | NothingOnSale;

/** Takes what was submitted back to the desk, to change it once more. */
export function withdrawListing(
  deps: { readonly db: Db },
  input: ListingAct,
): Promise<Result<void, WithdrawListingRefusal>> {
  const { productId, cooperativeId, userId, now } = input;
  return deps.db.transaction(async (tx): Promise<Result<void, WithdrawListingRefusal>> => {
    const listing = await lockListing(tx, productId);
    if (!listing || listing.cooperativeId !== cooperativeId) return refuse({ code: "ProductNotFound" });
    const { revision, state } = listing;
    if (revision?.state === "inReview") {
      await moveRevision(tx, revision.id, "editing");
      const event = { productId, revisionId: revision.id, move: "withdraw", userId, at: now } as const;
      await recordListingEvent(tx, { ...event, reasons: [], note: "" });
    } else {
      const moved = await changeState(tx, { ...input, move: "withdraw" });
      if (!moved.ok) return moved;
    }
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "product.withdrawn",
      subject: { kind: "product", id: productId },
      before: { state, inReview: true },
      after: { inReview: false },
      reason: null,
    });
    return ok();
  });
}
