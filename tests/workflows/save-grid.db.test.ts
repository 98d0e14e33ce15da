import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deskListing } from "~/modules/catalog/index.server";
import { createUser } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import { editSkuStock } from "~/workflows/edit-sku-stock";
import { type SaveGrid, saveGrid } from "~/workflows/save-grid";
import { type Market, makeListing, makeMarket, openTestDb } from "../support/market";

const now = new Date("2026-03-02T02:00:00Z");
let ticks = 0;
let db: Db;
let close: () => Promise<void>;
let market: Market;
let userId: string;

beforeAll(async () => {
  ({ db, close } = await openTestDb());
  market = await makeMarket(db, "grid");
  ({ userId } = await createUser(db, { displayName: "雷小宁", phone: null, now }));
});
afterAll(() => close());

type Change = Partial<Pick<SaveGrid, "prices" | "moves" | "packs" | "stockReason">>;

const save = (change: Change) => {
  ticks += 1;
  const act = { cooperativeId: market.cooperativeId, userId, reason: "换季" };
  return saveGrid(
    { db },
    { ...act, prices: [], moves: [], packs: [], ...change, now: new Date(now.getTime() + ticks * 1000) },
  );
};
const listing = async (slug: string, name = slug) => {
  const made = await makeListing(db, market, { slug, name });
  return { ...made, skuId: made.skuIds[0] ?? "" };
};
const priceOf = async (productId: string) => (await deskListing(db, productId))?.draft.packs[0]?.priceFen;

/** What a listing of the makers has in the shop. */
const IN_SHOP = 100;
const changePacks = async (skuId: string, channel: "shop" | "live", packs: number) => {
  const act = { skuId, channel, packs, cooperativeId: market.cooperativeId, userId };
  expect((await editSkuStock({ db }, { ...act, reason: "recounted", now })).ok).toBe(true);
};
const freePacks = async (skuId: string) => {
  const pools = await db.prisma.stockPool.findMany({ where: { skuId } });
  return Object.fromEntries(pools.map(({ channel, onHand, held }) => [channel, onHand - held]));
};

