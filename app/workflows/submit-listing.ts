import { ok, type Result, refuse } from "~/kernel/result";
import {
  changeState,
  decideComplete,
  type ListingIncomplete,
  lockListing,
  moveRevision,
  type NothingOnSale,
  type PriceBelowFloor,
  type PriceOutOfRange,
  type ProductMoveRefused,
  type ProductNotFound,
  recordListingEvent,
} from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import { decideFloors } from "./listing-floors";

export interface ListingAct {
  readonly productId: string;
  /** of the staff member; another cooperative's listing is not found */
  readonly cooperativeId: string;
  readonly userId: string;
  readonly now: Date;
}

export type SubmitListingRefusal =
  | ProductNotFound
  | ProductMoveRefused
  | NothingOnSale
  | ListingIncomplete
  | PriceBelowFloor
  | PriceOutOfRange;

/** Hands a draft, or the version to come of a listing on sale, to the alliance to be looked at. */
export function submitListing(
  deps: { readonly db: Db },
  input: ListingAct,
): Promise<Result<void, SubmitListingRefusal>> {
  const { productId, cooperativeId, userId, now } = input;
  return deps.db.transaction(async (tx): Promise<Result<void, SubmitListingRefusal>> => {
    const listing = await lockListing(tx, productId);
    if (!listing || listing.cooperativeId !== cooperativeId) return refuse({ code: "ProductNotFound" });
    const { state, revision, photos } = listing;
    const isVersion = revision?.state === "editing" && state !== "archived";
    if (state !== "draft" && !isVersion) return refuse({ code: "ProductMoveRefused", move: "submit", state });
    const draft = isVersion ? revision.draft : listing.draft;
    const complete = decideComplete(draft, photos.length);
    if (!complete.ok) return complete;
    const payable = await decideFloors(tx, cooperativeId, draft);
    if (!payable.ok) return payable;
    if (isVersion) {
      await moveRevision(tx, revision.id, "inReview");
      const event = { productId, revisionId: revision.id, move: "submit", userId, at: now } as const;
      await recordListingEvent(tx, { ...event, reasons: [], note: "" });
    } else {
      const moved = await changeState(tx, { ...input, move: "submit" });
      if (!moved.ok) return moved;
    }
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "product.submitted",
      subject: { kind: "product", id: productId },
      before: { state },
      after: { state: isVersion ? state : "inReview", inReview: true },
      reason: null,
    });
    return ok();
  });
}
