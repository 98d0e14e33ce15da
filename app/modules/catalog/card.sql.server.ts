import type { Fen } from "~/kernel/money";
import type { Grams } from "~/kernel/weight";
import type { Packing } from "./product";
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
  readonly villageName: string;
  readonly cover: ImageView | null;
  readonly priceFen: Fen;
  readonly netGrams: Grams;
  readonly packing: Packing;
  readonly skuCount: number;
  /** packs free in the shop when fewer than `LOW_STOCK`, 0 for sold out, null for plenty */
  readonly leftPacks: number | null;
  /** months of harvest; empty for goods of all seasons */
  readonly seasonMonths: readonly number[];
}

/** How a card comes out of JSON: amounts are numbers there, exact below 2^53. */
export type CardRow = Omit<ProductCard, "priceFen" | "netGrams"> & {
  readonly priceFen: number;
  readonly netGrams: number;
  /** where the card stands in its list, for cursors */
  readonly rank: number;
  readonly position: number;
};

export function cardOf({ rank: _rank, position: _position, ...row }: CardRow): ProductCard {
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

/** The pool that sells the sku `s` to anybody: the shop's, or the promises of a harvest to come. */
const SELLING_CHANNEL = "CASE WHEN s.ships_from IS NULL THEN 'shop' ELSE 'ahead' END";

/** Packs of the sku `s` that the shop may still sell. */
export const FREE_PACKS = `coalesce((SELECT pool.on_hand - pool.held FROM stock_pool pool
  WHERE pool.sku_id = s.id AND pool.channel = ${SELLING_CHANNEL}), 0)`;

/** Names a count of packs only when it is low. */
export function lowOnly(packs: string): string {
  return `CASE WHEN ${packs} < ${LOW_STOCK} THEN ${packs} END`;
}

/** The columns of product `p` that a query for cards carries along. */
export const CARD_COLUMNS = "p.id, p.slug, p.name, p.season_months, p.category_id, p.village_id, p.position";

/**
 * A JSON array of cards for the rows of `chosen`, which has `CARD_COLUMNS` and a rank, in the order of rank, position
 * and id. `$1` is the language in every statement that uses it. Packs and covers are gathered for all rows at once
 * (the planner, left alone, gathers them anew for every row) and each card is made of a whole row: product by
 * product and field by field it takes three times as long.
 */
export function cardsJson(chosen: string): string {
  return `(WITH pack AS MATERIALIZED (
      SELECT DISTINCT ON (s.product_id) s.product_id, s.price_fen, s.net_grams, s.packing,
             count(*) OVER together AS count, sum(coalesce(pool.on_hand - pool.held, 0)) OVER together AS free
        FROM sku s LEFT JOIN stock_pool pool ON pool.sku_id = s.id AND pool.channel = ${SELLING_CHANNEL}
       WHERE s.on_sale AND s.product_id IN (SELECT wanted.id FROM ${chosen} wanted)
      WINDOW together AS (PARTITION BY s.product_id)
       ORDER BY s.product_id, s.price_fen, s.position, s.id
    ), cover AS MATERIALIZED (
      SELECT DISTINCT ON (shown.product_id) shown.product_id,
             ${imageJson("image", "shown.alt ->> $1")} AS picture
        FROM product_image shown JOIN image ON image.id = shown.image_id
       WHERE shown.product_id IN (SELECT wanted.id FROM ${chosen} wanted)
       ORDER BY shown.product_id, shown.position, image.id
    ), card AS (
      SELECT p.id, p.slug, p.name ->> $1 AS name, v.name ->> $1 AS "villageName", cover.picture AS cover, pack.price_fen AS "priceFen", pack.net_grams AS "netGrams", pack.packing,
             pack.count AS "skuCount", ${lowOnly("pack.free")} AS "leftPacks",
             p.season_months AS "seasonMonths", p.rank, p.position
        FROM ${chosen} p
        JOIN village v ON v.id = p.village_id
        JOIN pack ON pack.product_id = p.id
        LEFT JOIN cover ON cover.product_id = p.id
    ) SELECT coalesce(json_agg(card ORDER BY card.rank, card.position, card.id), '[]') FROM card)`;
}
