import type { Locale } from "~/kernel/text";
import type { ListingPhoto } from "~/modules/catalog/index.server";

/** A listing's photographs as its page of photographs shows them: what stands for a picture is said in the reader's language. */
export function shownPhotos(photos: readonly ListingPhoto[], locale: Locale): readonly ListingPhoto[] {
  return photos.map((photo) => ({ ...photo, image: { ...photo.image, alt: photo.alt[locale] } }));
}
