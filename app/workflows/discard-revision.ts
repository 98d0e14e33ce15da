import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import {
  lockListing,
  moveRevision,
  type ProductNotFound,
  recordListingEvent,
} from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import type { ListingInReview } from "./save-listing";
import type { ListingAct } from "./submit-listing";

/** There is no version to come. */
export type NoRevision = Refusal<"NoRevision">;
export type DiscardRevisionRefusal = ProductNotFound | NoRevision | ListingInReview;

/** Gives up the version to come of a listing on sale; what the shop shows stays. */
export function discardRevision(
  deps: { readonly db: Db },
  { productId, cooperativeId, userId, now }: ListingAct,
): Promise<Result<void, DiscardRevisionRefusal>> {
  return deps.db.transaction(async (tx): Promise<Result<void, DiscardRevisionRefusal>> => {
    const listing = await lockListing(tx, productId);
    if (!listing || listing.cooperativeId !== cooperativeId) return refuse({ code: "ProductNotFound" });
    const { revision } = listing;
    if (!revision) return refuse({ code: "NoRevision" });
    if (revision.state === "inReview") return refuse({ code: "ListingInReview" });
    await moveRevision(tx, revision.id, "discarded");
    const event = { productId, revisionId: revision.id, move: "discard", userId, at: now } as const;
    await recordListingEvent(tx, { ...event, reasons: [], note: "" });
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "product.versionDiscarded",
      subject: { kind: "product", id: productId },
      before: { revision: revision.id },
      after: null,
      reason: null,
    });
    return ok();
  });
}
