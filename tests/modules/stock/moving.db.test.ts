import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMs } from "~/kernel/clock";
import { newId } from "~/kernel/ids";
import { holdStock, releaseHeld, type StockChannel, sellHeld } from "~/modules/catalog/index.server";
import type { Db } from "~/platform/db/db.server";
import { editSkuStock } from "~/workflows/edit-sku-stock";
import { movePacks } from "~/workflows/move-packs";
import {
  accepted,
  MARKET_OPENED,
  type Market,
  makeListing,
  makeMarket,
  openTestDb,
} from "../../support/market";
import { packsOf, storyOf, USER } from "./stock-ground";

const now = addMs(MARKET_OPENED, 3_600_000);
let db: Db;
let close: () => Promise<void>;
let market: Market;
let listings = 0;

beforeAll(async () => {
  ({ db, close } = await openTestDb());
  market = await makeMarket(db);
});
afterAll(() => close());

const here = () => ({ cooperativeId: market.cooperativeId, userId: USER, now });
async function packs(count: number): Promise<string> {
  listings += 1;
  const { skuIds } = await makeListing(db, market, { slug: `goods-${listings}`, packs: count });
  return skuIds[0] ?? "";
}
const move = (skuId: string, from: StockChannel, count: number) =>
  movePacks({ db }, { ...here(), skuId, from, packs: count, reason: "rebalanced", note: "" });
const hold = (skuId: string, channel: StockChannel, count: number, orderId = newId(now)) =>
  holdStock(
    db,
    [{ holdId: newId(now), orderId, skuId, channel, packs: count }],
    addMs(MARKET_OPENED, 7_200_000),
  );

describe("packs moved between the shop and a live session", () => {
  it("are as many afterwards as before, with a line for each side and one in the audit log", async () => {
    const skuId = await packs(50);
    accepted(await move(skuId, "shop", 20));
    accepted(await move(skuId, "live", 5));
    expect(await db.prisma.stockPool.findMany({ where: { skuId }, orderBy: { channel: "asc" } })).toEqual([
      { skuId, channel: "live", onHand: 15, held: 0 },
      { skuId, channel: "shop", onHand: 35, held: 0 },
    ]);
    expect(await storyOf(db, skuId)).toBe(50);
    const lines = await db.prisma.stockMovement.findMany({ where: { skuId, reason: "rebalanced" } });
    expect(lines.map((line) => line.packs).sort((a, b) => a - b)).toEqual([-20, -5, 5, 20]);
    expect(await db.prisma.auditEntry.count({ where: { subjectId: skuId, act: "sku.stockMoved" } })).toBe(2);
  });

  it("are never those that wait for a payment", async () => {
    const skuId = await packs(10);
    accepted(await hold(skuId, "shop", 7));
    expect(await move(skuId, "shop", 4)).toMatchObject({
      refusal: { code: "OutOfStock", skus: [{ wanted: 4, left: 3 }] },
    });
    accepted(await move(skuId, "shop", 3));
    expect(await packsOf(db, skuId)).toEqual({ onHand: 10, held: 7 });
  });

  it("belong to their cooperative alone", async () => {
    const skuId = await packs(10);
    const stranger = { ...here(), cooperativeId: market.villageId };
    const wish = { skuId, from: "shop", packs: 1, reason: "rebalanced", note: "" } as const;
    expect(await movePacks({ db }, { ...stranger, ...wish })).toMatchObject({
      refusal: { code: "SkuNotFound" },
    });
  });

  it("stay as many while movers, buyers and storekeepers work at once, and as the story says", async () => {
    const skuId = await packs(60);
    const orders: string[] = [];
    const buy = async (channel: StockChannel) => {
      const orderId = newId(now);
      const held = await hold(skuId, channel, 2, orderId);
      if (held.ok) orders.push(orderId);
      return held.ok;
    };
    await Promise.all(
      Array.from({ length: 48 }, (_, index) => {
        if (index % 4 === 0) return move(skuId, "shop", 3);
        if (index % 4 === 1) return move(skuId, "live", 2);
        if (index % 4 === 2) return buy(index % 8 === 2 ? "live" : "shop");
        return editSkuStock(
          { db },
          { ...here(), skuId, channel: "shop", packs: index % 8 === 3 ? 1 : -1, reason: "recounted" },
        );
      }),
    );
    const sold = orders.filter((_, index) => index % 2 === 0);
    const left = orders.filter((_, index) => index % 2 === 1);
    await Promise.all([sellHeld(db, sold, now), releaseHeld(db, left)]);
    const after = await packsOf(db, skuId);
    expect(after.held).toBe(0);
    expect(after.onHand).toBe(await storyOf(db, skuId));
    const changed = await db.prisma.stockMovement.aggregate({
      where: { skuId, reason: "recounted" },
      _sum: { packs: true },
    });
    expect(after.onHand).toBe(60 + (changed._sum.packs ?? 0) - 2 * sold.length);
  });

  it("conserve their sum whatever is moved, held or sold in whatever order", async () => {
    const act = fc.record({
      kind: fc.constantFrom("move", "hold", "sell", "release" as const),
      channel: fc.constantFrom<StockChannel>("shop", "live"),
      count: fc.integer({ min: 1, max: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 10 }), async (acts) => {
        const skuId = await packs(20);
        const waiting: string[] = [];
        for (const { kind, channel, count } of acts) {
          if (kind === "move") await move(skuId, channel, count);
          if (kind === "hold") {
            const orderId = newId(now);
            if ((await hold(skuId, channel, count, orderId)).ok) waiting.push(orderId);
          }
          if (kind === "sell") await sellHeld(db, waiting.splice(0, 1), now);
          if (kind === "release") await releaseHeld(db, waiting.splice(0, 1));
        }
        expect((await packsOf(db, skuId)).onHand).toBe(await storyOf(db, skuId));
      }),
      { numRuns: 15 },
    );
  });
});

describe("a change by hand", () => {
  it("needs a reason that goes with its direction", async () => {
    const skuId = await packs(10);
    const change = { ...here(), skuId, channel: "shop" } as const;
    expect(await editSkuStock({ db }, { ...change, packs: 3, reason: "spoiled" })).toMatchObject({
      refusal: { code: "ReasonDoesNotFit" },
    });
    accepted(await editSkuStock({ db }, { ...change, packs: -3, reason: "gift", note: "敬老院" }));
    const line = await db.prisma.stockMovement.findFirstOrThrow({ where: { skuId, reason: "gift" } });
    expect(line).toMatchObject({ packs: -3, note: "敬老院", userId: USER });
    const entry = await db.prisma.auditEntry.findFirstOrThrow({ where: { subjectId: skuId } });
    expect(entry).toMatchObject({
      act: "sku.stockChanged",
      before: { freePacks: 10 },
      after: { freePacks: 7 },
      reason: "gift: 敬老院",
    });
  });
});
