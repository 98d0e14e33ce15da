import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { staff } from "~/http/door.server";
import { previewOf } from "~/modules/catalog/listing/attributes";
import { DeskBack } from "~/ui/listings/desk-back";
import { ListingPreview } from "~/ui/listings/listing-preview";
import { Notice } from "~/ui/primitives/notice";
import { cooperativeBySlug } from "./cooperative-of.server";
import { listingOf, workedOn } from "./listing-of.server";

export const loader = staff("coop.products.read", cooperativeBySlug, async (visit) => {
  const listing = await listingOf(visit);
  return {
    home: `/coop/${visit.params.slug}/products/${listing.productId}`,
    ...previewOf(workedOn(listing)),
    photos: listing.photos.map(({ image }) => image),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.draft.name.zh }];

export default function Preview() {
  const { home, draft, attributes, photos } = useLoaderData<typeof loader>();
  const words = useTranslations("listings");
  return (
    <div className="page pt-5 md:pt-8">
      <DeskBack to={home}>{words("back")}</DeskBack>
      <h1 className="sr-only">{words("preview")}</h1>
      <div className="my-3">
        <Notice tone="wait">{words("previewText")}</Notice>
      </div>
      <ListingPreview draft={draft} attributes={attributes} photos={photos} />
    </div>
  );
}
