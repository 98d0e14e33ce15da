import { invariant } from "~/kernel/invariant";
import {
  freePacks,
  remainingGrams,
  type StockChannel,
  type StockReason,
  skusForOrdering,
} from "~/modules/catalog/index.server";
import { changePublication } from "~/workflows/change-publication";
import { editSkuPrice } from "~/workflows/edit-sku-price";
import { editSkuStock } from "~/workflows/edit-sku-stock";
import { movePacks } from "~/workflows/move-packs";
import { packLot } from "~/workflows/pack-lot";
import { dayOfMonth, daysAfter, monthOfYear, weekday } from "./calendar";
import type { Dice } from "./dice";
import type { Today } from "./history";
import { must } from "./must";
import { inParallel } from "./parallel";
import { isSoldIn, type Listing, latestHarvest, writeLot } from "./shelves";
import { AT_ONCE, type Stage, writing } from "./stage";

const PRICE_CHANGES = [
  { day: -40, slug: "ganquan-xianggu", sku: 1, fen: 6280n },
  { day: -27, slug: "lishisan-fengmi", sku: 1, fen: 7500n },
  { day: -9, slug: "lengdixia-suanmiao", sku: 1, fen: 2880n },
] as const;

/** What is nearly or entirely gone today. */
const LAST_PACKS = [
  { slug: "shouzhang-yunwu-cha", sku: 2, left: 3 },
  { slug: "lishisan-fengmi", sku: 2, left: 0 },
] as const;

const MONDAY = 1;

/** Who stands behind the counter of a listing. */
function behind(stage: Stage, { data }: Listing) {
  return {
    cooperativeId: stage.places[data.village].cooperativeId,
    userId: stage.cast.staffOf[data.village],
  };
}

function listingOf(stage: Stage, slug: string): Listing {
  const listing = stage.listings.get(slug);
  invariant(listing, `there is a listing ${slug}`);
  return listing;
}

/** Seasons begin and end with the month: what is over rests until it comes again. */
export async function followSeasons(stage: Stage, { midnight, position }: Today, now: Date): Promise<void> {
  const isFirstDay = position === 0;
  if (!isFirstDay && dayOfMonth(midnight) !== 1) return;
  const [month, before] = [monthOfYear(midnight), monthOfYear(daysAfter(midnight, -1))];
  for (const listing of stage.listings.values()) {
    const was = isFirstDay || isSoldIn(listing.data, before);
    const is = isSoldIn(listing.data, month);
    if (was === is) continue;
    const change = {
      productId: listing.productId,
      ...behind(stage, listing),
      move: is ? "publish" : "pause",
      userId: null,
      now,
    } as const;
    must(await changePublication(stage, change), `a season of ${listing.data.slug}`);
  }
}

/** Mondays the shelves are filled up. */
export async function fillShelves(stage: Stage, { midnight }: Today, now: Date): Promise<void> {
  if (weekday(midnight) !== MONDAY) return;
  const listings = [...stage.listings.values()].filter(({ data }) => isSoldIn(data, monthOfYear(midnight)));
  await inParallel(listings, AT_ONCE, async (listing) => {
    const free = await freeOf(stage, listing, "shop");
    for (const [position, { shelf }] of listing.data.skus.entries()) {
      const missing = shelf - (free[position] ?? 0);
      // After a live session there may be more than the shelf takes: the rest goes to the neighbours' market.
      const reason = missing > 0 ? "packed" : "usedElsewhere";
      if (missing > 0 && PACKED_FROM_LOTS.has(listing.data.slug)) {
        await packFromLot(stage, listing, position, missing, now);
        continue;
      }
      await putPacks(stage, listing, position, "shop", missing, reason, now);
    }
  });
}

/** Goods whose packs are made of lots at the stock desk, so that a buyer sees in his order where they grew. */
const PACKED_FROM_LOTS: ReadonlySet<string> = new Set(["nangou-yangguang-meigui"]);

/** Lost for each pack: stalks and berries that fell off. */
const LOSS_GRAMS = 20n;

