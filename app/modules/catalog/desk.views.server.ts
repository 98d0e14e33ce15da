import { invariant } from "~/kernel/invariant";
import type { Fen } from "~/kernel/money";
import { pageOf } from "~/kernel/page";
import type { Locale } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { type ImageView, imageJson } from "./card.sql.server";
import type { Packing, ProductState } from "./product";
import type { StockPool } from "./stock";

export const MOST_DESK_PRODUCTS = 50;

export interface DeskSku {
  readonly id: string;
  readonly name: string;
  readonly packing: Packing;
  readonly netGrams: Grams;
  readonly priceFen: Fen;
  readonly onSale: boolean;
  readonly pools: readonly StockPool[];
}

export interface DeskProduct {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly state: ProductState;
  readonly cover: ImageView | null;
  readonly skus: readonly DeskSku[];
}

type DeskRow = Omit<DeskProduct, "skus"> & {
  readonly skus: readonly (Omit<DeskSku, "netGrams" | "priceFen"> & {
    readonly netGrams: number;
    readonly priceFen: number;
  })[];
};

const selectDesk = statement<
  [
    locale: Locale,
    cooperativeId: string,
    afterPosition: number | null,
    afterId: string | null,
    limit: number,
  ],
  DeskRow & { readonly position: number }
>(
  "catalog.deskProducts",
  `SELECT p.id, p.slug, p.name ->> $1 AS name, p.state, p.position,
          (SELECT ${imageJson("image", "shown.alt ->> $1")} FROM product_image shown
             JOIN image ON image.id = shown.image_id
            WHERE shown.product_id = p.id ORDER BY shown.position, image.id LIMIT 1) AS cover,
          (SELECT coalesce(json_agg(json_build_object('id', s.id, 'name', s.name ->> $1, 'packing', s.packing,
                    'netGrams', s.net_grams, 'priceFen', s.price_fen, 'onSale', s.on_sale,
                    'pools', (SELECT coalesce(json_agg(json_build_object('channel', pool.channel,
                                'onHand', pool.on_hand, 'held', pool.held) ORDER BY pool.channel DESC), '[]')
                                FROM stock_pool pool WHERE pool.sku_id = s.id))
                  ORDER BY s.position, s.id), '[]')
             FROM sku s WHERE s.product_id = p.id) AS skus
     FROM product p
    WHERE p.cooperative_id = $2 AND p.state <> 'archived'
      AND ($3::int IS NULL OR (p.position, p.id) > ($3, $4::uuid))
    ORDER BY p.position, p.id LIMIT $5`,
);

/** The listings of one cooperative as its staff edit them, archived ones left out. */
export async function deskProducts(
  tx: Tx,
  input: {
    readonly cooperativeId: string;
    readonly locale: Locale;
    readonly after?: { readonly position: number; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<{
  readonly products: readonly DeskProduct[];
  readonly next: { readonly position: number; readonly id: string } | null;
}> {
  const { cooperativeId, locale, after, limit } = input;
  invariant(limit >= 1 && limit <= MOST_DESK_PRODUCTS, `a desk page has 1 to ${MOST_DESK_PRODUCTS} listings`);
  const rows = await tx.run(selectDesk, [
    locale,
    cooperativeId,
    after?.position ?? null,
    after?.id ?? null,
    limit + 1,
  ]);
  const { shown, next } = pageOf(rows, limit, ({ position, id }) => ({ position, id }));
  return {
    products: shown.map(({ position: _position, ...row }) => ({
      ...row,
      skus: row.skus.map((sku) => ({
        ...sku,
        netGrams: BigInt(sku.netGrams),
        priceFen: BigInt(sku.priceFen),
      })),
    })),
    next,
  };
}
