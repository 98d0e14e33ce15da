import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import {
  type DeskListing,
  type ListingDraft,
  lockListing,
  moveRevision,
  type PriceBelowFloor,
  type PriceOutOfRange,
  type ProductNotFound,
  productTags,
  referencesExist,
  reviewedDifferences,
  type SkuNotFound,
  saveRevision,
  setPrice,
  writeListing,
  writeUnreviewed,
} from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import type { Tx } from "~/platform/db/db.server";
import type { ListingDeps, ListingGroundMissing } from "./create-listing";
import { listingFloorsOf } from "./listing-floors";
import { localizeBy } from "./localize";

export interface SaveListing {
  readonly productId: string;
  /** of the staff member; another cooperative's listing is not found */
  readonly cooperativeId: string;
  readonly draft: ListingDraft;
  readonly userId: string;
  readonly now: Date;
}

/** Somebody is looking at it: it is withdrawn first. */
export type ListingInReview = Refusal<"ListingInReview">;
/** It has been put away for good. */
export type ListingArchived = Refusal<"ListingArchived">;
export type SaveListingRefusal =
  | ProductNotFound
  | SkuNotFound
  | ListingInReview
  | ListingArchived
  | ListingGroundMissing
  | PriceOutOfRange
  | PriceBelowFloor;

export interface SavedListing {
  /** `revision`: on sale as it was, the new version waits to be submitted. */
  readonly kept: "listing" | "revision";
}

/**
 * Saves what was written. A draft changes at once. Of a listing that has been on sale, prices, freight, share plan,
 * season and search names change at once; what was reviewed becomes a version to come (docs/decisions, "listings") and
 * the shop goes on showing what was approved.
 */
export function saveListing(
  deps: ListingDeps,
  input: SaveListing,
): Promise<Result<SavedListing, SaveListingRefusal>> {
  return deps.db.transaction(async (tx): Promise<Result<SavedListing, SaveListingRefusal>> => {
    const listing = await lockListing(tx, input.productId);
    const editable = decideEditable(listing, input);
    if (!editable.ok) return editable;
    if (!(await referencesExist(tx, input))) return refuse({ code: "ListingGroundMissing" });
    const { value: found } = editable;
    const priced = await savePrices(tx, found, input);
    if (!priced.ok) return priced;
    const kept = await keep(tx, found, { ...input, localize: localizeBy(deps.toTraditional) });
    await recordChange(tx, {
      at: input.now,
      actorUserId: input.userId,
      organisationId: input.cooperativeId,
      act: "product.saved",
      subject: { kind: "product", id: input.productId },
      before: { name: found.draft.name.zh },
      after: { name: input.draft.name.zh, kept, changed: reviewedDifferences(found.draft, input.draft) },
      reason: null,
    });
    return ok({ kept });
  });
}

function decideEditable(
  listing: DeskListing | undefined,
  { cooperativeId, draft }: SaveListing,
): Result<DeskListing, ProductNotFound | ListingArchived | ListingInReview | SkuNotFound> {
  if (!listing || listing.cooperativeId !== cooperativeId) return refuse({ code: "ProductNotFound" });
  if (listing.state === "archived") return refuse({ code: "ListingArchived" });
  if (listing.state === "inReview" || listing.revision?.state === "inReview") {
    return refuse({ code: "ListingInReview" });
  }
  const known = new Set(listing.draft.packs.map(({ skuId }) => skuId));
  const isForeign = draft.packs.some(({ skuId }) => skuId !== null && !known.has(skuId));
  return isForeign ? refuse({ code: "SkuNotFound" }) : ok(listing);
}

/** Prices of packs that exist count from now on; below the floor only where nobody can order yet. */
async function savePrices(
  tx: Tx,
  listing: DeskListing,
  { draft, cooperativeId, userId, now }: SaveListing,
): Promise<Result<void, SkuNotFound | PriceOutOfRange | PriceBelowFloor>> {
  const floors = await listingFloorsOf(tx, cooperativeId, {
    ...listing.draft,
    sharePlanId: draft.sharePlanId,
  });
  for (const { skuId, priceFen } of draft.packs) {
    if (skuId === null) continue;
    const at = listing.draft.packs.findIndex((pack) => pack.skuId === skuId);
    const floorFen = listing.state === "draft" ? undefined : floors[at];
    const set = await setPrice(tx, { skuId, cooperativeId, priceFen, floorFen, userId, now });
    if (!set.ok) return set;
  }
  return ok();
}

type Keep = SaveListing & { readonly localize: ReturnType<typeof localizeBy> };

async function keep(tx: Tx, listing: DeskListing, input: Keep): Promise<SavedListing["kept"]> {
  const { productId, draft } = input;
  if (listing.state === "draft") {
    await writeListing(tx, productId, input);
    return "listing";
  }
  await writeUnreviewed(tx, productId, input);
  await tx.dropPages(productTags(productId));
  if (reviewedDifferences(listing.draft, draft).length > 0) {
    await saveRevision(tx, input);
    return "revision";
  }
  if (listing.revision) await moveRevision(tx, listing.revision.id, "discarded");
  return "listing";
}
