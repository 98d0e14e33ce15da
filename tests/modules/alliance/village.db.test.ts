import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  cooperativeHeader,
  createFirstSecretary,
  createWorkshop,
  villageList,
  villagePage,
} from "~/modules/alliance/index.server";
import type { Db } from "~/platform/db/db.server";
import { MARKET_OPENED, type Market, makeListing, makeMarket, openTestDb, words } from "../../support/market";

const now = MARKET_OPENED;
let db: Db;
let close: () => Promise<void>;
let market: Market;

beforeAll(async () => {
  ({ db, close } = await openTestDb());
  market = await makeMarket(db, "dawang", 1);
  await makeMarket(db, "ganquan", 0);
  await makeListing(db, market, { slug: "tomatoes" });
  await makeListing(db, market, { slug: "draft", state: "draft" });
  const workshop = {
    villageId: market.villageId,
    kind: "brand",
    sentence: words("一支毛笔"),
    fixedPosts: 20,
    localJobs: 200,
    imageId: null,
    now,
  } as const;
  await createWorkshop(db, {
    ...workshop,
    slug: "brush",
    name: words("古韵张淡"),
    partnerFirm: words("齐笔"),
    position: 2,
  });
  await createWorkshop(db, {
    ...workshop,
    slug: "red",
    name: words("大王红"),
    partnerFirm: null,
    position: 1,
  });
  for (const [name, postedFrom] of [
    ["前任", "2023-06-01"],
    ["现任", "2025-07-01"],
  ] as const) {
    await createFirstSecretary(db, {
      villageId: market.villageId,
      name: words(name),
      unit: words("县农业局"),
      postedFrom,
      now,
    });
  }
});
afterAll(() => close());

it("lists villages in their order with the goods on sale counted", async () => {
  const villages = await villageList(db, "zh-CN");
  expect(villages.map(({ slug, products }) => [slug, products])).toEqual([
    ["ganquan", 0],
    ["dawang", 1],
  ]);
});

describe("the page of a village", () => {
  it("shows its collective, cooperatives, workshops in order and first secretaries, the present one first", async () => {
    const page = await villagePage(db, { slug: "dawang", locale: "zh-TW" });
    expect(page).toMatchObject({
      name: "dawang村（繁）",
      collectiveName: "dawang村股份经济合作社（繁）",
      image: null,
    });
    expect(page?.cooperatives.map(({ slug }) => slug)).toEqual(["dawang-coop"]);
    expect(page?.workshops.map(({ slug, partnerFirm }) => [slug, partnerFirm])).toEqual([
      ["red", null],
      ["brush", "齐笔（繁）"],
    ]);
    expect(page?.firstSecretaries.map(({ name, postedFrom }) => [name, postedFrom])).toEqual([
      ["现任（繁）", "2025-07-01"],
      ["前任（繁）", "2023-06-01"],
    ]);
  });

  it("does not exist for a slug nobody gave", async () => {
    expect(await villagePage(db, { slug: "nowhere", locale: "en" })).toBeUndefined();
  });
});

it("tells a desk which cooperative and village it belongs to", async () => {
  expect(await cooperativeHeader(db, { slug: "dawang-coop", locale: "en" })).toMatchObject({
    id: market.cooperativeId,
    name: "dawang合作社 (en)",
    villageSlug: "dawang",
  });
  expect(await cooperativeHeader(db, { slug: "nobody", locale: "en" })).toBeUndefined();
});

it("refuses a text that is not there in all three languages", async () => {
  const broken = db.pool.query(`UPDATE village SET name = '{"zh-CN": "只有中文"}'`);
  await expect(broken).rejects.toThrow(/village_texts/);
});
