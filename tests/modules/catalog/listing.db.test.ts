import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  cooperativePage,
  homeView,
  type Listing,
  listProducts,
  productPage,
} from "~/modules/catalog/index.server";
import { searchQuery } from "~/modules/catalog/search.server";
import type { Db } from "~/platform/db/db.server";
import { type Market, makeListing, makeMarket, openTestDb } from "../../support/market";

let db: Db;
let close: () => Promise<void>;
let market: Market;
let other: Market;

beforeAll(async () => {
  ({ db, close } = await openTestDb());
  market = await makeMarket(db, "yandixia", 0);
  other = await makeMarket(db, "nangou", 1);
  await makeListing(db, market, {
    slug: "suanmiao",
    name: "高山蒜苗",
    position: 5,
    seasonMonths: [3, 4],
    aliases: ["青蒜"],
  });
  await makeListing(db, market, { slug: "dasuan", name: "紫皮大蒜", position: 5, packs: 4 });
  await makeListing(db, market, { slug: "draft", name: "蒜苗草稿", state: "draft" });
  await makeListing(db, other, {
    slug: "grapes",
    name: "阳光玫瑰葡萄",
    position: 1,
    seasonMonths: [8, 9],
    packs: 0,
    skus: [{ priceFen: 9900n }, { priceFen: 6900n, netGrams: 2000n, packing: "case" }],
  });
});
afterAll(() => close());

const slugs = (listing: Listing) => listing.cards.map((card) => card.slug);
const find = (q: string) => listProducts(db, { locale: "zh-CN", q, limit: 24 });

describe("the list of goods", () => {
  it("shows published listings only, by position", async () => {
    const listing = await listProducts(db, { locale: "zh-CN", limit: 24 });
    expect(slugs(listing)[0]).toBe("grapes");
    expect(slugs(listing).toSorted()).toEqual(["dasuan", "grapes", "suanmiao"]);
    expect(listing).toMatchObject({ total: 3, next: null });
  });

  it("takes price, weight and packing from the cheapest pack", async () => {
    const { cards } = await listProducts(db, { locale: "zh-CN", limit: 24 });
    expect(cards[0]).toMatchObject({ priceFen: 6900n, netGrams: 2000n, packing: "case", skuCount: 2 });
  });

  it("names the packs left only when they are few", async () => {
    const { cards } = await listProducts(db, { locale: "zh-CN", limit: 24 });
    const left = Object.fromEntries(cards.map((card) => [card.slug, card.leftPacks]));
    expect(left).toEqual({ suanmiao: null, dasuan: 4, grapes: 0 });
  });

  it("speaks the reader's language", async () => {
    const { cards, villages } = await listProducts(db, { locale: "en", limit: 24 });
    expect(cards[0]?.name).toBe("阳光玫瑰葡萄 (en)");
    expect(villages[0]?.name).toBe("yandixia村 (en)");
  });

  it("counts each facet under the other filters and not under its own", async () => {
    const listing = await listProducts(db, { locale: "zh-CN", village: "nangou", limit: 24 });
    expect(slugs(listing)).toEqual(["grapes"]);
    expect(listing.total).toBe(1);
    expect(listing.villages.map(({ slug, count }) => [slug, count])).toEqual([
      ["yandixia", 2],
      ["nangou", 1],
    ]);
    expect(listing.categories.map(({ slug, count }) => [slug, count])).toEqual([["nangou-veg", 1]]);
    expect(listing.months.filter(({ count }) => count > 0).map(({ month }) => month)).toEqual([8, 9]);
  });

  it("has goods of all seasons in every season", async () => {
    expect(slugs(await listProducts(db, { locale: "zh-CN", season: 3, limit: 24 })).toSorted()).toEqual([
      "dasuan",
      "suanmiao",
    ]);
  });

  it("finds nothing for a village that is not there", async () => {
    expect(await listProducts(db, { locale: "zh-CN", village: "nowhere", limit: 24 })).toMatchObject({
      total: 0,
    });
  });

  it("walks through equal positions without leaving one out or showing one twice", async () => {
    const many = await makeMarket(db, "many", 9);
    for (let index = 0; index < 11; index += 1) {
      await makeListing(db, many, { slug: `same-${index}`, name: `同位${index}`, position: 7 });
    }
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await listProducts(db, { locale: "zh-CN", village: "many", after, limit: 3 });
      seen.push(...slugs(page));
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toHaveLength(11);
    expect(new Set(seen).size).toBe(11);
  });

  it("begins at the first page when the cursor is not one of ours", async () => {
    const listing = await listProducts(db, {
      locale: "zh-CN",
      village: "nangou",
      after: "0.1.'; DROP",
      limit: 3,
    });
    expect(slugs(listing)).toEqual(["grapes"]);
  });
});

