import { data, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { duty, notFound, type Visit } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { REFUSALS } from "~/http/refusals";
import {
  deskListing,
  lastSubmission,
  listingEvents,
  listingGround,
  listingWarnings,
  type ReviewDecision,
  reviewedDifferences,
} from "~/modules/catalog/index.server";
import { missingFields } from "~/modules/catalog/listing/attributes";
import { photosIn, previewOf } from "~/modules/catalog/listing/preview";
import { LONGEST_REVIEW_NOTE, REVIEW_CHECKS, REVIEW_REASONS } from "~/modules/catalog/listing/review";
import { mayEnter, organisationsFor } from "~/modules/identity/index.server";
import { ListingHistory } from "~/ui/listings/listing-history";
import { ListingPreview } from "~/ui/listings/listing-preview";
import { ListingWarnings } from "~/ui/listings/listing-warnings";
import { ReviewForms } from "~/ui/listings/review-forms";
import { ReviewsFrame } from "~/ui/listings/reviews-frame";
import { Section } from "~/ui/primitives/layout";
import { Notice } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { RefusedNotice } from "~/ui/primitives/refused";
import { certificateOf } from "~/workflows/change-publication";
import { listingFloors } from "~/workflows/listing-floors";
import { readIn } from "~/workflows/localize";
import { reviewListing } from "~/workflows/review-listing";

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function waitingListing({ portal, params }: Visit) {
  const id = params.id ?? "";
  const listing = ID.test(id) ? await deskListing(portal.db, id) : undefined;
  const waits = listing?.state === "inReview" || listing?.revision?.state === "inReview";
  if (!listing || !waits) throw notFound();
  return listing;
}

export const loader = duty("alliance.reviews.read", async (visit) => {
  const { portal, viewer, locale, now } = visit;
  const listing = await waitingListing(visit);
  const { productId, cooperativeId, revision, photos } = listing;
  const draft = revision?.draft ?? listing.draft;
  const [ground, events, submissionId, certificate] = await Promise.all([
    listingGround(portal.db, { cooperativeId, locale }),
    listingEvents(portal.db, productId),
    lastSubmission(portal.db, productId),
    certificateOf(portal.db, productId, now),
  ]);
  if (!ground || !submissionId) throw notFound();
  const isOwn = organisationsFor(viewer, "coop.products.edit").includes(cooperativeId);
  return {
    submissionId,
    preview: previewOf(draft, readIn(locale, portal.toTraditional)),
    photos: photosIn(locale, photos),
    cooperativeName: ground.cooperativeName,
    changed: revision ? reviewedDifferences(listing.draft, revision.draft) : null,
    missing: missingFields(draft.template, draft.attributes),
    certificate,
    weightSeen: photos.some(({ showsWeight }) => showsWeight),
    warnings: listingWarnings({
      draft,
      photos,
      certificate: certificate.standing,
      floors: listingFloors(ground, draft),
    }),
    events,
    mayDecide: isOwn ? ("own" as const) : mayEnter(viewer, "alliance.reviews.decide"),
  };
});

const ticked = z.literal("on").optional();
const decisionForm = z.object({
  decision: z.enum(["approve", "askChanges"]),
  submissionId: z.uuid(),
  note: z.string().trim().max(LONGEST_REVIEW_NOTE).default(""),
  ...Object.fromEntries(REVIEW_CHECKS.map((check) => [`check.${check}`, ticked])),
  ...Object.fromEntries(REVIEW_REASONS.map((reason) => [`reason.${reason}`, ticked])),
});

export const action = duty("alliance.reviews.decide", async (visit) => {
  const { request, portal, viewer, params, now } = visit;
  const form = await readForm(request, decisionForm);
  if (!form.ok) throw new Response(null, { status: 400 });
  const { submissionId, note } = form.value;
  const said: Readonly<Record<string, unknown>> = form.value;
  const decision: ReviewDecision =
    form.value.decision === "approve"
      ? { decision: "approve", checked: REVIEW_CHECKS.filter((check) => said[`check.${check}`] === "on") }
      : {
          decision: "askChanges",
          reasons: REVIEW_REASONS.filter((reason) => said[`reason.${reason}`] === "on"),
          note,
        };
  const productId = params.id ?? "";
  if (!ID.test(productId)) throw notFound();
  const reviewer = { userId: viewer.userId, staffOf: organisationsFor(viewer, "coop.products.edit") };
  const done = await reviewListing(portal, { productId, submissionId, reviewer, decision, now });
  if (done.ok) return redirect("/alliance/reviews", 303);
  return data({ refused: done.refusal.code, note }, REFUSALS[done.refusal.code]);
});

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.preview.name }];

export default function Review() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("listings.review");
  const parts = useTranslations("listings.part");
  const listings = useTranslations("listings");
  return (
    <ReviewsFrame>
      <div className="page pt-5 pb-16 md:pt-8">
        <PageHead
          back={{ to: "/alliance/reviews", words: words("back") }}
          title={page.preview.name}
          lead={page.cooperativeName}
        />
        <div className="mt-4 flex max-w-reading flex-col gap-3">
          {answer && <RefusedNotice code={answer.refused} />}
          {page.changed && (
            <Notice title={words("changed")}>
              {page.changed.map((part) => parts(part)).join(listings("partsJoin"))}
            </Notice>
          )}
          <ListingWarnings title={words("warnings")} warnings={page.warnings} />
        </div>
        <Section title={words("asItIs")}>
          <ListingPreview preview={page.preview} photos={page.photos} />
        </Section>
        <div>
          {page.mayDecide === true ? (
            <ReviewForms
              submissionId={page.submissionId}
              missing={page.missing}
              weightSeen={page.weightSeen}
              certificate={page.certificate}
              note={answer?.note ?? ""}
              open={answer?.refused === "ReviewReasonMissing" || Boolean(answer?.note)}
            />
          ) : (
            <div className="mt-8 max-w-reading">
              <Notice>{words(page.mayDecide === "own" ? "ownGoods" : "onlyLook")}</Notice>
            </div>
          )}
          <div className="max-w-reading">
            <ListingHistory events={page.events} />
          </div>
        </div>
      </div>
    </ReviewsFrame>
  );
}
