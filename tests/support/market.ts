import { newId } from "~/kernel/ids";
import type { Result } from "~/kernel/result";
import type { LocalizedText } from "~/kernel/text";
import { createCollective, createCooperative, createVillage } from "~/modules/alliance/index.server";
import {
  adjustStock,
  changeState,
  createCategory,
  createProduct,
  type NewSku,
} from "~/modules/catalog/index.server";
import { type ChartCode, openBook } from "~/modules/ledger/index.server";
import { type PlanLeg, savePlanVersion } from "~/modules/sharing/index.server";
import { type Db, openDb, type Tx } from "~/platform/db/db.server";
import { createTestDatabase } from "./database";

/** A village with its collective, one cooperative, and what a listing needs: enough to sell something. */
export interface Market {
  readonly villageId: string;
  readonly villageSlug: string;
  readonly collectiveId: string;
  readonly collectiveBook: string;
  readonly cooperativeId: string;
  readonly cooperativeSlug: string;
  readonly categoryId: string;
  readonly freightTemplateId: string;
  readonly sharePlanId: string;
}

export const MARKET_OPENED = new Date("2026-01-05T02:00:00Z");

/** Growers get 12 yuan a kilogram, packing 1.50 a pack; of the goods value the collective gets 5 % and a host 8 %. */
export const USUAL_PLAN: readonly PlanLeg[] = [
  { rule: "perKilogram", kind: "growers", price: 120_000n },
  { rule: "perPack", kind: "packing", fen: 150n },
  { rule: "percentage", kind: "collective", basisPoints: 500 },
  { rule: "percentage", kind: "host", basisPoints: 800 },
  { rule: "percentage", kind: "portal", basisPoints: 200 },
];

/** The same words in every language, marked where it matters which one was read. */
export function words(zh: string): LocalizedText {
  return { "zh-CN": zh, "zh-TW": `${zh}（繁）`, en: `${zh} (en)` };
}

/** A database of its own for one test file, opened. */
export async function openTestDb(): Promise<{ readonly db: Db; close(): Promise<void> }> {
  const database = await createTestDatabase();
  const db = openDb({ url: database.url, maxConnections: 4, onIdleError: () => undefined });
  return {
    db,
    async close() {
      await db.close();
      await database.drop();
    },
  };
}

/** The value of a result that a test expects to be accepted. */
export function accepted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  return result.value;
}

async function bookOf(tx: Tx, code: string, chart: ChartCode): Promise<string> {
  const opened = await openBook(tx, {
    now: MARKET_OPENED,
    code,
    title: words(code),
    chart,
    openedOn: "2026-01-01",
  });
  return accepted(opened).id;
}

export async function makeMarket(tx: Tx, slug = "yandixia", position = 0): Promise<Market> {
  const now = MARKET_OPENED;
  const operator = await tx.prisma.book.count({ where: { chart: "operator-2013" } });
  if (operator === 0) await bookOf(tx, "OPERATOR", "operator-2013");
  const collectiveBook = await bookOf(tx, `V-${slug}`, "collective-2023");
  const { villageId } = await createVillage(tx, {
    slug,
    name: words(`${slug}村`),
    place: words("陕西省宝鸡市陇县"),
    regionCode: "610327",
    sentence: words("关山脚下"),
    story: words("关山脚下的村子"),
    imageId: null,
    position,
    now,
  });
  const { collectiveId } = await createCollective(tx, {
    villageId,
    name: words(`${slug}村股份经济合作社`),
    bookId: collectiveBook,
    now,
  });
  const { cooperativeId } = await createCooperative(tx, {
    slug: `${slug}-coop`,
    villageId,
    name: words(`${slug}合作社`),
    sentence: words("自家地里"),
    story: words("自家地里的东西"),
    bookId: await bookOf(tx, `C-${slug}`, "coop-2021"),
    shipsFrom: words("陇县"),
    servicePhone: "09170000000",
    licenceNumber: "93610327MA6X0000X0",
    imageId: null,
    position,
    now,
  });
  const { categoryId } = await createCategory(tx, {
    slug: `${slug}-veg`,
    name: words("蔬菜"),
    position,
    now,
  });
  const freightTemplateId = newId(now);
  await tx.prisma.freightTemplate.create({
    data: {
      id: freightTemplateId,
      cooperativeId,
      name: words("全国"),
      zones: {
        create: {
          id: newId(now),
          regionPrefixes: [""],
          refused: false,
          firstGrams: 3000n,
          firstFen: 800n,
          stepGrams: 1000n,
          stepFen: 200n,
        },
      },
    },
  });
  const sharePlanId = newId(now);
  const plan = { planId: sharePlanId, cooperativeId, name: words("通用"), legs: USUAL_PLAN, createdAt: now };
  accepted(await savePlanVersion(tx, { versionId: newId(now), ...plan }, [], 999));
  return {
    villageId,
    villageSlug: slug,
    collectiveId,
    collectiveBook,
    cooperativeId,
    cooperativeSlug: `${slug}-coop`,
    categoryId,
    freightTemplateId,
    sharePlanId,
  };
}

export interface ListingWish {
  readonly slug: string;
  readonly name?: string;
  readonly position?: number;
  readonly seasonMonths?: readonly number[];
  readonly aliases?: readonly string[];
  readonly skus?: readonly Partial<NewSku>[];
  /** packs of each sku in the shop */
  readonly packs?: number;
  readonly state?: "draft" | "published";
}

/** A published listing unless wished otherwise. */
export async function makeListing(
  tx: Tx,
  market: Market,
  wish: ListingWish,
): Promise<{ readonly productId: string; readonly skuIds: readonly string[] }> {
  const now = MARKET_OPENED;
  const { cooperativeId, villageId, categoryId, freightTemplateId, sharePlanId } = market;
  const usual = { name: words("3公斤装"), packing: "box", netGrams: 3000n, priceFen: 5990n } as const;
  const made = await createProduct(tx, {
    slug: wish.slug,
    cooperativeId,
    villageId,
    categoryId,
    freightTemplateId,
    sharePlanId,
    name: words(wish.name ?? "高山蒜苗"),
    sentence: words("早上现拔"),
    story: words("早上现拔，当天发出"),
    seasonMonths: wish.seasonMonths ?? [],
    freshness: "fresh",
    claimWindowHours: 48,
    position: wish.position ?? 0,
    aliases: wish.aliases ?? [],
    places: [],
    skus: (wish.skus ?? [{}]).map((sku) => ({ ...usual, ...sku })),
    images: [],
    setByUserId: null,
    now,
  });
  const { productId, skuIds } = made;
  for (const skuId of wish.packs === 0 ? [] : skuIds) {
    const packs = wish.packs ?? 100;
    const entry = { movementId: newId(now), skuId, channel: "shop", packs, reason: "packed" } as const;
    accepted(await adjustStock(tx, { ...entry, userId: null, at: now }));
  }
  if (wish.state !== "draft") {
    for (const move of ["submit", "approve"] as const) {
      accepted(await changeState(tx, { productId, cooperativeId, move, userId: null, now }));
    }
  }
  return made;
}
