import { shanghaiDay } from "~/kernel/clock";
import type { UnitPrice } from "~/kernel/money";
import type { Locale } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { PriceBasis, Tier } from "./offer";

/** More offers than a county has open at once. */
export const MOST_OFFERS = 60;

export interface OfferImage {
  readonly key: string;
  readonly width: number;
  readonly height: number;
  readonly widths: readonly number[];
  readonly blur: string;
  readonly alt: string;
}

/** A lot on offer by the tonne, in one language. Prices are per kilogram, on the basis named. */
export interface OfferView {
  readonly slug: string;
  readonly productName: string;
  readonly productSlug: string;
  readonly cover: OfferImage | null;
  readonly cooperative: { readonly slug: string; readonly name: string; readonly servicePhone: string };
  readonly village: { readonly slug: string; readonly name: string; readonly place: string };
  readonly basis: PriceBasis;
  readonly pickup: string;
  readonly packaging: string;
  readonly minGrams: Grams;
  /** in order of weight */
  readonly tiers: readonly Tier[];
  /** YYYY-MM-DD */
  readonly validUntil: string;
  readonly lot: {
    readonly code: string;
    /** YYYY-MM-DD */
    readonly harvestedOn: string;
    readonly origin: string;
    readonly grade: string;
    readonly grams: Grams;
  };
}

export interface OfferPage extends OfferView {
  readonly story: string;
  readonly freshness: string;
  readonly seasonMonths: readonly number[];
}

interface OfferJson extends Omit<OfferPage, "minGrams" | "tiers" | "lot"> {
  readonly minGrams: string;
  readonly tiers: readonly { readonly fromGrams: string; readonly unitPrice: string }[];
  readonly lot: Omit<OfferView["lot"], "grams"> & { readonly grams: string };
}

/** Amounts travel as digits so that none is squeezed through a float. */
const OFFER = `json_build_object(
  'slug', o.slug, 'productName', p.name ->> $1, 'productSlug', p.slug, 'story', p.story ->> $1,
  'freshness', p.freshness, 'seasonMonths', p.season_months,
  'cover', (SELECT json_build_object('key', image.key, 'width', image.width, 'height', image.height,
                     'widths', image.widths, 'blur', image.blur, 'alt', shown.alt ->> $1)
              FROM product_image shown JOIN image ON image.id = shown.image_id
             WHERE shown.product_id = p.id ORDER BY shown.position, image.id LIMIT 1),
  'cooperative', json_build_object('slug', c.slug, 'name', c.name ->> $1, 'servicePhone', c.service_phone),
  'village', json_build_object('slug', v.slug, 'name', v.name ->> $1, 'place', v.place ->> $1),
  'basis', o.basis, 'pickup', o.pickup ->> $1, 'packaging', o.packaging ->> $1,
  'minGrams', o.min_grams::text, 'validUntil', o.valid_until,
  'tiers', (SELECT json_agg(json_build_object('fromGrams', t.from_grams::text, 'unitPrice', t.unit_price::text)
                            ORDER BY t.from_grams) FROM wholesale_tier t WHERE t.offer_id = o.id),
  'lot', json_build_object('code', lot.code, 'harvestedOn', lot.harvested_on, 'origin', lot.origin ->> $1,
           'grade', lot.grade ->> $1, 'grams', lot.grams_wholesale::text))`;

const OPEN_OFFERS = `FROM wholesale_offer o
  JOIN product p ON p.id = o.product_id
  JOIN cooperative c ON c.id = o.cooperative_id
  JOIN village v ON v.id = p.village_id
  JOIN lot ON lot.id = o.lot_id
  WHERE o.open AND o.valid_until >= $2::date
    AND EXISTS (SELECT FROM wholesale_tier t WHERE t.offer_id = o.id)`;

const selectOffers = statement<[locale: Locale, today: string], { readonly offer: OfferJson }>(
  "wholesale.list",
  `SELECT ${OFFER} AS offer ${OPEN_OFFERS} ORDER BY o.position, o.id LIMIT ${MOST_OFFERS}`,
);

const selectOffer = statement<[locale: Locale, today: string, slug: string], { readonly offer: OfferJson }>(
  "wholesale.offerPage",
  `SELECT ${OFFER} AS offer ${OPEN_OFFERS} AND o.slug = $3`,
);

function offerOf(json: OfferJson): OfferPage {
  return {
    ...json,
    minGrams: BigInt(json.minGrams),
    tiers: json.tiers.map((tier) => ({
      fromGrams: BigInt(tier.fromGrams),
      unitPrice: BigInt(tier.unitPrice) satisfies UnitPrice,
    })),
    lot: { ...json.lot, grams: BigInt(json.lot.grams) },
  };
}

/** The lots open for wholesale today, in one query. */
export async function wholesaleList(
  tx: Tx,
  input: { readonly locale: Locale; readonly now: Date },
): Promise<OfferPage[]> {
  const rows = await tx.run(selectOffers, [input.locale, shanghaiDay(input.now)]);
  return rows.map((row) => offerOf(row.offer));
}

/** One open offer; undefined once it is closed or its prices have run out. */
export async function offerPage(
  tx: Tx,
  input: { readonly slug: string; readonly locale: Locale; readonly now: Date },
): Promise<OfferPage | undefined> {
  const [row] = await tx.run(selectOffer, [input.locale, shanghaiDay(input.now), input.slug]);
  return row && offerOf(row.offer);
}
