import { ok, type Result, refuse } from "~/kernel/result";
import {
  type DeskListing,
  describePhoto,
  exchangePhoto,
  hangPhoto,
  type ListingText,
  lockListing,
  MOST_PHOTOS,
  movedPhotos,
  orderPhotos,
  type PhotoMove,
  type PhotoNotFound,
  type ProductNotFound,
  productTags,
  type TooManyPhotos,
} from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import type { Tx } from "~/platform/db/db.server";
import type { ListingDeps } from "./create-listing";
import { localizeBy } from "./localize";
import type { ListingArchived, ListingInReview } from "./save-listing";
import type { ListingAct } from "./submit-listing";

export type PhotoChange =
  | { readonly change: "add"; readonly imageId: string }
  | { readonly change: "exchange"; readonly imageId: string; readonly forImageId: string }
  | { readonly change: "move"; readonly imageId: string; readonly move: PhotoMove }
  | {
      readonly change: "describe";
      readonly imageId: string;
      readonly alt: ListingText;
      readonly showsWeight: boolean;
    };

export type EditPhotosRefusal =
  | ProductNotFound
  | ListingArchived
  | ListingInReview
  | PhotoNotFound
  | TooManyPhotos;

/**
 * Changes one photograph of a listing. A photograph shows what there is this week and so takes effect at once, on sale
 * or not; only while somebody looks at a new listing it stays as it is.
 */
export function editPhotos(
  deps: ListingDeps,
  input: ListingAct & PhotoChange,
): Promise<Result<void, EditPhotosRefusal>> {
  const { productId, cooperativeId, userId, now } = input;
  return deps.db.transaction(async (tx): Promise<Result<void, EditPhotosRefusal>> => {
    const listing = await lockListing(tx, productId);
    if (!listing || listing.cooperativeId !== cooperativeId) return refuse({ code: "ProductNotFound" });
    if (listing.state === "archived") return refuse({ code: "ListingArchived" });
    if (listing.state === "inReview") return refuse({ code: "ListingInReview" });
    const before = listing.photos.map(({ imageId }) => imageId);
    if (input.change !== "add" && !before.includes(input.imageId)) return refuse({ code: "PhotoNotFound" });
    const done = await carryOut(tx, deps, listing, input);
    if (!done.ok) return done;
    await tx.dropPages(productTags(productId));
    const { change, imageId } = input;
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "product.photosChanged",
      subject: { kind: "product", id: productId },
      before: { photos: before },
      after: { change, imageId, photos: done.value },
      reason: null,
    });
    return ok();
  });
}

async function carryOut(
  tx: Tx,
  deps: ListingDeps,
  { productId, photos, draft }: DeskListing,
  input: PhotoChange,
): Promise<Result<readonly string[], PhotoNotFound | TooManyPhotos>> {
  const ids = photos.map(({ imageId }) => imageId);
  const { imageId } = input;
  const localize = localizeBy(deps.toTraditional);
  switch (input.change) {
    case "add":
      // The same file sent twice on a weak signal is one photograph.
      if (ids.includes(imageId)) return ok(ids);
      if (ids.length >= MOST_PHOTOS) return refuse({ code: "TooManyPhotos" });
      await hangPhoto(tx, { productId, imageId, position: ids.length, alt: localize(draft.name) });
      return ok([...ids, imageId]);
    case "exchange":
      if (!ids.includes(input.forImageId)) await exchangePhoto(tx, productId, imageId, input.forImageId);
      return ok(ids.map((id) => (id === imageId ? input.forImageId : id)));
    case "describe":
      await describePhoto(tx, productId, imageId, {
        alt: localize(input.alt),
        showsWeight: input.showsWeight,
      });
      return ok(ids);
    case "move": {
      const moved = movedPhotos(ids, imageId, input.move);
      if (moved.ok) await orderPhotos(tx, productId, moved.value);
      return moved;
    }
  }
}
