import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMs } from "~/kernel/clock";
import { newId } from "~/kernel/ids";
import { setPrice } from "~/modules/catalog/index.server";
import { addToCart, countCart, hashCartToken, readCart, setInCart } from "~/modules/ordering/index.server";
import type { Db } from "~/platform/db/db.server";
import { mergeCart } from "~/workflows/merge-cart";
import { viewCart } from "~/workflows/view-cart";
import { accepted, MARKET_OPENED, makeListing, makeMarket, openTestDb } from "../../support/market";

const NOW = MARKET_OPENED;
let db: Db;
let close: () => Promise<void>;
let skuIds: readonly string[];
let cooperativeId: string;
beforeAll(async () => {
  ({ db, close } = await openTestDb());
  const market = await makeMarket(db);
  cooperativeId = market.cooperativeId;
  ({ skuIds } = await makeListing(db, market, {
    slug: "many",
    packs: 5,
    skus: Array.from({ length: 31 }, () => ({})),
  }));
}, 60_000);
afterAll(() => close());

const sku = (index: number): string => skuIds[index] ?? "";
const change = (token: string, skuId: string, packs: number) => ({
  newCartId: newId(NOW),
  tokenHash: hashCartToken(token),
  userId: null,
  skuId,
  packs,
  now: NOW,
});
const linesOf = async (token: string) =>
  (await readCart(db, hashCartToken(token)))?.lines.map(({ skuId, packs }) => [skuId, packs]);

describe("a cart", () => {
  it("is made by the first pack, adds up, is set and emptied", async () => {
    expect(await linesOf("one")).toBeUndefined();
    expect(accepted(await addToCart(db, change("one", sku(0), 2)))).toBe(2);
    expect(accepted(await addToCart(db, change("one", sku(0), 3)))).toBe(5);
    expect(accepted(await setInCart(db, change("one", sku(0), 4)))).toBe(4);
    accepted(await addToCart(db, change("one", sku(1), 1)));
    expect(await countCart(db, hashCartToken("one"))).toBe(5);
    accepted(await setInCart(db, change("one", sku(0), 0)));
    expect(await linesOf("one")).toEqual([[sku(1), 1]]);
  });

  it("takes 30 lines and 999 packs of each, and nothing unknown", async () => {
    for (let index = 0; index < 30; index += 1) accepted(await addToCart(db, change("full", sku(index), 1)));
    expect(await addToCart(db, change("full", sku(30), 1))).toMatchObject({ refusal: { code: "CartFull" } });
    expect(accepted(await addToCart(db, change("full", sku(3), 998)))).toBe(999);
    expect(await addToCart(db, change("full", sku(3), 1))).toMatchObject({
      refusal: { code: "TooManyPacks" },
    });
    const unknown = newId(NOW);
    expect(await addToCart(db, change("new", unknown, 1))).toMatchObject({ refusal: { code: "SkuUnknown" } });
  });

  it("follows the person who signs in, joined with the one they have elsewhere", async () => {
    const userId = newId(NOW);
    accepted(await addToCart(db, change("phone", sku(0), 2)));
    await mergeCart({ db }, { userId, tokenHash: hashCartToken("phone"), now: NOW });
    accepted(await addToCart(db, change("laptop", sku(0), 1)));
    accepted(await addToCart(db, change("laptop", sku(1), 1)));
    await mergeCart({ db }, { userId, tokenHash: hashCartToken("laptop"), now: NOW });
    expect((await linesOf("laptop"))?.toSorted()).toEqual(
      [
        [sku(0), 2],
        [sku(1), 1],
      ].toSorted(),
    );
    expect(await linesOf("phone")).toBeUndefined();
  });
});

describe("the cart on the screen", () => {
  const view = (token: string, regionCode: string | null) =>
    viewCart(db, {
      tokenHash: hashCartToken(token),
      visitorId: null,
      userId: null,
      regionCode,
      locale: "zh-TW",
      now: NOW,
    });

  it("knows the freight once it knows the region", async () => {
    accepted(await addToCart(db, change("view", sku(0), 2)));
    expect((await view("view", null)).view).toMatchObject({
      goodsFen: 11_980n,
      freightFen: null,
      totalFen: null,
    });
    expect((await view("view", "610104")).view).toMatchObject({
      freightFen: 1400n,
      totalFen: 13_380n,
      orderable: true,
    });
  });

  it("says what is in the way: too few, sold out, a price that has changed", async () => {
    accepted(await addToCart(db, change("trouble", sku(2), 6)));
    accepted(await addToCart(db, { ...change("trouble", sku(3), 1), now: addMs(NOW, 1000) }));
    await db.prisma.stockPool.update({
      where: { skuId_channel: { skuId: sku(3), channel: "shop" } },
      data: { onHand: 0 },
    });
    const dearer = { skuId: sku(2), cooperativeId, priceFen: 6990n, userId: null, now: NOW };
    accepted(await setPrice(db, { ...dearer, floorFen: undefined }));
    const { groups, orderable } = (await view("trouble", "610104")).view;
    expect(orderable).toBe(false);
    expect(groups[0]?.lines).toMatchObject([
      { trouble: "tooFew", available: 5, unitPriceFen: 6990n, previousUnitPriceFen: 5990n },
      { trouble: "soldOut", available: 0, previousUnitPriceFen: null },
    ]);
  });
});
