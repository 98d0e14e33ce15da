import type { Locale, LocalizedText } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { type ImageView, imageJson } from "../card.sql.server";
import type { Freshness, Packing, ProductState } from "../product";
import { draftAttributes, readStoredAttributes, textOfDraft } from "./attributes";
import { draftFromJson, type ListingDraft } from "./draft";
import { isTemplate, TEMPLATE_NAMES, TEMPLATES, type TemplateName } from "./templates";

export interface ListingPhoto {
  readonly imageId: string;
  readonly image: ImageView;
  readonly alt: LocalizedText;
  readonly showsWeight: boolean;
}

/** What is to change of a listing on sale, still being written or being looked at. */
export interface OpenRevision {
  readonly id: string;
  readonly state: "editing" | "inReview";
  readonly draft: ListingDraft;
}

/** A listing as the desk works on it. */
export interface DeskListing {
  readonly productId: string;
  readonly cooperativeId: string;
  readonly slug: string;
  readonly state: ProductState;
  /** what the listing says now */
  readonly draft: ListingDraft;
  /** cover first */
  readonly photos: readonly ListingPhoto[];
  readonly revision: OpenRevision | null;
}

interface ListingRow {
  readonly id: string;
  readonly cooperative_id: string;
  readonly slug: string;
  readonly state: ProductState;
  readonly template: string | null;
  readonly category_id: string;
  readonly category_slug: string;
  readonly name: LocalizedText;
  readonly sentence: LocalizedText;
  readonly story: LocalizedText;
  readonly aliases: readonly string[];
  readonly season_months: readonly number[];
  readonly freshness: Freshness;
  readonly claim_window_hours: number;
  readonly freight_template_id: string;
  readonly share_plan_id: string;
  readonly attributes: unknown;
  readonly packs: readonly {
    readonly id: string;
    readonly name: LocalizedText;
    readonly packing: Packing;
    readonly netGrams: string;
    readonly priceFen: string;
  }[];
  readonly photos: readonly (Omit<ListingPhoto, "image"> & { readonly image: ImageView })[];
  readonly revision: {
    readonly id: string;
    readonly state: "editing" | "inReview";
    readonly content: unknown;
  } | null;
}

const COLUMNS = `p.id, p.cooperative_id, p.slug, p.state, p.template, p.category_id, c.slug AS category_slug, p.name,
   p.sentence, p.story, coalesce(p.aliases, '{}') AS aliases, p.season_months, p.freshness, p.claim_window_hours,
   p.freight_template_id, p.share_plan_id, p.attributes,
   (SELECT coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'packing', s.packing,
             'netGrams', s.net_grams::text, 'priceFen', s.price_fen::text) ORDER BY s.position, s.id), '[]')
      FROM sku s WHERE s.product_id = p.id AND s.on_sale) AS packs,
   (SELECT coalesce(json_agg(json_build_object('imageId', image.id, 'image', ${imageJson("image", "shown.alt ->> 'zh-CN'")},
             'alt', shown.alt, 'showsWeight', shown.shows_weight) ORDER BY shown.position, image.id), '[]')
      FROM product_image shown JOIN image ON image.id = shown.image_id WHERE shown.product_id = p.id) AS photos,
   (SELECT json_build_object('id', r.id, 'state', r.state, 'content', r.content) FROM listing_revision r
     WHERE r.product_id = p.id AND r.state IN ('editing', 'inReview')) AS revision`;

const selectListing = statement<[productId: string], ListingRow>(
  "catalog.deskListing",
  `SELECT ${COLUMNS} FROM product p JOIN category c ON c.id = p.category_id WHERE p.id = $1`,
);

const lockListingRow = statement<[productId: string], { readonly id: string }>(
  "catalog.lockListing",
  "SELECT id FROM product WHERE id = $1 FOR UPDATE",
);

/** Goods listed before there were templates are taken for the first kind of their category. */
function templateOfRow({ template, category_slug }: ListingRow): TemplateName {
  if (template !== null && isTemplate(template)) return template;
  return TEMPLATE_NAMES.find((name) => TEMPLATES[name].category === category_slug) ?? "preserved";
}

