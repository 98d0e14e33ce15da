import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { ProductCard as Card } from "~/modules/catalog/index.server";
import { seasonStanding } from "~/modules/catalog/season";
import { Money, PackPerWeight } from "~/ui/primitives/money";
import { Picture } from "~/ui/primitives/picture";
import { Weight } from "~/ui/primitives/weight";

interface ProductCardProps {
  readonly card: Card;
  readonly month: number;
  /** Above the fold: fetched at once. */
  readonly first?: boolean;
  /** One level below the heading that the list stands under. */
  readonly heading?: "h2" | "h3";
}

const CARD_SIZES = "(min-width: 68rem) 16rem, (min-width: 36rem) 33vw, 50vw";

/** A listing in a list: picture, name, place, price with its unit, and what is left only when it is little. */
export function ProductCard({ card, month, first = false, heading: Heading = "h3" }: ProductCardProps) {
  const words = useTranslations("shop");
  const units = useTranslations("units");
  const standing = seasonStanding(card.seasonMonths, month);
  return (
    <article className="group relative flex flex-col overflow-hidden rounded-card border border-line bg-card transition-colors duration-150 hover:border-ink-3">
      <div className="relative aspect-square overflow-hidden bg-line">
        {card.cover && (
          <Picture of={card.cover} sizes={CARD_SIZES} first={first} className="h-full object-cover" />
        )}
        {standing === "now" && (
          <span className="absolute left-2 top-2 rounded-full bg-card px-2 text-13 font-semibold text-field">
            {words("season.now")}
          </span>
        )}
      </div>
      <div className="flex flex-1 flex-col gap-1 p-3">
        <Heading className="text-15 leading-snug">
          <Link to={`/products/${card.slug}`} prefetch="intent" className="after:absolute after:inset-0">
            {card.name}
          </Link>
        </Heading>
        <p className="text-13 text-ink-3">{card.villageName}</p>
        <p className="mt-auto pt-1 text-13 text-ink-2">
          {words.rich("card.price", {
            several: String(card.skuCount > 1),
            pack: units("perPack", { packing: units(card.packing) }),
            price: () => <Money fen={card.priceFen} tone="price" className="text-20 font-semibold" />,
          })}
        </p>
        <p className="flex flex-wrap gap-x-2 text-13 text-ink-3">
          <Weight grams={card.netGrams} />
          <PackPerWeight fen={card.priceFen} grams={card.netGrams} />
        </p>
        <Stock left={card.leftPacks} />
      </div>
    </article>
  );
}

function Stock({ left }: { left: number | null }) {
  const words = useTranslations("shop.card");
  if (left === null) return null;
  return (
    <p className="text-13 font-semibold text-amber">
      {left === 0 ? words("soldOut") : words("left", { count: left })}
    </p>
  );
}

interface ProductGridProps extends Pick<ProductCardProps, "month" | "heading"> {
  readonly cards: readonly Card[];
}

/** Cards two abreast on a phone, up to four on a desk. */
export function ProductGrid({ cards, month, heading = "h3" }: ProductGridProps) {
  return (
    <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 md:gap-4 lg:grid-cols-4">
      {cards.map((card, index) => (
        <li key={card.id} className="grid">
          <ProductCard card={card} month={month} first={index < 4} heading={heading} />
        </li>
      ))}
    </ul>
  );
}
