import type { Fen } from "~/kernel/money";
import type { Locale, LocalizedText } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Packing } from "../product";
import { draftedAttributes, type ReadText, type ShownAttribute } from "./attributes";
import type { ListingDraft } from "./draft";

/** A pack as a preview shows it; `key` tells it from its neighbours. */
interface PreviewPack {
  readonly key: string;
  readonly name: string;
  readonly packing: Packing;
  readonly netGrams: Grams;
  readonly priceFen: Fen;
}

/** A draft as the shop will show it to readers of one language. */
export interface ListingPreview {
  readonly name: string;
  readonly sentence: string;
  readonly story: string;
  readonly packs: readonly PreviewPack[];
  readonly attributes: readonly ShownAttribute[];
}

export function previewOf(draft: ListingDraft, read: ReadText): ListingPreview {
  return {
    name: read(draft.name),
    sentence: read(draft.sentence),
    story: read(draft.story),
    packs: draft.packs.map(({ skuId, name, packing, netGrams, priceFen }) => {
      return { key: skuId ?? name.zh, name: read(name), packing, netGrams, priceFen };
    }),
    attributes: draftedAttributes(draft.attributes, read),
  };
}

/** Photographs with their words in one language. */
export function photosIn<Image extends { readonly alt: string }>(
  locale: Locale,
  photos: readonly { readonly image: Image; readonly alt: LocalizedText }[],
): readonly Image[] {
  return photos.map(({ image, alt }) => ({ ...image, alt: alt[locale] }));
}
