import { type Result, refuse } from "~/kernel/result";
import { copyOfDraft, copyPhotos, lockListing, type ProductNotFound } from "~/modules/catalog/index.server";
import {
  type CreatedListing,
  type CreateListingRefusal,
  type ListingDeps,
  writeNewListing,
} from "./create-listing";

export interface DuplicateListing {
  readonly productId: string;
  /** of the staff member; another cooperative's listing is not found */
  readonly cooperativeId: string;
  /** what the copy is called */
  readonly name: string;
  readonly userId: string;
  readonly now: Date;
}

export type DuplicateListingRefusal = ProductNotFound | CreateListingRefusal;

/**
 * A draft like a listing that is there, in whatever state, with its photographs: the same stored files on rows of its
 * own, so that what is taken away from one stays with the other.
 */
export function duplicateListing(
  deps: ListingDeps,
  { productId, name, ...act }: DuplicateListing,
): Promise<Result<CreatedListing, DuplicateListingRefusal>> {
  return deps.db.transaction(async (tx): Promise<Result<CreatedListing, DuplicateListingRefusal>> => {
    const listing = await lockListing(tx, productId);
    if (listing?.cooperativeId !== act.cooperativeId) return refuse({ code: "ProductNotFound" });
    const made = await writeNewListing(tx, deps, { ...act, draft: copyOfDraft(listing.draft, name) });
    if (made.ok) await copyPhotos(tx, productId, made.value.productId);
    return made;
  });
}
