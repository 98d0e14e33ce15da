import { useTranslations } from "use-intl";
import type { ListingPreview as Preview } from "~/modules/catalog/listing/preview";
import { Section } from "~/ui/primitives/layout";
import { Money, PackPerWeight } from "~/ui/primitives/money";
import type { PictureOf } from "~/ui/primitives/picture";
import { Weight } from "~/ui/primitives/weight";
import { Gallery } from "~/ui/shop/gallery";
import { AttributeFacts } from "./attribute-facts";

interface ListingPreviewProps {
  readonly preview: Preview;
  readonly photos: readonly PictureOf[];
}

/** A listing as the shop will show it. */
export function ListingPreview({ preview, photos }: ListingPreviewProps) {
  const goods = useTranslations("listings.section");
  const units = useTranslations("units");
  return (
    <div className="md:grid md:grid-cols-2 md:items-start md:gap-x-10">
      <Gallery images={photos} name={preview.name} />
      <div className="pt-4 md:pt-0">
        <h2 className="text-26">{preview.name}</h2>
        <p className="mt-1 text-ink-2">{preview.sentence}</p>
        <ul className="mt-4 divide-y divide-line border-y border-line">
          {preview.packs.map((pack) => (
            <li key={pack.key} className="flex items-baseline justify-between gap-4 py-3">
              <span>
                {pack.name}
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
          <AttributeFacts attributes={preview.attributes} />
        </Section>
        {preview.story && <p className="mt-6 whitespace-pre-line">{preview.story}</p>}
      </div>
    </div>
  );
}
