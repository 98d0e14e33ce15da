import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMs } from "~/kernel/clock";
import { pricedPacks } from "~/modules/catalog/index.server";
import { createUser } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import { editSkuPrice } from "~/workflows/edit-sku-price";
import {
  accepted,
  MARKET_OPENED,
  type Market,
  makeListing,
  makeMarket,
  openTestDb,
} from "../../support/market";

const now = addMs(MARKET_OPENED, 3_600_000);
let db: Db;
let close: () => Promise<void>;
let market: Market;
let userId: string;
let listings = 0;

beforeAll(async () => {
  ({ db, close } = await openTestDb());
  market = await makeMarket(db);
  ({ userId } = await createUser(db, { displayName: "雷小宁", phone: null, now }));
});
afterAll(() => close());

async function newPack() {
  listings += 1;
  const { productId, skuIds } = await makeListing(db, market, { slug: `listing-${listings}` });
  return { productId, skuId: skuIds[0] ?? "" };
}
const set = (skuId: string, priceFen: bigint, at = now, reason?: string) =>
  editSkuPrice({ db }, { skuId, cooperativeId: market.cooperativeId, priceFen, userId, reason, now: at });
const attack = (sql: string) => db.pool.query(sql);

describe("the price history of a pack", () => {
  it("says what was asked from when till when, by whom and why", async () => {
    const { productId, skuId } = await newPack();
    accepted(await set(skuId, 6490n, now, "霜冻减产"));
    accepted(await set(skuId, 5790n, addMs(now, 60_000)));
    const [pack] = await pricedPacks(db, { productId, locale: "zh-CN" });
    expect(pack).toMatchObject({ priceFen: 5790n, name: "3公斤装", netGrams: 3000n });
    expect(pack?.history.map(({ id: _id, ...line }) => line)).toEqual([
      { priceFen: 5790n, from: addMs(now, 60_000), till: null, byName: "雷小宁", reason: "", plan: null },
      {
        priceFen: 6490n,
        from: now,
        till: addMs(now, 60_000),
        byName: "雷小宁",
        reason: "霜冻减产",
        plan: null,
      },
      { priceFen: 5990n, from: MARKET_OPENED, till: now, byName: null, reason: "", plan: null },
    ]);
  });

  it("stays in order where two set it at the same moment, or a clock is behind", async () => {
    const { productId, skuId } = await newPack();
    const prices = [6010n, 6020n, 6030n, 6040n, 6050n];
    for (const each of await Promise.all(prices.map((fen) => set(skuId, fen)))) accepted(each);
    accepted(await set(skuId, 6990n, addMs(now, -1_000)));
    const [pack] = await pricedPacks(db, { productId, locale: "zh-CN" });
    expect(pack?.priceFen).toBe(6990n);
    expect(pack?.history).toHaveLength(7);
    for (const { from, till } of pack?.history.slice(1) ?? []) expect(Number(till) > Number(from)).toBe(true);
    expect(pack?.history[0]?.priceFen).toBe(6990n);
  });
});

describe("the database", () => {
  it("lets nobody set a price that is not written down, nor write one down that is not set", async () => {
    const { skuId } = await newPack();
    await expect(attack(`UPDATE sku SET price_fen = 1 WHERE id = '${skuId}'`)).rejects.toThrow(/history/);
    await expect(
      attack(`INSERT INTO sku_price (id, sku_id, price_fen, set_at)
              VALUES (gen_random_uuid(), '${skuId}', 9900, now())`),
    ).rejects.toThrow(/history/);
    await expect(
      attack(`INSERT INTO sku SELECT gen_random_uuid(), product_id, name, packing, net_grams, price_fen, 9, true
                FROM sku WHERE id = '${skuId}'`),
    ).rejects.toThrow(/history/);
  });

  it("lets nobody slip a price into the past, change one or take one away", async () => {
    const { skuId } = await newPack();
    accepted(await set(skuId, 6490n));
    for (const at of [MARKET_OPENED, now]) {
      await expect(
        attack(`INSERT INTO sku_price (id, sku_id, price_fen, set_at)
                VALUES (gen_random_uuid(), '${skuId}', 9900, '${at.toISOString()}')`),
      ).rejects.toThrow(/set after/);
    }
    await expect(attack(`UPDATE sku_price SET reason = 'x' WHERE sku_id = '${skuId}'`)).rejects.toThrow(
      /history/,
    );
    await expect(attack(`DELETE FROM sku_price WHERE sku_id = '${skuId}'`)).rejects.toThrow(/history/);
    await expect(attack("TRUNCATE sku_price")).rejects.toThrow(/history/);
  });
});
