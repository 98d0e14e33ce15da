import { useTranslations } from "use-intl";
import type { ShownAttribute } from "~/modules/catalog/listing/attributes";
import type { ListingDraft } from "~/modules/catalog/listing/draft";
import { Section } from "~/ui/primitives/layout";
import { Money, PackPerWeight } from "~/ui/primitives/money";
import type { PictureOf } from "~/ui/primitives/picture";
import { Weight } from "~/ui/primitives/weight";
import { Gallery } from "~/ui/shop/gallery";
import { AttributeFacts } from "./attribute-facts";

interface ListingPreviewProps {
  readonly draft: Pick<ListingDraft, "name" | "sentence" | "story" | "packs">;
  readonly attributes: readonly ShownAttribute[];
  readonly photos: readonly PictureOf[];
}

/** A listing as the shop will show it, out of its draft. */
export function ListingPreview({ draft, attributes, photos }: ListingPreviewProps) {
  const goods = useTranslations("listings.section");
  const units = useTranslations("units");
  return (
    <div className="md:grid md:grid-cols-2 md:gap-x-10">
      <Gallery images={photos} name={draft.name.zh} />
      <div className="pt-4 md:pt-0">
        <h2 className="text-26">{draft.name.zh}</h2>
        <p className="mt-1 text-ink-2">{draft.sentence.zh}</p>
        <ul className="mt-4 divide-y divide-line border-y border-line">
          {draft.packs.map((pack) => (
            <li key={pack.skuId ?? pack.name.zh} className="flex items-baseline justify-between gap-4 py-3">
              <span>
                {pack.name.zh}
                <Weight grams={pack.netGrams} className="block text-13 text-ink-3" />
              </span>
              <span className="text-right">
                <Money fen={pack.priceFen} tone="price" className="text-20 font-semibold" />
                <span className="text-13 text-ink-2">/{units(pack.packing)}</span>
                <PackPerWeight
                  fen={pack.priceFen}
                  grams={pack.netGrams}
                  className="block text-13 text-ink-3"
                />
              </span>
            </li>
          ))}
        </ul>
        <Section title={goods("quality")}>
          <AttributeFacts attributes={attributes} />
        </Section>
        {draft.story.zh && <p className="mt-6 whitespace-pre-line">{draft.story.zh}</p>}
      </div>
    </div>
  );
}
