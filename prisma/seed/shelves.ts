import { addMs } from "~/kernel/clock";
import { newId, newNumber } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";
import {
  adjustStock,
  changeState,
  createCategory,
  createLot,
  createProduct,
  type Freshness,
} from "~/modules/catalog/index.server";
import type { TemplateName } from "~/modules/catalog/listing/templates";
import type { Tx } from "~/platform/db/db.server";
import { lastHarvest } from "./calendar";
import type { Cast } from "./cast";
import { CATEGORIES, type CategoryKey } from "./categories";
import { COOPERATIVES } from "./cooperatives";
import type { Dice } from "./dice";
import { writeFreightTemplate } from "./freight";
import type { Places } from "./ground";
import { must } from "./must";
import type { ProductData } from "./product-data";
import { PRODUCTS } from "./products";
import { writeSharePlan } from "./share-plans";
import { VILLAGES } from "./villages";

/** A listing as the rest of the story needs it; `skuIds` in the order of its data. */
export interface Listing {
  readonly data: ProductData;
  readonly productId: string;
  readonly skuIds: readonly string[];
  /** The days of its harvests on record, YYYY-MM-DD. */
  readonly harvests: Set<string>;
}
export type Listings = ReadonlyMap<string, Listing>;

interface ShelvesInput {
  readonly places: Places;
  readonly cast: Cast;
  readonly now: Date;
}

/** Categories, freight templates, share plans and all listings, published and stocked. */
export async function writeShelves(tx: Tx, input: ShelvesInput): Promise<Listings> {
  const { now } = input;
  const categoryIds = new Map<CategoryKey, string>();
  for (const [position, [slug, name]] of Object.entries(CATEGORIES).entries()) {
    const { categoryId } = await createCategory(tx, { slug, name, position, now });
    categoryIds.set(slug as CategoryKey, categoryId);
  }
  const templates = new Map<string, string>();
  const listings = new Map<string, Listing>();
  for (const [position, data] of PRODUCTS.entries()) {
    const place = input.places[data.village];
    const templateKey = `${data.village} ${data.freshness}`;
    const freightTemplateId =
      templates.get(templateKey) ?? (await writeFreightTemplate(tx, place, data.freshness, now));
    templates.set(templateKey, freightTemplateId);
    const categoryId = categoryIds.get(data.category);
    invariant(categoryId, `there is a category ${data.category}`);
    listings.set(data.slug, await writeListing(tx, input, { data, position, categoryId, freightTemplateId }));
  }
  return listings;
}

interface Shelf {
  readonly data: ProductData;
  readonly position: number;
  readonly categoryId: string;
  readonly freightTemplateId: string;
}

async function writeListing(tx: Tx, input: ShelvesInput, shelf: Shelf): Promise<Listing> {
  const { data, position, categoryId, freightTemplateId } = shelf;
  const { villageId, cooperativeId } = input.places[data.village];
  const userId = input.cast.staffOf[data.village];
  // A listing after the other, so that equal positions never decide anything by chance.
  const now = addMs(input.now, position);
  const { slug, name, aliases, sentence, story, freshness, claimWindowHours } = data;
  const made = await createProduct(tx, {
    slug,
    villageId,
    cooperativeId,
    categoryId,
    freightTemplateId,
    position,
    now,
    name,
    aliases,
    sentence,
    story,
    claimWindowHours,
    freshness: freshness satisfies Freshness,
    seasonMonths: data.season,
    template: templateOf(data),
    attributes: {
      origin: data.origin,
      producer: cooperativeNameOf(data),
      storage: freshness === "fresh" ? "chilled" : "dry",
    },
    sharePlanId: await writeSharePlan(tx, data, cooperativeId, now),
    places: placesOf(data),
    skus: data.skus.map((sku) => ({
      name: sku.name,
      packing: sku.packing,
      netGrams: sku.grams,
      priceFen: sku.fen,
    })),
    images: [],
    setByUserId: userId,
  });
  for (const [index, sku] of data.skus.entries()) {
    const skuId = made.skuIds[index];
    invariant(skuId, "every pack has been written");
    const stocked = await adjustStock(tx, {
      movementId: newId(now),
      skuId,
      channel: "shop" as const,
      packs: sku.shelf,
      reason: "packed",
      userId,
      at: now,
    });
    must(stocked, `stocking ${slug}`);
  }
  const { productId } = made;
  for (const move of ["submit", "approve"] as const) {
    must(await changeState(tx, { productId, cooperativeId, move, userId: null, now }), `${move} ${slug}`);
  }
  return { data, ...made, harvests: new Set() };
}

/** The kind of goods a listing is written as. */
function templateOf({ slug, category, freshness }: ProductData): TemplateName {
  const isFresh = freshness === "fresh";
  switch (category) {
    case "vegetables":
      return slug.endsWith("xihongshi") ? "fruitVegetables" : "leafVegetables";
    case "fungi":
      return isFresh ? "freshMushrooms" : "driedMushrooms";
    case "grains":
      return isFresh ? "roots" : "grains";
    case "pantry":
      return "preserved";
    default:
      return category;
  }
}

function cooperativeNameOf({ village, origin }: ProductData) {
  return COOPERATIVES.find((each) => each.village === village)?.name ?? origin;
}

/** Under these names a listing is looked for besides its own. */
function placesOf(data: ProductData): string[] {
  const cooperative = COOPERATIVES.find((each) => each.village === data.village);
  const { name, place } = VILLAGES[data.village];
  return [name, place, CATEGORIES[data.category], ...(cooperative ? [cooperative.name] : [])].map(
    (text) => text["zh-CN"],
  );
}

/** The day of the harvest that is on the shelf now. */
export function latestHarvest(data: ProductData, now: Date): string {
  return lastHarvest(now, data.season, data.daysToShelf);
}

/** Puts the latest harvest of a listing on record. */
export async function writeLot(
  tx: Tx,
  listing: Listing,
  input: {
    readonly places: Places;
    readonly chance: Dice;
    readonly wholesale: boolean;
    readonly now: Date;
  },
): Promise<{ readonly lotId: string; readonly code: string }> {
  const { data, productId } = listing;
  const harvestedOn = latestHarvest(data, input.now);
  listing.harvests.add(harvestedOn);
  const code = newNumber("lot", input.chance.bytes);
  const { lotId } = await createLot(tx, {
    code,
    productId,
    cooperativeId: input.places[data.village].cooperativeId,
    harvestedOn,
    origin: data.origin,
    grade: data.grade,
    gramsTotal: data.lotGrams,
    gramsWholesale: input.wholesale ? data.wholesaleGrams : 0n,
    now: input.now,
  });
  return { lotId, code };
}

/** Whether the listing is up in this calendar month. */
export function isSoldIn(data: ProductData, month: number): boolean {
  return data.sold === undefined || data.sold.includes(month);
}
