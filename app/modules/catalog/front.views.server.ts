import { invariant } from "~/kernel/invariant";
import type { UnitPrice } from "~/kernel/money";
import type { Locale } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import {
  CARD_COLUMNS,
  type CardRow,
  cardOf,
  cardsJson,
  type ImageView,
  imageJson,
  LISTED,
  type ProductCard,
} from "./card.sql.server";
import type { Facet } from "./listing.views.server";

const MOST_IN_SEASON = 8;
const MOST_OTHERS = 8;
const MOST_VILLAGES = 6;
const MOST_OFFERS = 3;
const MOST_SESSIONS = 3;
/** More cards than a cooperative of one village ever lists. */
const MOST_OF_COOPERATIVE = 48;

export interface HomeVillage {
  readonly slug: string;
  readonly name: string;
  readonly place: string;
  readonly sentence: string;
  readonly image: ImageView | null;
  readonly products: number;
}

export interface HomeOffer {
  readonly slug: string;
  readonly name: string;
  readonly villageName: string;
  readonly minGrams: Grams;
  readonly fromUnitPrice: UnitPrice;
  readonly basis: string;
}

export interface HomeSession {
  readonly slug: string;
  readonly name: string;
  readonly hostName: string;
  readonly villageName: string;
  readonly startsAt: Date;
}

export interface HomeView {
  /** what is harvested in this month */
  readonly inSeason: readonly ProductCard[];
  /** further listings, none of them in `inSeason` */
  readonly others: readonly ProductCard[];
  readonly categories: readonly Facet[];
  readonly villages: readonly HomeVillage[];
  readonly offers: readonly HomeOffer[];
  /** live sessions that are on or come next */
  readonly sessions: readonly HomeSession[];
}

interface HomeJson extends Omit<HomeView, "inSeason" | "others" | "offers" | "sessions"> {
  readonly inSeason: readonly CardRow[];
  readonly others: readonly CardRow[];
  readonly offers: readonly (Omit<HomeOffer, "minGrams" | "fromUnitPrice"> & {
    readonly minGrams: number;
    readonly fromUnitPrice: number;
  })[];
  readonly sessions: readonly (Omit<HomeSession, "startsAt"> & { readonly startsAt: string })[];
}

const selectHome = statement<[locale: Locale, month: number, now: Date], { readonly home: HomeJson }>(
  "catalog.home",
  `WITH listed AS MATERIALIZED (
     SELECT ${CARD_COLUMNS}, $2 = ANY (p.season_months) AS in_season, 0 AS rank FROM product p WHERE ${LISTED}
   ), chosen_in_season AS MATERIALIZED (
     SELECT * FROM listed WHERE in_season ORDER BY position, id LIMIT ${MOST_IN_SEASON}
   ), chosen_others AS MATERIALIZED (
     SELECT * FROM listed WHERE id NOT IN (SELECT id FROM chosen_in_season)
      ORDER BY position, id LIMIT ${MOST_OTHERS}
   )
   SELECT json_build_object(
     'inSeason', ${cardsJson("chosen_in_season")},
     'others', ${cardsJson("chosen_others")},
     'categories', (SELECT coalesce(json_agg(json_build_object('slug', c.slug, 'name', c.name ->> $1,
                             'count', hits.count) ORDER BY c.position, c.slug), '[]')
                      FROM (SELECT category_id AS id, count(*) FROM listed GROUP BY 1) hits
                      JOIN category c USING (id)),
     'villages', (SELECT coalesce(json_agg(json_build_object('slug', v.slug, 'name', v.name ->> $1,
                           'place', v.place ->> $1, 'sentence', v.sentence ->> $1, 'image', v.picture,
                           'products', v.products) ORDER BY v.position, v.slug), '[]')
                    FROM (SELECT v.*, (SELECT count(*) FROM listed WHERE village_id = v.id) AS products,
                                 CASE WHEN image.id IS NOT NULL
                                      THEN ${imageJson("image", "v.name ->> $1")} END AS picture
                            FROM village v LEFT JOIN image ON image.id = v.image_id
                           ORDER BY v.position, v.slug LIMIT ${MOST_VILLAGES}) v),
     'offers', (SELECT coalesce(json_agg(json_build_object('slug', o.slug, 'name', p.name ->> $1,
                         'villageName', v.name ->> $1, 'minGrams', o.min_grams, 'basis', o.basis,
                         'fromUnitPrice', o.lowest) ORDER BY o.position, o.id), '[]')
                  FROM (SELECT o.*, (SELECT min(unit_price) FROM wholesale_tier WHERE offer_id = o.id) AS lowest
                          FROM wholesale_offer o
                         WHERE o.open AND o.valid_until >= ($3 AT TIME ZONE 'Asia/Shanghai')::date
                           AND EXISTS (SELECT FROM wholesale_tier WHERE offer_id = o.id)
                         ORDER BY o.position, o.id LIMIT ${MOST_OFFERS}) o
                  JOIN product p ON p.id = o.product_id JOIN village v ON v.id = p.village_id),
     'sessions', (SELECT coalesce(json_agg(json_build_object('slug', l.slug, 'name', l.name ->> $1,
                           'hostName', h.name ->> $1, 'villageName', v.name ->> $1, 'startsAt', l.starts_at)
                         ORDER BY l.starts_at, l.id), '[]')
                    FROM (SELECT * FROM live_session
                           WHERE ended_at IS NULL AND starts_at > $3 - interval '6 hours'
                           ORDER BY starts_at, id LIMIT ${MOST_SESSIONS}) l
                    JOIN host h ON h.id = l.host_id JOIN village v ON v.id = l.village_id)
   ) AS home`,
);

