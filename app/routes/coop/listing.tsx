import { data, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { notFound, staff } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { REFUSALS } from "~/http/refusals";
import {
  listingEvents,
  listingGround,
  listingWarnings,
  reviewedDifferences,
} from "~/modules/catalog/index.server";
import { attributeField, packField } from "~/modules/catalog/listing/listing.forms";
import { photosIn } from "~/modules/catalog/listing/preview";
import type { MissingPart } from "~/modules/catalog/listing/readiness";
import { mayEnter } from "~/modules/identity/index.server";
import { Publication } from "~/ui/desk/publication";
import { ListingHistory } from "~/ui/listings/listing-history";
import { Intent, ListingStanding } from "~/ui/listings/listing-standing";
import { ListingWarnings } from "~/ui/listings/listing-warnings";
import { StateMark } from "~/ui/listings/state-mark";
import { pageWords } from "~/ui/messages/page-words.server";
import { ButtonLink } from "~/ui/primitives/button";
import { Notice } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { Picture } from "~/ui/primitives/picture";
import { RefusedNotice } from "~/ui/primitives/refused";
import { certificateOf } from "~/workflows/change-publication";
import { discardRevision } from "~/workflows/discard-revision";
import { duplicateListing } from "~/workflows/duplicate-listing";
import { listingFloors } from "~/workflows/listing-floors";
import { readIn } from "~/workflows/localize";
import { submitListing } from "~/workflows/submit-listing";
import { withdrawListing } from "~/workflows/withdraw-listing";
import { cooperativeBySlug } from "./cooperative-of.server";
import { listingOf, workedOn } from "./listing-of.server";

const SAID = ["saved", "savedVersion", "savedAtOnce"] as const;

export const loader = staff("coop.products.read", cooperativeBySlug, async (visit) => {
  const { portal, viewer, organisationId, params, url, locale, now } = visit;
  const listing = await listingOf(visit);
  const [ground, events, certificate] = await Promise.all([
    listingGround(portal.db, { cooperativeId: organisationId, locale }),
    listingEvents(portal.db, listing.productId),
    certificateOf(portal.db, listing.productId, now),
  ]);
  if (!ground) throw notFound();
  const draft = workedOn(listing);
  const { photos, revision } = listing;
  const floors = listingFloors(ground, draft);
  return {
    slug: params.slug ?? "",
    productId: listing.productId,
    name: readIn(locale, portal.toTraditional)(draft.name),
    state: listing.state,
    revision: revision && {
      state: revision.state,
      parts: reviewedDifferences(listing.draft, revision.draft),
    },
    photos: photosIn(locale, photos),
    warnings: listingWarnings({ draft, photos, floors, certificate: certificate.standing }),
    events,
    mayEdit: mayEnter(viewer, "coop.products.edit", { organisationId }),
    said: SAID.find((each) => each === url.searchParams.get("said")) ?? null,
  };
});

const intentForm = z.object({ intent: z.enum(["submit", "withdraw", "discard", "duplicate"]) });

export const action = staff("coop.products.edit", cooperativeBySlug, async (visit) => {
  const { request, portal, viewer, organisationId, now, params, locale } = visit;
  const listing = await listingOf(visit);
  const form = await readForm(request, intentForm);
  if (!form.ok) throw new Response(null, { status: 400 });
  const { productId } = listing;
  const act = { productId, cooperativeId: organisationId, userId: viewer.userId, now };
  const home = `/coop/${params.slug}/products`;
  if (form.value.intent === "duplicate") {
    const words = pageWords(locale, "listings", "desk");
    const name = words("duplicateName", { name: listing.draft.name.zh });
    const made = await duplicateListing(portal, { ...act, name });
    return made.ok ? redirect(`${home}/${made.value.productId}/edit`, 303) : answer(made.refusal.code);
  }
  const done = await { submit: submitListing, withdraw: withdrawListing, discard: discardRevision }[
    form.value.intent
  ](portal, act);
  if (done.ok) return redirect(`${home}/${productId}`, 303);
  return answer(done.refusal.code, done.refusal.code === "ListingIncomplete" ? done.refusal.missing : []);
});

function answer(refused: keyof typeof REFUSALS, missing: readonly MissingPart[] = []) {
  return data({ refused, missing }, REFUSALS[refused]);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.name }];

