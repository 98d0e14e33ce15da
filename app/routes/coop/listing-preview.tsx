import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { staff } from "~/http/door.server";
import { photosIn, previewOf } from "~/modules/catalog/listing/preview";
import { ListingPreview } from "~/ui/listings/listing-preview";
import { Notice } from "~/ui/primitives/notice";
import { BackLink } from "~/ui/primitives/page-head";
import { readIn } from "~/workflows/localize";
import { cooperativeBySlug } from "./cooperative-of.server";
import { listingOf, workedOn } from "./listing-of.server";

export const loader = staff("coop.products.read", cooperativeBySlug, async (visit) => {
  const { locale, portal } = visit;
  const listing = await listingOf(visit);
  return {
    home: `/coop/${visit.params.slug}/products/${listing.productId}`,
    preview: previewOf(workedOn(listing), readIn(locale, portal.toTraditional)),
    photos: photosIn(locale, listing.photos),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.preview.name }];

export default function Preview() {
  const { home, preview, photos } = useLoaderData<typeof loader>();
  const words = useTranslations("listings");
  return (
    <div className="page pt-5 md:pt-8">
      <BackLink to={home}>{words("back")}</BackLink>
      <h1 className="sr-only">{words("preview")}</h1>
      <div className="my-3">
        <Notice tone="wait">{words("previewText")}</Notice>
      </div>
      <ListingPreview preview={preview} photos={photos} />
    </div>
  );
}
