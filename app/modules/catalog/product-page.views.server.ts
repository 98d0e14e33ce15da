import type { Fen, UnitPrice } from "~/kernel/money";
import type { Locale } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { FREE_PACKS, type ImageView, imageJson, lowOnly } from "./card.sql.server";
import type { FreightZone } from "./freight";
import { readStoredAttributes, type ShownAttribute, shownAttributes } from "./listing/attributes";
import type { ShippingWindow } from "./preorder";
import type { Freshness, Packing, ProductState } from "./product";

const MOST_LOTS_SHOWN = 6;

export interface SkuView {
  readonly id: string;
  readonly name: string;
  readonly packing: Packing;
  readonly netGrams: Grams;
  readonly priceFen: Fen;
  /** free packs when low, 0 for sold out, null for plenty */
  readonly leftPacks: number | null;
  /** set while it is sold before its harvest: when it will be sent */
  readonly ships: ShippingWindow | null;
  /** the promotion whose price it is; `comparedFen` may stand struck through beside it (pricing/compared-price.ts) */
  readonly promotion: { readonly comparedFen: Fen | null; readonly tillAt: Date } | null;
}

export interface LotView {
  readonly code: string;
  /** YYYY-MM-DD */
  readonly harvestedOn: string;
  readonly origin: string;
  readonly grade: string;
}

/** Everything the page of one listing shows, in one language. */
export interface ProductPage {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly sentence: string;
  readonly story: string;
  /** published, or paused: still readable from an old order, not for sale */
  readonly state: ProductState;
  readonly freshness: Freshness;
  /** hours after delivery within which spoiled goods are claimed */
  readonly claimWindowHours: number;
  readonly seasonMonths: readonly number[];
  readonly category: { readonly slug: string; readonly name: string };
  readonly village: { readonly slug: string; readonly name: string; readonly place: string };
  readonly collectiveName: string | null;
  readonly cooperative: {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly servicePhone: string;
    readonly licenceNumber: string;
    readonly shipsFrom: string;
  };
  /** what its label and its growers say of the goods */
  readonly attributes: readonly ShownAttribute[];
  readonly images: readonly ImageView[];
  readonly skus: readonly SkuView[];
  /** newest harvest first */
  readonly lots: readonly LotView[];
  /** the version in force; `legs` as stored, read by the sharing module. Null for a plan without versions. */
  readonly sharePlan: { readonly versionId: string; readonly version: number; readonly legs: unknown } | null;
  readonly freightZones: readonly FreightZone[];
  /** the open wholesale offer of this product, if any, with its lowest price per kg */
  readonly wholesale: {
    readonly slug: string;
    readonly minGrams: Grams;
    readonly fromUnitPrice: UnitPrice;
  } | null;
}

interface PageJson extends Omit<ProductPage, "attributes" | "skus" | "freightZones" | "wholesale"> {
  readonly attributes: unknown;
  readonly skus: readonly (Omit<SkuView, "netGrams" | "priceFen" | "promotion"> & {
    readonly netGrams: number;
    readonly priceFen: number;
    readonly promotion: { readonly comparedFen: number | null; readonly tillAt: string } | null;
  })[];
  readonly freightZones: readonly {
    readonly regionPrefixes: readonly string[];
    readonly refused: boolean;
    readonly firstGrams: number;
    readonly firstFen: number;
    readonly stepGrams: number;
    readonly stepFen: number;
  }[];
  readonly wholesale: {
    readonly slug: string;
    readonly minGrams: number;
    readonly fromUnitPrice: number;
  } | null;
}

