import type { Fen } from "~/kernel/money";
import type { Grams } from "~/kernel/weight";
import type { Freshness, Packing } from "./product";
import { LOW_STOCK } from "./stock";

/** A picture as the pages need it; `widths` are the sizes kept under `key`. */
export interface ImageView {
  readonly key: string;
  readonly width: number;
  readonly height: number;
  readonly widths: readonly number[];
  /** a tiny data URL to show until the picture has arrived */
  readonly blur: string;
  readonly alt: string;
}

/** A listing as it stands in a list, in one language. Price and weight are those of its cheapest pack on sale. */
export interface ProductCard {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly sentence: string;
  readonly villageName: string;
  readonly villageSlug: string;
  readonly categorySlug: string;
  readonly cover: ImageView | null;
  readonly priceFen: Fen;
  readonly netGrams: Grams;
  readonly packing: Packing;
  readonly skuCount: number;
  /** packs free in the shop when fewer than `LOW_STOCK`, 0 for sold out, null for plenty */
  readonly leftPacks: number | null;
  readonly freshness: Freshness;
  /** months of harvest; empty for goods of all seasons */
  readonly seasonMonths: readonly number[];
}

/** How a card comes out of JSON: amounts are numbers there, exact below 2^53. */
export type CardRow = Omit<ProductCard, "priceFen" | "netGrams"> & {
  readonly priceFen: number;
  readonly netGrams: number;
};

export function cardOf(row: CardRow): ProductCard {
  return { ...row, priceFen: BigInt(row.priceFen), netGrams: BigInt(row.netGrams) };
}

/** JSON of the image `image`, with the alternative text given. */
export function imageJson(image: string, alt: string): string {
  return `json_build_object('key', ${image}.key, 'width', ${image}.width, 'height', ${image}.height,
    'widths', ${image}.widths, 'blur', ${image}.blur, 'alt', ${alt})`;
}

/** Condition on product `p`: what a visitor may see in lists. */
export const LISTED = `p.state = 'published'
  AND EXISTS (SELECT FROM sku WHERE sku.product_id = p.id AND sku.on_sale)`;

/** Packs of the sku `s` that the shop may still sell. */
export const FREE_PACKS = `coalesce((SELECT pool.on_hand - pool.held FROM stock_pool pool
  WHERE pool.sku_id = s.id AND pool.channel = 'shop'), 0)`;

/** Names a count of packs only when it is low. */
export function lowOnly(packs: string): string {
  return `CASE WHEN ${packs} < ${LOW_STOCK} THEN ${packs} END`;
}

/**
 * A JSON array of cards for the product ids that `chosen` selects, in the order of its columns (rank, position, id).
 * `$1` is the language in every statement that uses it.
 */
export function cardsJson(chosen: string): string {
  return `(SELECT coalesce(json_agg(json_build_object(
      'id', p.id, 'slug', p.slug, 'name', p.name ->> $1, 'sentence', p.sentence ->> $1,
      'villageName', v.name ->> $1, 'villageSlug', v.slug, 'categorySlug', category.slug,
      'cover', cover.picture, 'priceFen', pack.price_fen, 'netGrams', pack.net_grams, 'packing', pack.packing,
      'skuCount', packs.count, 'leftPacks', ${lowOnly("packs.free")},
      'freshness', p.freshness, 'seasonMonths', p.season_months
    ) ORDER BY chosen.rank, chosen.position, chosen.id), '[]')
    FROM (${chosen}) AS chosen
    JOIN product p ON p.id = chosen.id
    JOIN village v ON v.id = p.village_id
    JOIN category ON category.id = p.category_id
    JOIN LATERAL (SELECT s.price_fen, s.net_grams, s.packing FROM sku s
                   WHERE s.product_id = p.id AND s.on_sale
                   ORDER BY s.price_fen, s.position, s.id LIMIT 1) pack ON true
    JOIN LATERAL (SELECT count(*)::int AS count, sum(${FREE_PACKS})::int AS free FROM sku s
                   WHERE s.product_id = p.id AND s.on_sale) packs ON true
    LEFT JOIN LATERAL (SELECT ${imageJson("image", "shown.alt ->> $1")} AS picture
                         FROM product_image shown JOIN image ON image.id = shown.image_id
                        WHERE shown.product_id = p.id
                        ORDER BY shown.position, image.id LIMIT 1) cover ON true)`;
}
