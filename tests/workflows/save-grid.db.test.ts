import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deskListing } from "~/modules/catalog/index.server";
import { createUser } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
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

const save = (change: Pick<SaveGrid, "prices" | "moves">) => {
  ticks += 1;
  const act = { cooperativeId: market.cooperativeId, userId, reason: "换季" };
  return saveGrid({ db }, { ...act, ...change, now: new Date(now.getTime() + ticks * 1000) });
};
const listing = async (slug: string, name = slug) => {
  const made = await makeListing(db, market, { slug, name });
  return { ...made, skuId: made.skuIds[0] ?? "" };
};
const priceOf = async (productId: string) => (await deskListing(db, productId))?.draft.packs[0]?.priceFen;

describe("saving the grid", () => {
  it("sets prices and publications together, each in the log with the reason", async () => {
    const [one, other] = [await listing("a"), await listing("b")];
    const done = await save({
      prices: [{ skuId: one.skuId, priceFen: 7000n, wasFen: 5990n }],
      moves: [{ productId: other.productId, move: "pause" }],
    });
    expect(done).toEqual({ ok: true, value: { prices: 1, moves: 1 } });
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
});
