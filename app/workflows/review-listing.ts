import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import {
  changeState,
  type DeskListing,
  decideReview,
  lastSubmission,
  lockListing,
  moveRevision,
  type NothingOnSale,
  type PriceBelowFloor,
  type PriceOutOfRange,
  type ProductMoveRefused,
  type ProductNotFound,
  productTags,
  type ReviewChecksMissing,
  type ReviewDecision,
  type Reviewer,
  type ReviewOfOwnGoods,
  type ReviewReasonMissing,
  recordListingEvent,
  writeListing,
} from "~/modules/catalog/index.server";
import type { KeptFields } from "~/modules/identity/audit";
import { recordChange } from "~/modules/identity/index.server";
import type { CertificateMissing } from "~/modules/intake/index.server";
import type { Tx } from "~/platform/db/db.server";
import { mayBeListed } from "./change-publication";
import type { ListingDeps } from "./create-listing";
import { decideFloors } from "./listing-floors";
import { localizeBy } from "./localize";
import { type EndedMeanwhile, unlessEnded } from "./unless-ended";

export interface ReviewListing {
  readonly productId: string;
  /** the submission the reviewer looked at (`ReviewPage.submissionId`) */
  readonly submissionId: string;
  readonly reviewer: Reviewer;
  readonly decision: ReviewDecision;
  readonly now: Date;
}

/** It was taken back, or somebody has decided already, or it was submitted anew since it was looked at. */
export type ReviewOutdated = Refusal<"ReviewOutdated">;
export type ReviewListingRefusal =
  | ProductNotFound
  | ReviewOutdated
  | ReviewOfOwnGoods
  | ReviewChecksMissing
  | ReviewReasonMissing
  | ProductMoveRefused
  | NothingOnSale
  | PriceBelowFloor
  | PriceOutOfRange
  | CertificateMissing
  | EndedMeanwhile;

/**
 * Approves what was submitted, which puts it into the shop at once, or sends it back with reasons. Goods that need a
 * conformity certificate are approved with one only, as they are put on sale with one only.
 */
export function reviewListing(
  deps: ListingDeps,
  input: ReviewListing,
): Promise<Result<void, ReviewListingRefusal>> {
  const { productId, reviewer, decision, now } = input;
  const reviewing = deps.db.transaction(async (tx): Promise<Result<void, ReviewListingRefusal>> => {
    const listing = await lockListing(tx, productId);
    if (!listing) return refuse({ code: "ProductNotFound" });
    const waits = listing.state === "inReview" || listing.revision?.state === "inReview";
    if (!waits || (await lastSubmission(tx, productId)) !== input.submissionId) {
      return refuse({ code: "ReviewOutdated" });
    }
    const { cooperativeId } = listing;
    const decided = decideReview(reviewer, cooperativeId, decision);
    if (!decided.ok) return decided;
    const done =
      listing.state === "inReview"
        ? await decideDraft(tx, listing, input)
        : await decideVersion(tx, deps, listing, input);
    if (!done.ok) return done;
    if (decision.decision === "approve" && listing.state !== "paused") {
      const certified = await mayBeListed(tx, productId);
      if (!certified.ok) return certified;
    }
    await tx.dropPages(productTags(productId));
    await recordChange(tx, {
      at: now,
      actorUserId: reviewer.userId,
      organisationId: cooperativeId,
      act: decision.decision === "approve" ? "product.approved" : "product.changesAsked",
      subject: { kind: "product", id: productId },
      before: { inReview: true },
      after: { inReview: false, ...told(decision) },
      reason: (decision.decision === "askChanges" && decision.note) || null,
    });
    return ok();
  });
  return unlessEnded(reviewing);
}

/** What the log keeps of a decision: codes, which the page that shows them puts into its reader's words. */
function told({ decision, ...found }: ReviewDecision): KeptFields {
  return { decision, ...("reasons" in found && { reasons: found.reasons }) };
}

async function decideDraft(
  tx: Tx,
  { productId, cooperativeId, draft }: DeskListing,
  { decision, reviewer, now }: ReviewListing,
): Promise<Result<void, ReviewListingRefusal>> {
  if (decision.decision === "approve") {
    // The share plan may have become dearer since it was submitted.
    const payable = await decideFloors(tx, cooperativeId, draft);
    if (!payable.ok) return payable;
  }
  const moved = await changeState(tx, {
    productId,
    cooperativeId,
    now,
    userId: reviewer.userId,
    move: decision.decision,
    ...(decision.decision === "approve"
      ? { reasons: decision.checked }
      : { reasons: decision.reasons, note: decision.note }),
  });
  return moved.ok ? ok() : moved;
}

async function decideVersion(
  tx: Tx,
  deps: ListingDeps,
  { productId, cooperativeId, revision, draft: shown }: DeskListing,
  { decision, reviewer, now }: ReviewListing,
): Promise<Result<void, ReviewListingRefusal>> {
  if (!revision) return refuse({ code: "ReviewOutdated" });
  const { userId } = reviewer;
  if (decision.decision === "approve") {
    // Packs that exist keep the price they have today; the version carries the one of the day it was written.
    const today = new Map(shown.packs.map(({ skuId, priceFen }) => [skuId, priceFen]));
    const packs = revision.draft.packs.map((pack) => ({
      ...pack,
      priceFen: (pack.skuId !== null ? today.get(pack.skuId) : undefined) ?? pack.priceFen,
    }));
    const draft = { ...revision.draft, packs };
    const payable = await decideFloors(tx, cooperativeId, draft);
    if (!payable.ok) return payable;
    const localize = localizeBy(deps.toTraditional);
    await writeListing(tx, productId, { cooperativeId, draft, localize, userId, now });
  }
  await moveRevision(tx, revision.id, decision.decision === "approve" ? "applied" : "editing");
  const [reasons, note] =
    decision.decision === "approve" ? [decision.checked, ""] : [decision.reasons, decision.note];
  const event = { productId, revisionId: revision.id, move: decision.decision, userId, at: now } as const;
  await recordListingEvent(tx, { ...event, reasons, note });
  return ok();
}
