import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMs } from "~/kernel/clock";
import { deskProducts, listProducts, productPage } from "~/modules/catalog/index.server";
import { type Db, PAGES_CHANNEL } from "~/platform/db/db.server";
import { changePublication } from "~/workflows/change-publication";
import { editSkuPrice } from "~/workflows/edit-sku-price";
import { editSkuStock } from "~/workflows/edit-sku-stock";
import {
  accepted,
  MARKET_OPENED,
  type Market,
  makeListing,
  makeMarket,
  openTestDb,
} from "../../support/market";

const now = addMs(MARKET_OPENED, 3_600_000);
const userId = "0190a000-0000-7000-8000-000000000001";
let db: Db;
let close: () => Promise<void>;
let market: Market;
let productId: string;
let skuId: string;

beforeAll(async () => {
  ({ db, close } = await openTestDb());
  market = await makeMarket(db);
  const made = await makeListing(db, market, { slug: "suanmiao", packs: 20 });
  productId = made.productId;
  skuId = made.skuIds[0] ?? "";
});
afterAll(() => close());

const page = () => productPage(db, { slug: "suanmiao", locale: "zh-CN", now });
const here = () => ({ cooperativeId: market.cooperativeId, userId, now });

/** The tags that a write told every process to drop. */
async function tagsDroppedBy(work: () => Promise<unknown>): Promise<string[]> {
  const client = await db.pool.connect();
  const heard: string[] = [];
  client.on("notification", (message) => heard.push(message.payload ?? ""));
  await client.query(`LISTEN ${PAGES_CHANNEL}`);
  await work();
  await client.query("SELECT 1");
  await client.query(`UNLISTEN ${PAGES_CHANNEL}`);
  client.removeAllListeners("notification");
  client.release();
  return heard.flatMap((payload) => payload.split(" "));
}

describe("the price at the desk", () => {
  it("is what the shop shows next, and drops the pages that showed another", async () => {
    const tags = await tagsDroppedBy(async () =>
      accepted(await editSkuPrice({ db }, { ...here(), skuId, priceFen: 6490n })),
    );
    expect(tags.toSorted()).toEqual(["catalog", `product:${productId}`]);
    expect((await page())?.skus[0]?.priceFen).toBe(6490n);
  });

  it("is kept with its time and author, and the same price again is no change", async () => {
    const again = accepted(await editSkuPrice({ db }, { ...here(), skuId, priceFen: 6490n }));
    expect(again).toEqual({ productId, changed: false, staleTags: [], formerFen: 6490n });
    const history = await db.prisma.skuPrice.findMany({ where: { skuId }, orderBy: { setAt: "asc" } });
    expect(history.map((entry) => [entry.priceFen, entry.setByUserId])).toEqual([
      [5990n, null],
      [6490n, userId],
    ]);
  });

  it("cannot go below what growers, packing and percentages ask for together", async () => {
    // 3 kg at 12 yuan and 1.50 for packing are 37.50, and 85 % of the price is left for them: 44.12 and the rounding.
    const refused = await editSkuPrice({ db }, { ...here(), skuId, priceFen: 4411n });
    expect(refused).toMatchObject({ ok: false, refusal: { code: "PriceBelowFloor" } });
    const floorFen = refused.ok || refused.refusal.code !== "PriceBelowFloor" ? 0n : refused.refusal.floorFen;
    expect(Number(floorFen)).toBeGreaterThanOrEqual(4412);
    expect(Number(floorFen)).toBeLessThan(4420);
    expect((await editSkuPrice({ db }, { ...here(), skuId, priceFen: floorFen - 1n })).ok).toBe(false);
    expect((await page())?.skus[0]?.priceFen).toBe(6490n);
    expect((await editSkuPrice({ db }, { ...here(), skuId, priceFen: floorFen })).ok).toBe(true);
  });

  it("is not another cooperative's to set", async () => {
    const stranger = { ...here(), cooperativeId: market.villageId };
    expect(await editSkuPrice({ db }, { ...stranger, skuId, priceFen: 9990n })).toEqual({
      ok: false,
      refusal: { code: "SkuNotFound" },
    });
  });

  it("has a history that nobody can rewrite", async () => {
    await expect(db.pool.query("UPDATE sku_price SET price_fen = 1")).rejects.toThrow(/history/);
    await expect(db.pool.query("TRUNCATE sku_price")).rejects.toThrow(/history/);
  });
});

describe("the stock at the desk", () => {
  it("grows by what was packed and shrinks by what is still free", async () => {
    accepted(
      await editSkuStock({ db }, { ...here(), skuId, channel: "shop", packs: -15, reason: "spoiled" }),
    );
    expect((await page())?.skus[0]?.leftPacks).toBe(5);
    expect(
      await editSkuStock({ db }, { ...here(), skuId, channel: "shop", packs: -6, reason: "spoiled" }),
    ).toMatchObject({ refusal: { code: "OutOfStock" } });
    accepted(await editSkuStock({ db }, { ...here(), skuId, channel: "live", packs: 30, reason: "packed" }));
    const { products } = await deskProducts(db, {
      cooperativeId: market.cooperativeId,
      locale: "en",
      limit: 10,
    });
    expect(products[0]?.skus[0]?.pools).toEqual([
      { channel: "shop", onHand: 5, held: 0 },
      { channel: "live", onHand: 30, held: 0 },
    ]);
  });

  it("refuses a change of nothing and one that nobody means", async () => {
    for (const packs of [0, 1.5, 1_000_000]) {
      expect(
        await editSkuStock({ db }, { ...here(), skuId, channel: "shop", packs, reason: "packed" }),
      ).toMatchObject({ refusal: { code: "PacksOutOfRange" } });
    }
  });
});

describe("publication", () => {
  it("takes a listing out of the list when paused, keeps its page readable, and puts it back", async () => {
    const change = { productId, cooperativeId: market.cooperativeId, userId: null, now };
    const tags = await tagsDroppedBy(async () =>
      accepted(await changePublication({ db }, { ...change, move: "pause" })),
    );
    expect(tags).toContain("catalog");
    expect((await listProducts(db, { locale: "zh-CN", limit: 24 })).total).toBe(0);
    expect((await page())?.state).toBe("paused");
    expect(await changePublication({ db }, { ...change, move: "pause" })).toMatchObject({
      refusal: { code: "ProductMoveRefused" },
    });
    accepted(await changePublication({ db }, { ...change, move: "publish" }));
    expect((await listProducts(db, { locale: "zh-CN", limit: 24 })).total).toBe(1);
  });
});

describe("the page of a listing", () => {
  it("has everything to show where the money goes and what freight costs", async () => {
    const shown = await page();
    expect(shown).toMatchObject({
      cooperative: { slug: "yandixia-coop", servicePhone: "09170000000" },
      village: { slug: "yandixia", name: "yandixia村" },
      collectiveName: "yandixia村股份经济合作社",
      sharePlan: { version: 1 },
      freightZones: [{ regionPrefixes: [""], firstGrams: 3000n, firstFen: 800n }],
      wholesale: null,
      claimWindowHours: 48,
    });
    expect(Array.isArray(shown?.sharePlan?.legs)).toBe(true);
  });

  it("does not exist for a draft or a slug nobody gave", async () => {
    await makeListing(db, market, { slug: "draft", state: "draft" });
    for (const slug of ["draft", "nothing"]) {
      expect(await productPage(db, { slug, locale: "zh-CN", now })).toBeUndefined();
    }
  });
});