/** Packs what the lots hold, the latest harvest first, lots of households' slips before others; the rest by hand. */
async function packFromLot(
  stage: Stage,
  listing: Listing,
  position: number,
  packs: number,
  now: Date,
): Promise<void> {
  const skuId = listing.skuIds[position];
  const grams = listing.data.skus[position]?.grams;
  invariant(skuId !== undefined && grams !== undefined, "a listing's pack has an id and a weight");
  const usedGrams = BigInt(packs) * (grams + LOSS_GRAMS);
  const { productId } = listing;
  const lots = await stage.db.prisma.lot.findMany({ where: { productId }, orderBy: { harvestedOn: "desc" } });
  const weighed = await stage.db.prisma.intakeLot.findMany({ where: { productId }, select: { lotId: true } });
  const slips = new Set(weighed.map(({ lotId }) => lotId));
  const enough = lots.filter((lot) => remainingGrams(lot) >= usedGrams);
  const lot = enough.find(({ id }) => slips.has(id)) ?? enough[0];
  if (!lot) return putPacks(stage, listing, position, "shop", packs, "packed", now);
  const packing = { lotId: lot.id, skuId, packs, usedGrams, channel: "shop", lossReason: "trimmed" } as const;
  must(await packLot(stage, { ...behind(stage, listing), ...packing, now }), `packing ${lot.code}`);
}

async function freeOf(stage: Stage, { skuIds }: Listing, channel: StockChannel): Promise<number[]> {
  const skus = await skusForOrdering(stage.db, [...skuIds]);
  return skuIds.map((skuId) => {
    const pool = skus.get(skuId)?.pools.find((each) => each.channel === channel);
    return pool ? freePacks(pool) : 0;
  });
}

async function putPacks(
  stage: Stage,
  listing: Listing,
  position: number,
  channel: StockChannel,
  packs: number,
  reason: StockReason,
  now: Date,
): Promise<void> {
  if (packs === 0) return;
  const skuId = listing.skuIds[position];
  invariant(skuId, "a listing's pack has an id");
  const edit = { ...behind(stage, listing), skuId, channel, packs, reason, now };
  must(await editSkuStock(stage, edit), `stock of ${listing.data.slug}`);
}

/** Packs that only buyers of a live session get: set aside before it, given back to the shop after it. */
export async function setAsideForLive(stage: Stage, slug: string, packs: number, now: Date): Promise<void> {
  const listing = listingOf(stage, slug);
  for (const position of listing.skuIds.keys()) {
    await putPacks(stage, listing, position, "live", packs, "packed", now);
  }
}

export async function giveBackFromLive(stage: Stage, slug: string, now: Date): Promise<void> {
  const listing = listingOf(stage, slug);
  for (const [position, left] of (await freeOf(stage, listing, "live")).entries()) {
    const skuId = listing.skuIds[position];
    if (left === 0 || skuId === undefined) continue;
    const move = { skuId, from: "live", packs: left, reason: "sessionOver", note: "", now } as const;
    must(await movePacks(stage, { ...behind(stage, listing), ...move }), `what a session left of ${slug}`);
  }
}

export async function changePrices(stage: Stage, { fromToday }: Today, now: Date): Promise<void> {
  for (const { day, slug, sku, fen } of PRICE_CHANGES) {
    if (day !== fromToday) continue;
    const listing = listingOf(stage, slug);
    const edit = { ...behind(stage, listing), skuId: stage.skuId(slug, sku), priceFen: fen, now };
    must(await editSkuPrice(stage, edit), `a price of ${slug}`);
  }
}

/** Today some shelves are nearly bare. */
export async function leaveLastPacks(stage: Stage, now: Date): Promise<void> {
  for (const { slug, sku, left } of LAST_PACKS) {
    const listing = listingOf(stage, slug);
    const free = (await freeOf(stage, listing, "shop"))[sku] ?? 0;
    await putPacks(stage, listing, sku, "shop", Math.min(left - free, 0), "recounted", now);
  }
}

/** The last packs of a size go to the county's market, because from now on it is sold ahead only. */
export async function clearShelf(stage: Stage, slug: string, position: number, now: Date): Promise<void> {
  const listing = listingOf(stage, slug);
  const free = (await freeOf(stage, listing, "shop"))[position] ?? 0;
  await putPacks(stage, listing, position, "shop", -free, "usedElsewhere", now);
}

/** Days between two lots on record. */
const LOT_EVERY_DAYS = 28;

/** Records harvests on the first day, every four weeks, and in the present what has come in since. True when it did. */
export async function recordHarvests(
  stage: Stage,
  chance: Dice,
  { position, fromToday }: Today,
  now: Date,
): Promise<boolean> {
  if (position % LOT_EVERY_DAYS !== 0 && fromToday !== 0) return false;
  for (const listing of stage.listings.values()) {
    if (listing.harvests.has(latestHarvest(listing.data, now))) continue;
    const { places } = stage;
    await writing(stage.db, (tx) => writeLot(tx, listing, { places, chance, wholesale: false, now }));
  }
  return true;
}
