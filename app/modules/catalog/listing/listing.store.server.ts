import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { insertPacks } from "../pack.store.server";
import { createProduct } from "../product.store.server";
import { storedAttributes } from "./attributes";
import { columnsOf } from "./columns.server";
import type { DraftPack, ListingDraft, Localize } from "./draft";
import { newSlugs } from "./slug.store.server";

interface Places {
  readonly village_id: string;
  readonly places: readonly string[];
  readonly position: number;
}
const selectPlaces = statement<[cooperativeId: string, categoryId: string], Places>(
  "catalog.listingPlaces",
  `SELECT v.id AS village_id, ARRAY[v.name ->> 'zh-CN', v.place ->> 'zh-CN', c.name ->> 'zh-CN', coop.name ->> 'zh-CN']
            AS places,
          (SELECT coalesce(max(position), 0) + 1 FROM product) AS position
     FROM cooperative coop JOIN village v ON v.id = coop.village_id, category c
    WHERE coop.id = $1 AND c.id = $2`,
);

/** What a listing refers to, checked to be there and this cooperative's own. */
const selectReferences = statement<
  [cooperativeId: string, freightTemplateId: string, sharePlanId: string, categoryId: string],
  { readonly found: boolean }
>(
  "catalog.listingReferences",
  `SELECT EXISTS (SELECT FROM freight_template WHERE id = $2 AND cooperative_id = $1)
      AND EXISTS (SELECT FROM share_plan WHERE id = $3 AND cooperative_id = $1)
      AND EXISTS (SELECT FROM category WHERE id = $4) AS found`,
);

export interface ListingWrite {
  readonly cooperativeId: string;
  readonly draft: ListingDraft;
  readonly localize: Localize;
  readonly userId: string;
  readonly now: Date;
}

/** Whether the freight template and the share plan are this cooperative's, and the category exists. */
export async function referencesExist(
  tx: Tx,
  { cooperativeId, draft }: Pick<ListingWrite, "cooperativeId" | "draft">,
): Promise<boolean> {
  const { freightTemplateId, sharePlanId, categoryId } = draft;
  const [row] = await tx.run(selectReferences, [cooperativeId, freightTemplateId, sharePlanId, categoryId]);
  return row?.found === true;
}

/** A new listing, in draft. Its references have been checked. */
export async function insertListing(
  tx: Tx,
  { cooperativeId, draft, localize, userId, now }: ListingWrite,
): Promise<{ readonly productId: string; readonly slug: string; readonly skuIds: readonly string[] }> {
  const [ground] = await tx.run(selectPlaces, [cooperativeId, draft.categoryId]);
  if (!ground) throw new Error("the cooperative and the category of a new listing exist");
  const [slug = ""] = await newSlugs(tx, [draft.name.zh]);
  const made = await createProduct(tx, {
    slug,
    cooperativeId,
    villageId: ground.village_id,
    position: ground.position,
    categoryId: draft.categoryId,
    freightTemplateId: draft.freightTemplateId,
    sharePlanId: draft.sharePlanId,
    name: localize(draft.name),
    sentence: localize(draft.sentence),
    story: localize(draft.story),
    seasonMonths: draft.seasonMonths,
    freshness: draft.freshness,
    claimWindowHours: draft.claimWindowHours,
    template: draft.template,
    attributes: storedAttributes(draft.attributes, localize),
    aliases: draft.aliases,
    places: ground.places,
    skus: draft.packs.map(({ name, packing, netGrams, priceFen }) => ({
      name: localize(name),
      packing,
      netGrams,
      priceFen,
    })),
    images: [],
    setByUserId: userId,
    now,
  });
  return { ...made, slug };
}

/**
 * Makes a listing say what a draft says, in every part but the price of packs that exist: those have a history of
 * their own. Packs the draft does not name are taken off sale; new ones come with their price.
 */
export async function writeListing(
  tx: Tx,
  productId: string,
  { cooperativeId, draft, localize, userId, now }: ListingWrite,
): Promise<void> {
  const [ground] = await tx.run(selectPlaces, [cooperativeId, draft.categoryId]);
  if (!ground) throw new Error("the cooperative and the category of a listing exist");
  await tx.prisma.product.update({
    where: { id: productId },
    data: columnsOf(draft, { places: ground.places, localize, now }),
  });
  await writePacks(tx, productId, draft.packs, { localize, userId, now });
}

async function writePacks(
  tx: Tx,
  productId: string,
  packs: readonly DraftPack[],
  { localize, userId, now }: Pick<ListingWrite, "localize" | "userId" | "now">,
): Promise<void> {
  const kept = packs.flatMap(({ skuId }) => skuId ?? []);
  await tx.prisma.sku.updateMany({
    where: { productId, onSale: true, id: { notIn: kept } },
    data: { onSale: false },
  });
  const placed = packs.map((pack, position) => ({ ...pack, position, name: localize(pack.name) }));
  for (const { skuId, name, packing, netGrams, position } of placed) {
    if (skuId === null) continue;
    const data = { name, packing, netGrams, position, onSale: true };
    await tx.prisma.sku.updateMany({ where: { id: skuId, productId }, data });
  }
  const added = placed.filter(({ skuId }) => skuId === null);
  if (added.length > 0) await insertPacks(tx, { productId, packs: added, userId, now });
}

/** The parts that take effect at once on a listing that is on sale: nobody has to look at them again. */
export async function writeUnreviewed(
  tx: Tx,
  productId: string,
  { draft, now }: Pick<ListingWrite, "draft" | "now">,
): Promise<void> {
  await tx.prisma.product.update({
    where: { id: productId },
    data: {
      freightTemplateId: draft.freightTemplateId,
      sharePlanId: draft.sharePlanId,
      seasonMonths: [...draft.seasonMonths],
      aliases: [...draft.aliases],
      updatedAt: now,
    },
  });
}