/** What the first page shows, in one query. `month` is the calendar month in Shanghai. */
export async function homeView(
  tx: Tx,
  input: { readonly locale: Locale; readonly month: number; readonly now: Date },
): Promise<HomeView> {
  const [row] = await tx.run(selectHome, [input.locale, input.month, input.now]);
  invariant(row, "the home view is always one row");
  const { inSeason, others, offers, sessions, ...home } = row.home;
  return {
    ...home,
    inSeason: inSeason.map(cardOf),
    others: others.map(cardOf),
    offers: offers.map((offer) => ({
      ...offer,
      minGrams: BigInt(offer.minGrams),
      fromUnitPrice: BigInt(offer.fromUnitPrice),
    })),
    sessions: sessions.map((session) => ({ ...session, startsAt: new Date(session.startsAt) })),
  };
}

export interface CooperativePage {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly sentence: string;
  readonly story: string;
  readonly shipsFrom: string;
  readonly servicePhone: string;
  readonly licenceNumber: string;
  readonly image: ImageView | null;
  readonly village: { readonly slug: string; readonly name: string; readonly place: string };
  readonly cards: readonly ProductCard[];
}

const selectCooperative = statement<
  [locale: Locale, slug: string],
  { readonly page: Omit<CooperativePage, "cards"> & { readonly cards: readonly CardRow[] } }
>(
  "catalog.cooperativePage",
  `WITH listed AS MATERIALIZED (
     SELECT ${CARD_COLUMNS}, 0 AS rank FROM product p
      WHERE p.cooperative_id = (SELECT id FROM cooperative WHERE slug = $2) AND ${LISTED}
      ORDER BY p.position, p.id LIMIT ${MOST_OF_COOPERATIVE}
   )
   SELECT json_build_object(
     'id', coop.id, 'slug', coop.slug, 'name', coop.name ->> $1, 'sentence', coop.sentence ->> $1,
     'story', coop.story ->> $1, 'shipsFrom', coop.ships_from ->> $1, 'servicePhone', coop.service_phone,
     'licenceNumber', coop.licence_number,
     'image', CASE WHEN picture.id IS NOT NULL THEN ${imageJson("picture", "coop.name ->> $1")} END,
     'village', json_build_object('slug', home.slug, 'name', home.name ->> $1, 'place', home.place ->> $1),
     'cards', ${cardsJson("listed")}
   ) AS page
   FROM cooperative coop
   JOIN village home ON home.id = coop.village_id
   LEFT JOIN image picture ON picture.id = coop.image_id
  WHERE coop.slug = $2`,
);

/** A cooperative with everything it sells, in one query. */
export async function cooperativePage(
  tx: Tx,
  input: { readonly slug: string; readonly locale: Locale },
): Promise<CooperativePage | undefined> {
  const [row] = await tx.run(selectCooperative, [input.locale, input.slug]);
  return row && { ...row.page, cards: row.page.cards.map(cardOf) };
}
