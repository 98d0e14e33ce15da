import type { Locale } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { WorkshopKind } from "./organisation";

/** A picture as the pages need it; `widths` are the sizes kept under `key`. */
export interface PlaceImage {
  readonly key: string;
  readonly width: number;
  readonly height: number;
  readonly widths: readonly number[];
  readonly blur: string;
  readonly alt: string;
}

export interface VillageCard {
  readonly slug: string;
  readonly name: string;
  readonly place: string;
  readonly sentence: string;
  readonly image: PlaceImage | null;
  /** listings on sale */
  readonly products: number;
}

export interface VillagePage {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly place: string;
  readonly regionCode: string;
  readonly sentence: string;
  readonly story: string;
  readonly image: PlaceImage | null;
  /** null for a village that has no collective on the portal yet; then it has no public ledger either */
  readonly collectiveName: string | null;
  readonly cooperatives: readonly {
    readonly slug: string;
    readonly name: string;
    readonly sentence: string;
    readonly image: PlaceImage | null;
  }[];
  readonly workshops: readonly {
    readonly slug: string;
    readonly kind: WorkshopKind;
    readonly name: string;
    readonly sentence: string;
    readonly partnerFirm: string | null;
    readonly fixedPosts: number;
    readonly localJobs: number;
    readonly image: PlaceImage | null;
  }[];
  readonly firstSecretaries: readonly {
    readonly name: string;
    readonly unit: string;
    /** YYYY-MM-DD */
    readonly postedFrom: string;
  }[];
}

function imageOf(idColumn: string, alt: string): string {
  return `(SELECT json_build_object('key', image.key, 'width', image.width, 'height', image.height,
    'widths', image.widths, 'blur', image.blur, 'alt', ${alt}) FROM image WHERE image.id = ${idColumn})`;
}

const selectVillages = statement<[locale: Locale], VillageCard>(
  "alliance.villageList",
  `SELECT v.slug, v.name ->> $1 AS name, v.place ->> $1 AS place, v.sentence ->> $1 AS sentence,
          ${imageOf("v.image_id", "v.name ->> $1")} AS image,
          (SELECT count(*)::int FROM product p WHERE p.village_id = v.id AND p.state = 'published') AS products
     FROM village v ORDER BY v.position, v.slug`,
);

export async function villageList(tx: Tx, locale: Locale): Promise<VillageCard[]> {
  return tx.run(selectVillages, [locale]);
}

const selectVillage = statement<[locale: Locale, slug: string], { readonly page: VillagePage }>(
  "alliance.villagePage",
  `SELECT json_build_object(
     'id', v.id, 'slug', v.slug, 'name', v.name ->> $1, 'place', v.place ->> $1, 'regionCode', v.region_code,
     'sentence', v.sentence ->> $1, 'story', v.story ->> $1,
     'image', ${imageOf("v.image_id", "v.name ->> $1")},
     'collectiveName', (SELECT k.name ->> $1 FROM collective k WHERE k.village_id = v.id),
     'cooperatives', (SELECT coalesce(json_agg(json_build_object('slug', c.slug, 'name', c.name ->> $1,
                               'sentence', c.sentence ->> $1, 'image', ${imageOf("c.image_id", "c.name ->> $1")})
                             ORDER BY c.position, c.slug), '[]')
                        FROM cooperative c WHERE c.village_id = v.id),
     'workshops', (SELECT coalesce(json_agg(json_build_object('slug', w.slug, 'kind', w.kind, 'name', w.name ->> $1,
                            'sentence', w.sentence ->> $1, 'partnerFirm', w.partner_firm ->> $1,
                            'fixedPosts', w.fixed_posts, 'localJobs', w.local_jobs,
                            'image', ${imageOf("w.image_id", "w.name ->> $1")})
                          ORDER BY w.position, w.slug), '[]')
                     FROM workshop w WHERE w.village_id = v.id),
     'firstSecretaries', (SELECT coalesce(json_agg(json_build_object('name', f.name ->> $1, 'unit', f.unit ->> $1,
                                   'postedFrom', f.posted_from) ORDER BY f.posted_from DESC, f.id), '[]')
                            FROM first_secretary f WHERE f.village_id = v.id)
   ) AS page FROM village v WHERE v.slug = $2`,
);

/** A village with its collective, cooperatives, workshops and first secretaries. Its goods come from the catalogue. */
export async function villagePage(
  tx: Tx,
  input: { readonly slug: string; readonly locale: Locale },
): Promise<VillagePage | undefined> {
  const [row] = await tx.run(selectVillage, [input.locale, input.slug]);
  return row?.page;
}

/** What every page of a cooperative's desk needs to know about it. */
export interface CooperativeHeader {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly bookId: string;
  readonly villageId: string;
  readonly villageSlug: string;
  readonly villageName: string;
}

const selectHeader = statement<[locale: Locale, slug: string], CooperativeHeader>(
  "alliance.cooperativeHeader",
  `SELECT c.id, c.slug, c.name ->> $1 AS name, c.book_id AS "bookId", c.village_id AS "villageId",
          v.slug AS "villageSlug", v.name ->> $1 AS "villageName"
     FROM cooperative c JOIN village v ON v.id = c.village_id WHERE c.slug = $2`,
);

export async function cooperativeHeader(
  tx: Tx,
  input: { readonly slug: string; readonly locale: Locale },
): Promise<CooperativeHeader | undefined> {
  const [row] = await tx.run(selectHeader, [input.locale, input.slug]);
  return row;
}

/** A village and the book of its collective, for those who answer for either. */
export interface VillageHeader {
  readonly villageId: string;
  readonly slug: string;
  readonly name: string;
  readonly collectiveId: string;
  readonly collectiveName: string;
  readonly bookId: string;
}

const selectVillageHeader = statement<[locale: Locale, slug: string], VillageHeader>(
  "alliance.villageHeader",
  `SELECT v.id AS "villageId", v.slug, v.name ->> $1 AS name, c.id AS "collectiveId",
          c.name ->> $1 AS "collectiveName", c.book_id AS "bookId"
     FROM village v JOIN collective c ON c.village_id = v.id WHERE v.slug = $2`,
);

/** Undefined for a village that is not there or has no collective on the portal yet. */
export async function villageHeader(
  tx: Tx,
  input: { readonly slug: string; readonly locale: Locale },
): Promise<VillageHeader | undefined> {
  const [row] = await tx.run(selectVillageHeader, [input.locale, input.slug]);
  return row;
}