export default function Listing() {
  const { slug, productId, name, state, revision, photos, warnings, events, mayEdit, said } =
    useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const words = useTranslations("listings");
  const prices = useTranslations("prices");
  const home = `/coop/${slug}/products/${productId}`;
  const isOpen = mayEdit && state !== "inReview" && state !== "archived" && revision?.state !== "inReview";
  return (
    <div className="page max-w-reading pt-5 md:pt-8">
      <PageHead
        back={{ to: `/coop/${slug}/products`, words: words("backToAll") }}
        title={name}
        beside={<StateMark state={state} />}
      />
      <div className="mt-4 flex flex-col gap-3 empty:hidden">
        {said && (
          <Notice tone="good" live>
            {words(said)}
          </Notice>
        )}
        {answered && <RefusedNotice code={answered.refused} />}
        {answered && answered.missing.length > 0 && <Missing parts={answered.missing} home={home} />}
        <ListingStanding {...{ state, revision, events, mayEdit }} />
      </div>
      <div className="mt-4">
        {photos.length > 0 && (
          <ul className="mb-1 grid grid-cols-4 gap-2 sm:grid-cols-6">
            {photos.map((photo) => (
              <li key={photo.key} className="aspect-square overflow-hidden rounded-control bg-line">
                <Picture of={photo} sizes="6rem" className="h-full object-cover" />
              </li>
            ))}
          </ul>
        )}
        <p className="mb-3 text-13 text-ink-3">{words("photosCount", { count: photos.length })}</p>
        <div className="grid grid-cols-2 gap-2 sm:grid-cols-4">
          {isOpen && <ButtonLink to={`${home}/edit`}>{words("edit")}</ButtonLink>}
          {isOpen && <ButtonLink to={`${home}/photos`}>{words("photos")}</ButtonLink>}
          <ButtonLink to={`${home}/prices`}>{prices("link")}</ButtonLink>
          <ButtonLink to={`${home}/preview`}>{words("preview")}</ButtonLink>
        </div>
        {mayEdit && (
          <div className="mt-2 sm:w-fit sm:min-w-40">
            <Publication product={{ id: productId, state }} elsewhere={`/coop/${slug}/products`} />
          </div>
        )}
        {isOpen && (
          <div className="mt-4">
            <ListingWarnings title={words("warning.title")} warnings={warnings} />
          </div>
        )}
      </div>
      <ListingHistory events={events} />
      {mayEdit && (
        <div className="mt-8 sm:w-fit">
          <Intent intent="duplicate">{words("duplicate")}</Intent>
        </div>
      )}
    </div>
  );
}

/** What is missing, each leading to where it is written. */
function Missing({ parts, home }: { parts: readonly MissingPart[]; home: string }) {
  const words = useTranslations("listings.missing");
  const goods = useTranslations("goods.attribute");
  const nameOf = (part: MissingPart) => (isGeneral(part) ? words(part) : goods(part));
  return (
    <Notice tone="wait" title={words("title")}>
      <ul>
        {parts.map((part) => (
          <li key={part}>
            <Link
              to={`${home}/${part === "photos" ? "photos" : `edit#${fieldOf(part)}`}`}
              className="inline-flex min-h-11 items-center text-indigo underline underline-offset-4"
            >
              {nameOf(part)}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

const isGeneral = (part: MissingPart): part is "sentence" | "packs" | "photos" =>
  part === "sentence" || part === "packs" || part === "photos";

/** The field of the form where a missing part is written. */
function fieldOf(part: Exclude<MissingPart, "photos">): string {
  if (part === "sentence") return part;
  return part === "packs" ? packField(0, "name") : attributeField(part);
}