describe("searching", () => {
  it.each([
    ["two characters", "蒜苗", ["suanmiao"]],
    ["one character, also the last of a name", "蒜", ["dasuan", "suanmiao"]],
    ["traditional characters", "陽光玫瑰", ["grapes"]],
    ["another name of the same thing", "青蒜", ["suanmiao"]],
    ["pinyin from the middle of a name", "putao", ["grapes"]],
    ["initials", "ygmg", ["grapes"]],
    ["the beginning of pinyin", "suanm", ["suanmiao"]],
    ["two words that must both fit", "大蒜 紫皮", ["dasuan"]],
    ["what nobody sells", "榴莲", []],
    ["nothing but signs", "？！", []],
  ])("by %s", async (_, q, expected) => {
    expect(slugs(await find(q)).toSorted()).toEqual(expected);
  });

  it("puts a name that begins with the words before one that contains them", async () => {
    const ranked = await makeMarket(db, "ranked", 10);
    await makeListing(db, ranked, { slug: "contains", name: "甘泉香菇", position: 0 });
    await makeListing(db, ranked, { slug: "begins", name: "香菇干", position: 9 });
    expect(slugs(await find("香菇"))).toEqual(["begins", "contains"]);
  });

  it("pages through ranked results without a gap", async () => {
    const first = await listProducts(db, { locale: "zh-CN", q: "香菇", limit: 1 });
    const second = await listProducts(db, { locale: "zh-CN", q: "香菇", after: first.next ?? "", limit: 1 });
    expect([...slugs(first), ...slugs(second)]).toEqual(["begins", "contains"]);
    expect(second.next).toBeNull();
  });

  it("looks a two-character word and a single character up in the index", async () => {
    await db.pool.query(
      `INSERT INTO product (id, slug, cooperative_id, village_id, category_id, name, sentence, story, season_months,
         freshness, claim_window_hours, state, freight_template_id, share_plan_id, position, search_text, created_at, updated_at)
       SELECT gen_random_uuid(), 'filler-' || n, p.cooperative_id, p.village_id, p.category_id, p.name, p.sentence, p.story,
         '{}', 'keeps', 48, 'archived', p.freight_template_id, p.share_plan_id, n,
         chr(19968 + n) || chr(20200 + n) || chr(21000 + n % 700), now(), now()
         FROM product p, generate_series(1, 4000) AS n WHERE p.slug = 'suanmiao'`,
    );
    await db.pool.query("ANALYZE product");
    for (const q of ["蒜苗", "酥梨", "蒜"]) {
      const { rows } = await db.pool.query("EXPLAIN SELECT id FROM product p WHERE p.search @@ $1::tsquery", [
        searchQuery(q)?.tsquery,
      ]);
      expect(rows.map((row) => Object.values(row)[0]).join("\n")).toContain("product_search");
    }
  });
});

describe("hot pages", () => {
  it("each take one query", async () => {
    const now = new Date("2026-03-10T04:00:00Z");
    const pages: [string, () => Promise<unknown>][] = [
      ["list", () => listProducts(db, { locale: "zh-CN", limit: 24 })],
      ["search", () => find("蒜苗")],
      ["product", () => productPage(db, { slug: "suanmiao", locale: "zh-CN", now })],
      ["home", () => homeView(db, { locale: "zh-CN", month: 3, now })],
      ["cooperative", () => cooperativePage(db, { slug: "yandixia-coop", locale: "zh-CN" })],
    ];
    const counts: Record<string, number> = {};
    for (const [name, page] of pages) {
      const before = db.pool.queriesSent;
      await page();
      counts[name] = db.pool.queriesSent - before;
    }
    expect(counts).toEqual({ list: 1, search: 1, product: 1, home: 1, cooperative: 1 });
  });
});