function listingOf(row: ListingRow): DeskListing {
  const { revision } = row;
  return {
    productId: row.id,
    cooperativeId: row.cooperative_id,
    slug: row.slug,
    state: row.state,
    photos: row.photos,
    revision: revision && { id: revision.id, state: revision.state, draft: draftFromJson(revision.content) },
    draft: {
      template: templateOfRow(row),
      categoryId: row.category_id,
      name: textOfDraft(row.name),
      sentence: textOfDraft(row.sentence),
      story: textOfDraft(row.story),
      aliases: row.aliases,
      seasonMonths: row.season_months,
      freshness: row.freshness,
      claimWindowHours: row.claim_window_hours,
      freightTemplateId: row.freight_template_id,
      sharePlanId: row.share_plan_id,
      attributes: draftAttributes(readStoredAttributes(row.attributes)),
      packs: row.packs.map(({ id, name, packing, netGrams, priceFen }) => ({
        skuId: id,
        name: textOfDraft(name),
        packing,
        netGrams: BigInt(netGrams),
        priceFen: BigInt(priceFen),
      })),
    },
  };
}

/** A listing in whatever state, with what is to change of it; undefined when there is none. */
export async function deskListing(tx: Tx, productId: string): Promise<DeskListing | undefined> {
  const [row] = await tx.run(selectListing, [productId]);
  return row && listingOf(row);
}

const selectListings = statement<[cooperativeId: string, limit: number], ListingRow>(
  "catalog.deskListings",
  `SELECT ${COLUMNS} FROM product p JOIN category c ON c.id = p.category_id
    WHERE p.cooperative_id = $1 AND p.state <> 'archived' ORDER BY p.position, p.id LIMIT $2`,
);

/** More than any cooperative lists; a sheet of them is cut there. */
export const MOST_LISTINGS_AT_ONCE = 5_000;

/** All listings of a cooperative that are not put away, in their order, read in one go. */
export async function deskListings(tx: Tx, cooperativeId: string): Promise<readonly DeskListing[]> {
  return (await tx.run(selectListings, [cooperativeId, MOST_LISTINGS_AT_ONCE])).map(listingOf);
}

const lockListingRows = statement<
  [cooperativeId: string, productIds: readonly string[]],
  { readonly id: string }
>(
  "catalog.lockListings",
  "SELECT id FROM product WHERE cooperative_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR UPDATE",
);

/** All listings, those named held against other writers until the transaction ends. */
export async function lockListings(
  tx: Tx,
  cooperativeId: string,
  productIds: readonly string[],
): Promise<readonly DeskListing[]> {
  await tx.run(lockListingRows, [cooperativeId, productIds]);
  return deskListings(tx, cooperativeId);
}

/** A listing held against other writers until the transaction ends; undefined when there is none. */
export async function lockListing(tx: Tx, productId: string): Promise<DeskListing | undefined> {
  await tx.run(lockListingRow, [productId]);
  return deskListing(tx, productId);
}

/** What a listing of one cooperative can be put together from, named in one language. */
export interface ListingGround {
  readonly villageId: string;
  readonly cooperativeName: string;
  readonly origin: string;
  readonly categories: readonly { readonly id: string; readonly slug: string; readonly name: string }[];
  readonly freightTemplates: readonly { readonly id: string; readonly name: string }[];
  /** with the legs of the version in force, read by the sharing module */
  readonly sharePlans: readonly {
    readonly id: string;
    readonly name: string;
    readonly versionId: string;
    readonly legs: unknown;
  }[];
}

const selectGround = statement<[cooperativeId: string, locale: Locale], ListingGround>(
  "catalog.listingGround",
  `SELECT coop.village_id AS "villageId", coop.name ->> $2 AS "cooperativeName",
     (v.place ->> $2) || (v.name ->> $2) AS origin,
     (SELECT json_agg(json_build_object('id', c.id, 'slug', c.slug, 'name', c.name ->> $2) ORDER BY c.position, c.id)
        FROM category c) AS categories,
     (SELECT coalesce(json_agg(json_build_object('id', f.id, 'name', f.name ->> $2) ORDER BY f.id), '[]')
        FROM freight_template f WHERE f.cooperative_id = coop.id) AS "freightTemplates",
     (SELECT coalesce(json_agg(json_build_object('id', plan.id, 'name', plan.name ->> $2, 'versionId', ver.id,
                                                 'legs', ver.legs) ORDER BY plan.id), '[]')
        FROM share_plan plan
        JOIN LATERAL (SELECT id, legs FROM share_plan_version WHERE plan_id = plan.id ORDER BY version DESC LIMIT 1) ver
          ON true
       WHERE plan.cooperative_id = coop.id) AS "sharePlans"
   FROM cooperative coop JOIN village v ON v.id = coop.village_id WHERE coop.id = $1`,
);

export async function listingGround(
  tx: Tx,
  input: { readonly cooperativeId: string; readonly locale: Locale },
): Promise<ListingGround | undefined> {
  const [row] = await tx.run(selectGround, [input.cooperativeId, input.locale]);
  return row && { ...row, categories: row.categories ?? [] };
}
