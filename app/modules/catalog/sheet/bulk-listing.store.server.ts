import { newId } from "~/kernel/ids";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { columnsOf } from "../listing/columns.server";
import { draftToJson, type ListingDraft, type Localize } from "../listing/draft";
import { newSlugs } from "../listing/slug.store.server";
import { insertPacksOfMany } from "../pack.store.server";

/** Writes of many listings at once: the number of statements does not grow with the number of listings. */

interface Writing {
  readonly cooperativeId: string;
  readonly localize: Localize;
  readonly userId: string;
  readonly now: Date;
}

export interface DraftOf {
  readonly productId: string;
  readonly draft: ListingDraft;
}

interface Place {
  readonly village_id: string;
  readonly place_names: readonly string[];
  readonly category_names: Readonly<Record<string, string>>;
  readonly position: number;
}

const selectPlace = statement<[cooperativeId: string], Place>(
  "catalog.sheetPlaces",
  `SELECT v.id AS village_id, ARRAY[v.name ->> 'zh-CN', v.place ->> 'zh-CN', coop.name ->> 'zh-CN'] AS place_names,
          (SELECT json_object_agg(c.id, c.name ->> 'zh-CN') FROM category c) AS category_names,
          (SELECT coalesce(max(position), 0) + 1 FROM product) AS position
     FROM cooperative coop JOIN village v ON v.id = coop.village_id WHERE coop.id = $1`,
);

async function placeOf(tx: Tx, cooperativeId: string): Promise<Place> {
  const [place] = await tx.run(selectPlace, [cooperativeId]);
  if (!place) throw new Error("the cooperative of a sheet exists");
  return place;
}

const placesOf = (draft: ListingDraft, { place_names, category_names }: Place) => [
  ...place_names,
  category_names[draft.categoryId] ?? "",
];

/** New listings, in draft, with their packs; returns their ids in the order given. What they refer to has been checked. */
export async function insertListings(
  tx: Tx,
  { drafts, ...writing }: Writing & { readonly drafts: readonly ListingDraft[] },
): Promise<readonly string[]> {
  if (drafts.length === 0) return [];
  const { cooperativeId, localize, userId, now } = writing;
  const place = await placeOf(tx, cooperativeId);
  const slugs = await newSlugs(
    tx,
    drafts.map(({ name }) => name.zh),
  );
  const rows = drafts.map((draft, at) => ({
    ...columnsOf(draft, { ...writing, places: placesOf(draft, place) }),
    id: newId(now),
    slug: slugs[at] as string,
    cooperativeId,
    villageId: place.village_id,
    state: "draft",
    position: place.position + at,
    createdAt: now,
  }));
  await tx.prisma.product.createMany({ data: rows });
  const packs = drafts.flatMap((draft, at) =>
    draft.packs.map((pack, position) => ({
      productId: rows[at]?.id as string,
      position,
      name: localize(pack.name),
      packing: pack.packing,
      netGrams: pack.netGrams,
      priceFen: pack.priceFen,
    })),
  );
  await insertPacksOfMany(tx, { packs, userId, now });
  return rows.map(({ id }) => id);
}

const updateListings = statement<[ids: readonly string[], rows: readonly string[], now: Date], never>(
  "catalog.writeListings",
  `UPDATE product SET
     name = said.row -> 'name', sentence = said.row -> 'sentence', story = said.row -> 'story',
     category_id = (said.row ->> 'categoryId')::uuid, freight_template_id = (said.row ->> 'freightTemplateId')::uuid,
     share_plan_id = (said.row ->> 'sharePlanId')::uuid,
     season_months = ARRAY(SELECT month::int FROM jsonb_array_elements_text(said.row -> 'seasonMonths') AS month),
     freshness = said.row ->> 'freshness', claim_window_hours = (said.row ->> 'claimWindowHours')::int,
     template = said.row ->> 'template', attributes = said.row -> 'attributes',
     aliases = ARRAY(SELECT alias FROM jsonb_array_elements_text(said.row -> 'aliases') AS alias),
     search_text = said.row ->> 'searchText', updated_at = $3
   FROM unnest($1::uuid[], $2::jsonb[]) AS said (id, row)
   WHERE product.id = said.id`,
);

const updatePacks = statement<
  [
    ids: readonly string[],
    names: readonly string[],
    packings: readonly string[],
    netGrams: readonly bigint[],
    positions: readonly number[],
  ],
  never
