import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMs } from "~/kernel/clock";
import { newId } from "~/kernel/ids";
import { holdStock, linesOfCount, lookOf, sellHeld } from "~/modules/catalog/index.server";
import type { Db } from "~/platform/db/db.server";
import { enterCount } from "~/workflows/enter-count";
import { giveUpCount } from "~/workflows/give-up-count";
import { openCount } from "~/workflows/open-count";
import { postCount } from "~/workflows/post-count";
import {
  accepted,
  MARKET_OPENED,
  type Market,
  makeListing,
  makeMarket,
  openTestDb,
} from "../../support/market";
import { KILOGRAM, lotOf, makeLot, packsOf, storyOf, USER } from "./stock-ground";

const now = addMs(MARKET_OPENED, 3_600_000);
let db: Db;
let close: () => Promise<void>;
let market: Market;
let stranger: Market;
let listings = 0;

beforeAll(async () => {
  ({ db, close } = await openTestDb());
  market = await makeMarket(db);
  stranger = await makeMarket(db, "elsewhere", 1);
});
afterAll(() => close());

const here = () => ({ cooperativeId: market.cooperativeId, userId: USER, now });
async function goods(packs: number) {
  listings += 1;
  const { productId, skuIds } = await makeListing(db, market, { slug: `goods-${listings}`, packs });
  return { productId, skuId: skuIds[0] ?? "" };
}
const open = async () => accepted(await openCount({ db }, here()));
const enter = (countId: string, kind: "sku" | "lot", subjectId: string, counted: bigint) =>
  enterCount({ db }, { ...here(), countId, kind, subjectId, counted });
const look = async (countId: string) => lookOf(await linesOfCount(db, countId));
const post = async (countId: string) => postCount({ db }, { ...here(), countId, look: await look(countId) });
async function hold(skuId: string, packs: number) {
  const orderId = newId(now);
  const wanted = { holdId: newId(now), orderId, skuId, channel: "shop", packs } as const;
  accepted(await holdStock(db, [wanted], addMs(now, 60_000)));
  return orderId;
}

describe("a stock-take", () => {
  it("makes the stock what was counted, and loses no sale that came in between", async () => {
    const { productId, skuId } = await goods(50);
    const lotId = await makeLot(db, market, productId, { total: 100n * KILOGRAM, wholesale: 30n * KILOGRAM });
    const countId = await open();
    accepted(await enter(countId, "sku", skuId, 48n));
    accepted(await enter(countId, "lot", lotId, 98_500n));
    // Three packs are sold after they were counted.
    await sellHeld(db, [await hold(skuId, 3)], now);
    accepted(await post(countId));
    expect(await packsOf(db, skuId)).toEqual({ onHand: 45, held: 0 });
    expect(await storyOf(db, skuId)).toBe(45);
    expect(await lotOf(db, lotId)).toMatchObject({ left: 68_500n, gramsLost: 1_500n });
    const entry = await db.prisma.auditEntry.findFirstOrThrow({ where: { act: "count.posted" } });
    expect(entry).toMatchObject({ subjectId: countId, actorUserId: USER });
    expect(await post(countId)).toMatchObject({ refusal: { code: "CountClosed" } });
    expect(await enter(countId, "sku", skuId, 1n)).toMatchObject({ refusal: { code: "CountClosed" } });
  });

  it("expects on the shelf what buyers hold and have not paid", async () => {
    const { skuId } = await goods(10);
    await hold(skuId, 4);
    const countId = await open();
    accepted(await enter(countId, "sku", skuId, 10n));
    expect(await linesOfCount(db, countId)).toMatchObject([{ counted: 10n, expected: 10n }]);
    accepted(await post(countId));
    expect(await packsOf(db, skuId)).toEqual({ onHand: 10, held: 4 });
  });

  it("does not take what a buyer holds: it says so and changes nothing", async () => {
    const [one, other] = [await goods(10), await goods(10)];
    await hold(one.skuId, 8);
    const countId = await open();
    accepted(await enter(countId, "sku", one.skuId, 5n));
    accepted(await enter(countId, "sku", other.skuId, 12n));
    expect(await post(countId)).toMatchObject({
      refusal: { code: "CountOvertaken", subjects: [{ kind: "sku", subjectId: one.skuId }] },
    });
    expect(await packsOf(db, other.skuId)).toEqual({ onHand: 10, held: 0 });
    accepted(await giveUpCount({ db }, { ...here(), countId }));
  });

  it("is one, however many begin it at once, and is posted once", async () => {
    const { skuId } = await goods(10);
    const ids = await Promise.all([1, 2, 3, 4].map(open));
    expect(new Set(ids).size).toBe(1);
    const countId = ids[0] ?? "";
    expect(await post(countId)).toMatchObject({ refusal: { code: "CountEmpty" } });
    accepted(await enter(countId, "sku", skuId, 9n));
    const seen = await look(countId);
    accepted(await enterCount({ db }, { ...here(), countId, kind: "sku", subjectId: skuId, counted: 8n }));
    expect(await postCount({ db }, { ...here(), countId, look: seen })).toMatchObject({
      refusal: { code: "CountChanged" },
    });
    const posted = await Promise.all([post(countId), post(countId)]);
    expect(posted.filter((each) => each.ok)).toHaveLength(1);
    expect((await packsOf(db, skuId)).onHand).toBe(8);
  });

  it("is its cooperative's alone", async () => {
    const { skuId } = await goods(10);
    const countId = await open();
    const foreign = { ...here(), cooperativeId: stranger.cooperativeId };
    const counted = { countId, kind: "sku", subjectId: skuId, counted: 1n } as const;
    expect(await enterCount({ db }, { ...foreign, ...counted })).toMatchObject({
      refusal: { code: "CountNotFound" },
    });
    expect(await giveUpCount({ db }, { ...foreign, countId })).toMatchObject({
      refusal: { code: "CountNotFound" },
    });
    const theirs = accepted(await openCount({ db }, foreign));
    expect(await enterCount({ db }, { ...foreign, ...counted, countId: theirs })).toMatchObject({
      refusal: { code: "CountNotFound" },
    });
    accepted(await giveUpCount({ db }, { ...here(), countId }));
  });

  it("is history once it is closed, to raw SQL too", async () => {
    const closed = await db.prisma.stockCount.findFirstOrThrow({ where: { outcome: "posted" } });
    await expect(
      db.pool.query(`UPDATE stock_count_line SET counted = 0 WHERE count_id = '${closed.id}'`),
    ).rejects.toThrow(/history/);
    await expect(db.pool.query(`DELETE FROM stock_count WHERE id = '${closed.id}'`)).rejects.toThrow(
      /history/,
    );
  });
});