const selectPage = statement<[locale: Locale, slug: string, now: Date], { readonly page: PageJson }>(
  "catalog.productPage",
  `SELECT json_build_object(
     'id', p.id, 'slug', p.slug, 'name', p.name ->> $1, 'sentence', p.sentence ->> $1, 'story', p.story ->> $1,
     'state', p.state, 'freshness', p.freshness, 'claimWindowHours', p.claim_window_hours,
     'seasonMonths', p.season_months, 'attributes', p.attributes,
     'category', json_build_object('slug', c.slug, 'name', c.name ->> $1),
     'village', json_build_object('slug', v.slug, 'name', v.name ->> $1, 'place', v.place ->> $1),
     'collectiveName', (SELECT k.name ->> $1 FROM collective k WHERE k.village_id = v.id),
     'cooperative', json_build_object('id', coop.id, 'slug', coop.slug, 'name', coop.name ->> $1,
        'servicePhone', coop.service_phone, 'licenceNumber', coop.licence_number,
        'shipsFrom', coop.ships_from ->> $1),
     'images', (SELECT coalesce(json_agg(${imageJson("image", "shown.alt ->> $1")}
                                         ORDER BY shown.position, image.id), '[]')
                  FROM product_image shown JOIN image ON image.id = shown.image_id WHERE shown.product_id = p.id),
     'skus', (SELECT coalesce(json_agg(json_build_object('id', s.id, 'name', s.name ->> $1, 'packing', s.packing,
                       'netGrams', s.net_grams, 'priceFen', s.price_fen, 'leftPacks', ${lowOnly("stock.free")},
                       'ships', CASE WHEN s.ships_from IS NOT NULL
                         THEN json_build_object('from', s.ships_from, 'until', s.ships_until) END,
                       'promotion', (SELECT json_build_object('comparedFen', plan.compared_fen, 'tillAt', plan.till_at)
                                       FROM scheduled_change plan WHERE plan.sku_id = s.id AND plan.state = 'running'))
                     ORDER BY s.position, s.id), '[]')
                FROM sku s CROSS JOIN LATERAL (SELECT ${FREE_PACKS} AS free) stock
               WHERE s.product_id = p.id AND s.on_sale),
     'lots', (SELECT coalesce(json_agg(json_build_object('code', lot.code, 'harvestedOn', lot.harvested_on,
                       'origin', lot.origin ->> $1, 'grade', lot.grade ->> $1)
                     ORDER BY lot.harvested_on DESC, lot.code), '[]')
                FROM (SELECT * FROM lot WHERE lot.product_id = p.id
                       ORDER BY harvested_on DESC, code LIMIT ${MOST_LOTS_SHOWN}) lot),
     'sharePlan', (SELECT json_build_object('versionId', plan.id, 'version', plan.version, 'legs', plan.legs)
                     FROM share_plan_version plan WHERE plan.plan_id = p.share_plan_id
                    ORDER BY plan.version DESC LIMIT 1),
     'freightZones', (SELECT coalesce(json_agg(json_build_object('regionPrefixes', zone.region_prefixes,
                        'refused', zone.refused, 'firstGrams', zone.first_grams, 'firstFen', zone.first_fen,
                        'stepGrams', zone.step_grams, 'stepFen', zone.step_fen)
                        ORDER BY zone.refused, zone.first_fen, zone.id), '[]')
                        FROM freight_zone zone WHERE zone.template_id = p.freight_template_id),
     'wholesale', (SELECT json_build_object('slug', offer.slug, 'minGrams', offer.min_grams,
                            'fromUnitPrice', (SELECT min(tier.unit_price) FROM wholesale_tier tier
                                               WHERE tier.offer_id = offer.id))
                     FROM wholesale_offer offer
                    WHERE offer.product_id = p.id AND offer.open
                      AND offer.valid_until >= ($3 AT TIME ZONE 'Asia/Shanghai')::date
                      AND EXISTS (SELECT FROM wholesale_tier tier WHERE tier.offer_id = offer.id)
                    ORDER BY offer.position, offer.id LIMIT 1)
   ) AS page
   FROM product p
   JOIN category c ON c.id = p.category_id
   JOIN village v ON v.id = p.village_id
   JOIN cooperative coop ON coop.id = p.cooperative_id
  WHERE p.slug = $2 AND p.state IN ('published', 'paused')`,
);

/** The page of a listing that is published or paused, in one query; undefined for any other. */
export async function productPage(
  tx: Tx,
  input: { readonly slug: string; readonly locale: Locale; readonly now: Date },
): Promise<ProductPage | undefined> {
  const [row] = await tx.run(selectPage, [input.locale, input.slug, input.now]);
  if (!row) return undefined;
  const { skus, freightZones, wholesale, attributes, ...page } = row.page;
  return {
    ...page,
    attributes: shownAttributes(readStoredAttributes(attributes), input.locale),
    skus: skus.map((sku) => ({
      ...sku,
      netGrams: BigInt(sku.netGrams),
      priceFen: BigInt(sku.priceFen),
      promotion: sku.promotion && {
        comparedFen: sku.promotion.comparedFen === null ? null : BigInt(sku.promotion.comparedFen),
        tillAt: new Date(sku.promotion.tillAt),
      },
    })),
    freightZones: freightZones.map((zone) => ({
      regionPrefixes: zone.regionPrefixes,
      refused: zone.refused,
      firstGrams: BigInt(zone.firstGrams),
      firstFen: BigInt(zone.firstFen),
      stepGrams: BigInt(zone.stepGrams),
      stepFen: BigInt(zone.stepFen),
    })),
    wholesale: wholesale && {
      slug: wholesale.slug,
      minGrams: BigInt(wholesale.minGrams),
      fromUnitPrice: BigInt(wholesale.fromUnitPrice),
    },
  };
}