>(
  "catalog.writePacks",
  `UPDATE sku SET name = said.name, packing = said.packing, net_grams = said.net_grams, position = said.position,
          on_sale = true
     FROM unnest($1::uuid[], $2::jsonb[], $3::text[], $4::bigint[], $5::int[])
       AS said (id, name, packing, net_grams, position)
    WHERE sku.id = said.id`,
);

/**
 * Makes listings in draft say what their drafts say, in every part but the price of packs that exist. A sheet never
 * takes a pack away, so none is.
 */
export async function writeListings(
  tx: Tx,
  { drafts, ...writing }: Writing & { readonly drafts: readonly DraftOf[] },
): Promise<void> {
  if (drafts.length === 0) return;
  const { cooperativeId, localize, userId, now } = writing;
  const place = await placeOf(tx, cooperativeId);
  await tx.run(updateListings, [
    drafts.map(({ productId }) => productId),
    drafts.map(({ draft }) =>
      JSON.stringify(columnsOf(draft, { ...writing, places: placesOf(draft, place) })),
    ),
    now,
  ]);
  const packs = drafts.flatMap(({ productId, draft }) =>
    draft.packs.map((pack, position) => ({ ...pack, productId, position, name: localize(pack.name) })),
  );
  const kept = packs.filter(({ skuId }) => skuId !== null);
  await tx.run(updatePacks, [
    kept.map(({ skuId }) => skuId as string),
    kept.map(({ name }) => JSON.stringify(name)),
    kept.map(({ packing }) => packing),
    kept.map(({ netGrams }) => netGrams),
    kept.map(({ position }) => position),
  ]);
  await insertPacksOfMany(tx, { packs: packs.filter(({ skuId }) => skuId === null), userId, now });
}

const updateUnreviewed = statement<[ids: readonly string[], rows: readonly string[], now: Date], never>(
  "catalog.writeUnreviewedOf",
  `UPDATE product SET
     freight_template_id = (said.row ->> 'freightTemplateId')::uuid, share_plan_id = (said.row ->> 'sharePlanId')::uuid,
     season_months = ARRAY(SELECT month::int FROM jsonb_array_elements_text(said.row -> 'seasonMonths') AS month),
     aliases = ARRAY(SELECT alias FROM jsonb_array_elements_text(said.row -> 'aliases') AS alias), updated_at = $3
   FROM unnest($1::uuid[], $2::jsonb[]) AS said (id, row)
   WHERE product.id = said.id`,
);

/** The parts that take effect at once on listings that are on sale. */
export async function writeUnreviewedOf(tx: Tx, drafts: readonly DraftOf[], now: Date): Promise<void> {
  if (drafts.length === 0) return;
  const rows = drafts.map(({ draft: { freightTemplateId, sharePlanId, seasonMonths, aliases } }) =>
    JSON.stringify({ freightTemplateId, sharePlanId, seasonMonths, aliases }),
  );
  const ids = drafts.map(({ productId }) => productId);
  await tx.run(updateUnreviewed, [ids, rows, now]);
}

const upsertRevisions = statement<
  [
    ids: readonly string[],
    productIds: readonly string[],
    contents: readonly string[],
    now: Date,
    userId: string,
  ],
  never
>(
  "catalog.saveRevisions",
  `INSERT INTO listing_revision (id, product_id, state, content, saved_at, saved_by)
   SELECT said.id, said.product_id, 'editing', said.content, $4, $5
     FROM unnest($1::uuid[], $2::uuid[], $3::jsonb[]) AS said (id, product_id, content)
   ON CONFLICT (product_id) WHERE state IN ('editing', 'inReview')
   DO UPDATE SET content = EXCLUDED.content, saved_at = EXCLUDED.saved_at, saved_by = EXCLUDED.saved_by`,
);

/** Keeps the versions to come of listings on sale. Their rows are locked. */
export async function saveRevisions(
  tx: Tx,
  { drafts, userId, now }: Pick<Writing, "userId" | "now"> & { readonly drafts: readonly DraftOf[] },
): Promise<void> {
  if (drafts.length === 0) return;
  await tx.run(upsertRevisions, [
    drafts.map(() => newId(now)),
    drafts.map(({ productId }) => productId),
    drafts.map(({ draft }) => JSON.stringify(draftToJson(draft))),
    now,
    userId,
  ]);
}

const dropRevisions = statement<[ids: readonly string[]], never>(
  "catalog.discardRevisions",
  "UPDATE listing_revision SET state = 'discarded' WHERE id = ANY($1::uuid[])",
);

/** Gives up versions to come that say again what the shop shows. */
export async function discardRevisions(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.run(dropRevisions, [ids]);
}
