import { data, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { staff } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { REFUSALS, type RefusalCode } from "~/http/refusals";
import { refuse } from "~/kernel/result";
import { MOST_PHOTOS } from "~/modules/catalog/index.server";
import { LONGEST_ALT, PHOTO_MOVES } from "~/modules/catalog/listing/photos";
import { PhotoCard } from "~/ui/listings/photo-card";
import { PhotoUpload } from "~/ui/listings/photo-upload";
import { pageWords } from "~/ui/messages/page-words.server";
import { ButtonLink } from "~/ui/primitives/button";
import { PageHead } from "~/ui/primitives/page-head";
import { RefusedNotice } from "~/ui/primitives/refused";
import { editPhotos } from "~/workflows/edit-photos";
import { readIn } from "~/workflows/localize";
import { cooperativeBySlug } from "./cooperative-of.server";
import { listingOf } from "./listing-of.server";

export const loader = staff("coop.products.edit", cooperativeBySlug, async (visit) => {
  const { params, url, locale, portal } = visit;
  const { productId, draft, photos } = await listingOf(visit);
  const asked = url.searchParams.get("refused") ?? "";
  return {
    home: `/coop/${params.slug}/products/${productId}`,
    name: readIn(locale, portal.toTraditional)(draft.name),
    photos: photos.map((photo) => ({ ...photo, image: { ...photo.image, alt: photo.alt[locale] } })),
    mostPhotos: MOST_PHOTOS,
    refused: asked in REFUSALS ? (asked as RefusalCode) : null,
    title: pageWords(locale, "listings", "desk")("photo.title"),
  };
});

const text = z.string().trim().max(LONGEST_ALT, "tooLong").default("");
/** Ten-thousandths of a side; without JavaScript typed as per cent. */
const part = z.coerce.number().min(0).max(10_000).transform(Math.round);
const photoForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.enum(PHOTO_MOVES), imageId: z.uuid() }),
  z.object({
    intent: z.literal("describe"),
    imageId: z.uuid(),
    alt: text,
    altEn: text,
    showsWeight: z.literal("on").optional(),
  }),
  z.object({
    intent: z.literal("crop"),
    imageId: z.uuid(),
    left: part,
    top: part,
    width: part,
    height: part,
  }),
]);

export const action = staff("coop.products.edit", cooperativeBySlug, async (visit) => {
  const { request, portal, viewer, organisationId, now, params } = visit;
  const listing = await listingOf(visit);
  const form = await readForm(request, photoForm);
  if (!form.ok) throw new Response(null, { status: 400 });
  const { productId } = listing;
  const act = { productId, cooperativeId: organisationId, userId: viewer.userId, now };
  const wanted = form.value;
  const { imageId } = wanted;
  const carryOut = async () => {
    if (wanted.intent === "describe") {
      const alt = { zh: wanted.alt || listing.draft.name.zh, en: wanted.altEn };
      const showsWeight = wanted.showsWeight === "on";
      return editPhotos(portal, { ...act, change: "describe", imageId, alt, showsWeight });
    }
    if (wanted.intent !== "crop") {
      return editPhotos(portal, { ...act, change: "move", imageId, move: wanted.intent });
    }
    const photo = listing.photos.find((each) => each.imageId === imageId);
    if (!photo) return refuse({ code: "PhotoNotFound" });
    const cut = await portal.photos.crop(photo.image, wanted, now);
    if (!cut.ok) return cut;
    return editPhotos(portal, { ...act, change: "exchange", imageId, forImageId: cut.value.id });
  };
  const done = await carryOut();
  if (done.ok) return redirect(`/coop/${params.slug}/products/${productId}/photos`, 303);
  return data({ refused: done.refusal.code }, REFUSALS[done.refusal.code]);
});

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export default function ListingPhotos() {
  const { home, name, photos, mostPhotos, refused } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("listings.photo");
  const listings = useTranslations("listings");
  const said = answer?.refused ?? refused;
  return (
    <div className="page max-w-4xl pt-5 md:pt-8">
      <PageHead back={{ to: home, words: listings("back") }} title={name} lead={words("lead")} />
      <div className="mt-4 flex flex-col gap-4">
        {said && <RefusedNotice code={said} />}
        {photos.length < mostPhotos && <PhotoUpload to={`${home}/photos/upload`} />}
        <ol className="grid gap-4 sm:grid-cols-2">
          {photos.map((photo, at) => (
            <li key={photo.imageId}>
              <PhotoCard photo={photo} at={at} count={photos.length} />
            </li>
          ))}
        </ol>
        {photos.length > 0 && (
          <ButtonLink to={home} kind="primary" size="large" className="sm:self-start">
            {words("next")}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}
