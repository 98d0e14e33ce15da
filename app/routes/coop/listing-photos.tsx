import { data, type MetaFunction, redirect } from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { staff } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { REFUSALS, type RefusalCode } from "~/http/refusals";
import { refuse } from "~/kernel/result";
import { MOST_PHOTOS } from "~/modules/catalog/index.server";
import { LONGEST_ALT, PHOTO_MOVES } from "~/modules/catalog/listing/photos";
import { isNoSignal, NOT_SENT } from "~/ui/drafts/send-kept";
import { PhotoCard } from "~/ui/listings/photo-card";
import { PhotoUpload } from "~/ui/listings/photo-upload";
import { pageWords } from "~/ui/messages/page-words.server";
import { ButtonLink } from "~/ui/primitives/button";
import { Notice } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { RefusedNotice } from "~/ui/primitives/refused";
import { editPhotos } from "~/workflows/edit-photos";
import { readIn } from "~/workflows/localize";
import { cooperativeBySlug } from "./cooperative-of.server";
import { listingOf } from "./listing-of.server";
import { shownPhotos } from "./photos-of.server";

export const loader = staff("coop.products.edit", cooperativeBySlug, async (visit) => {
  const { params, url, locale, portal } = visit;
  const { productId, draft, photos } = await listingOf(visit);
  const asked = url.searchParams.get("refused") ?? "";
  return {
    home: `/coop/${params.slug}/products/${productId}`,
    name: readIn(locale, portal.toTraditional)(draft.name),
    photos: shownPhotos(photos, locale),
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
      const { name } = listing.draft;
      const alt = { zh: wanted.alt || name.zh, en: wanted.altEn || name.en };
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

/** A tap without signal leaves the page as it is and says so; photographs on their way stay at hand. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  try {
    return await serverAction<typeof action>();
  } catch (thrown) {
    if (!isNoSignal(thrown)) throw thrown;
    return Response.json({ refused: null }, { status: NOT_SENT });
  }
}
export { stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export default function ListingPhotos() {
  const { home, name, photos: loaded, mostPhotos, refused } = useLoaderData<typeof loader>();
  const [photos, setPhotos] = useState(loaded);
  useEffect(() => setPhotos(loaded), [loaded]);
  const answer = useActionData<typeof clientAction>() as { refused: RefusalCode | null } | undefined;
  const words = useTranslations("listings.photo");
  const listings = useTranslations("listings");
  const said = answer?.refused ?? refused;
  return (
    <div className="page max-w-4xl pt-5 md:pt-8">
      <PageHead back={{ to: home, words: listings("back") }} title={name} lead={words("lead")} />
      <div className="mt-4 flex flex-col gap-4">
        {said && <RefusedNotice code={said} />}
        {answer?.refused === null && (
          <Notice tone="wait" live>
            {words("noSignal")}
          </Notice>
        )}
        <PhotoUpload
          to={`${home}/photos/upload`}
          isFull={photos.length >= mostPhotos}
          onArrived={setPhotos}
        />
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