describe("saving the grid", () => {
  it("sets prices and publications together, each in the log with the reason", async () => {
    const [one, other] = [await listing("a"), await listing("b")];
    const done = await save({
      prices: [{ skuId: one.skuId, priceFen: 7000n, wasFen: 5990n }],
      moves: [{ productId: other.productId, move: "pause" }],
    });
    expect(done).toEqual({ ok: true, value: { prices: 1, moves: 1, packs: 0 } });
    expect(await priceOf(one.productId)).toBe(7000n);
    expect((await deskListing(db, other.productId))?.state).toBe("paused");
    const entries = await db.prisma.auditEntry.findMany({ where: { reason: "换季" } });
    expect(entries.map(({ act }) => act).toSorted()).toEqual(["product.unpublished", "sku.priceSet"]);
  });

  it("saves all or nothing, and names every cell that cannot be saved", async () => {
    const [good, low, late] = [await listing("c"), await listing("d"), await listing("e")];
    const done = await save({
      prices: [
        { skuId: good.skuId, priceFen: 7000n, wasFen: 5990n },
        { skuId: low.skuId, priceFen: 1n, wasFen: 5990n },
        { skuId: late.skuId, priceFen: 7000n, wasFen: 5000n },
      ],
      moves: [{ productId: good.productId, move: "archive" }],
    });
    expect(done).toMatchObject({ ok: false, refusal: { code: "GridRefused" } });
    const cells = done.ok ? [] : done.refusal.cells;
    expect(cells.map(({ id, refusal }) => [id, refusal.code])).toEqual([
      [low.skuId, "PriceBelowFloor"],
      [late.skuId, "PriceChangedMeanwhile"],
      [good.productId, "ProductMoveRefused"],
    ]);
    expect(cells[1]?.refusal).toMatchObject({ nowFen: 5990n });
    expect(await priceOf(good.productId)).toBe(5990n);
  });

  it("touches nothing of another cooperative's", async () => {
    const foreign = await makeMarket(db, "elsewhere", 1);
    const { skuIds, productId } = await makeListing(db, foreign, { slug: "f" });
    const done = await save({
      prices: [{ skuId: skuIds[0] ?? "", priceFen: 7000n, wasFen: 5990n }],
      moves: [{ productId, move: "pause" }],
    });
    const codes = done.ok ? [] : done.refusal.cells.map(({ refusal }) => refusal.code);
    expect(codes).toEqual(["SkuNotFound", "ProductNotFound"]);
  });

  it("moves packs between the allotments, and lets come or go only what is left, each in the log with its reason", async () => {
    const { skuId } = await listing("g");
    const done = await save({
      packs: [
        { skuId, channel: "shop", packs: -10 },
        { skuId, channel: "live", packs: 15 },
      ],
      stockReason: "packed",
    });
    expect(done).toEqual({ ok: true, value: { prices: 0, moves: 0, packs: 2 } });
    expect(await freePacks(skuId)).toEqual({ shop: IN_SHOP - 10, live: 15 });
    const entries = await db.prisma.auditEntry.findMany({
      where: { subjectId: skuId, act: { startsWith: "sku.stock" } },
    });
    expect(entries.map(({ act, reason, after }) => [act, reason, after])).toEqual(
      expect.arrayContaining([
        ["sku.stockMoved", "rebalanced: 换季", { from: "shop", to: "live", packs: 10 }],
        ["sku.stockChanged", "packed: 换季", { freePacks: 15 }],
      ]),
    );
  });

  it("takes no packs that are sold meanwhile or go for a reason that does not fit, and then saves nothing of all", async () => {
    const [scarce, odd, fine] = [await listing("h"), await listing("i"), await listing("j")];
    const refused = async (packs: SaveGrid["packs"]) => {
      const prices = [{ skuId: fine.skuId, priceFen: 7000n, wasFen: 5990n }];
      const done = await save({ prices, packs, stockReason: "packed" });
      return done.ok ? [] : done.refusal.cells;
    };
    const cells = await refused([
      { skuId: scarce.skuId, channel: "shop", packs: -108 },
      { skuId: scarce.skuId, channel: "live", packs: 108 },
      { skuId: odd.skuId, channel: "shop", packs: -1 },
      { skuId: fine.skuId, channel: "shop", packs: 1 },
    ]);
    expect(cells).toHaveLength(2);
    expect(cells).toEqual(
      expect.arrayContaining([
        {
          kind: "packs",
          id: scarce.skuId,
          channel: "shop",
          refusal: { code: "OutOfStock", skus: [{ skuId: scarce.skuId, wanted: 108, left: IN_SHOP }] },
        },
        {
          kind: "packs",
          id: odd.skuId,
          channel: "shop",
          refusal: { code: "ReasonDoesNotFit", reason: "packed" },
        },
      ]),
    );
    expect(await freePacks(fine.skuId)).toEqual({ shop: IN_SHOP });
    expect(await priceOf(fine.productId)).toBe(5990n);
  });

  it("adds to what is there now, whatever was sold since the grid was shown", async () => {
    const { skuId } = await listing("k");
    await changePacks(skuId, "shop", -3);
    await save({ packs: [{ skuId, channel: "shop", packs: 20 }], stockReason: "found" });
    expect(await freePacks(skuId)).toEqual({ shop: IN_SHOP + 17 });
  });

  it("gives no packs to another cooperative's", async () => {
    const foreign = await makeMarket(db, "far", 2);
    const { skuIds } = await makeListing(db, foreign, { slug: "l" });
    const packs = [{ skuId: skuIds[0] ?? "", channel: "shop" as const, packs: 5 }];
    const done = await save({ packs, stockReason: "packed" });
    expect(done.ok ? [] : done.refusal.cells.map(({ refusal }) => refusal.code)).toEqual(["SkuNotFound"]);
  });

  it("lets all through who move the same packs at once, in whatever order they typed them", async () => {
    const made = [await listing("m"), await listing("n")];
    for (const { skuId } of made) await changePacks(skuId, "live", 40);
    const moveAll = (from: "shop" | "live") =>
      save({
        packs: (from === "shop" ? made : made.toReversed()).flatMap(({ skuId }) => [
          { skuId, channel: "shop" as const, packs: from === "shop" ? -3 : 3 },
          { skuId, channel: "live" as const, packs: from === "shop" ? 3 : -3 },
        ]),
      });
    const done = await Promise.all(Array.from({ length: 12 }, (_, at) => moveAll(at % 2 ? "shop" : "live")));
    expect(done.every(({ ok }) => ok)).toBe(true);
    for (const { skuId } of made) expect(await freePacks(skuId)).toEqual({ shop: IN_SHOP, live: 40 });
  });
});
