import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "~/kernel/ids";
import { sumFen } from "~/kernel/money";
import { createUser } from "~/modules/identity/index.server";
import {
  addToCart,
  buyerOrder,
  hashCartToken,
  MOST_LISTED_ORDERS,
  ordersOfBuyer,
  paymentOfLookup,
  readCart,
} from "~/modules/ordering/index.server";
import { mergeCart } from "~/workflows/merge-cart";
import { type Market, makeListing, makeMarket } from "../support/market";
import { MORNING, saleGround, value } from "./sale-ground";

const ONE_PACK = 5990n + 800n;

const ground = saleGround();
let market: Market;
let skuIds: readonly string[];
beforeAll(async () => {
  await ground.inTransaction(async (tx) => {
    market = await makeMarket(tx);
    ({ skuIds } = await makeListing(tx, market, { slug: "garlic", packs: 200 }));
  });
});

const oneLine = () => ({ lines: [{ skuId: skuIds[0] ?? "", packs: 1 }], shownTotalFen: ONE_PACK });
const person = (displayName: string) =>
  ground.inTransaction((tx) => createUser(tx, { displayName, phone: null, now: MORNING }));

describe("an order as its buyer sees it", () => {
  it("follows every fen of what was paid to somebody with a name", async () => {
    const paymentId = await ground.buy(oneLine());
    const { number } = await ground.onlySale(paymentId);
    const found = await buyerOrder(ground.db(), { number, locale: "zh-CN" });
    expect(found?.paymentId).toBe(paymentId);
    const order = found?.shown;
    expect(sumFen((order?.legs ?? []).map((leg) => leg.fen))).toBe(ONE_PACK);
    expect(order?.legs.find((leg) => leg.kind === "collective")?.names).toHaveLength(1);
    expect(order?.legs.find((leg) => leg.kind === "growers")?.names).toEqual([]);
    expect(order?.events.map((event) => event.kind)).toEqual(["placed", "paid"]);
    expect(order?.villages).toEqual([{ slug: market.villageSlug, name: expect.any(String) }]);
  });

  it("speaks the reader's language and keeps the phone's middle to itself", async () => {
    const { number } = await ground.onlySale(await ground.place(oneLine()));
    const english = (await buyerOrder(ground.db(), { number, locale: "en" }))?.shown;
    expect(english?.lines[0]?.name).toMatch(/\(en\)$/);
    expect(english?.phone).toBe("138****5678");
  });

  it("opens to number and phone together, not to the number alone", async () => {
    const paymentId = await ground.place(oneLine());
    const { number } = await ground.onlySale(paymentId);
    const ask = (phone: string) => paymentOfLookup(ground.db(), { number, phone });
    expect(await ask("13812345678")).toBe(paymentId);
    expect(await ask("13812345679")).toBeUndefined();
  });
});

describe("a person's orders", () => {
  it("are listed page by page, the latest first, each once, and nobody else's", async () => {
    const { userId } = await person("林朵朵");
    const many = MOST_LISTED_ORDERS + 4;
    for (let n = 0; n < many; n += 1) {
      // Some in the same moment: the page must neither lose nor repeat one of them.
      if (n % 3 === 0) ground.pass(1000);
      await ground.place({ ...oneLine(), userId });
    }
    await ground.place(oneLine());
    const read = (after: string | null) => ordersOfBuyer(ground.db(), { userId, locale: "zh-CN", after });
    const first = await read(null);
    const second = await read(first.next);
    expect(first.orders).toHaveLength(MOST_LISTED_ORDERS);
    expect(second.next).toBeNull();
    const numbers = [...first.orders, ...second.orders].map((order) => order.number);
    expect(new Set(numbers).size).toBe(many);
    expect(numbers).toHaveLength(many);
    const times = first.orders.map((order) => order.placedAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  it("cannot be paged through from somebody else's order", async () => {
    const { userId } = await person("甲");
    const { userId: other } = await person("乙");
    await ground.place({ ...oneLine(), userId });
    ground.pass(1000);
    const { number } = await ground.onlySale(await ground.place({ ...oneLine(), userId: other }));
    const listed = await ordersOfBuyer(ground.db(), { userId, locale: "zh-CN", after: number });
    expect(listed.orders).toEqual([]);
  });
});

describe("a cart", () => {
  it("comes along to a browser that has none yet when its owner signs in there", async () => {
    const { userId } = await person("丙");
    const [skuId = ""] = skuIds;
    const atHome = hashCartToken("the token of the phone at home");
    const change = { newCartId: newId(MORNING), tokenHash: atHome, userId, skuId, packs: 2, now: MORNING };
    value(await addToCart(ground.db(), change));
    const elsewhere = hashCartToken("the token of another phone");
    expect(await mergeCart(ground.deps(), { userId, tokenHash: elsewhere, now: MORNING })).toBe(true);
    expect((await readCart(ground.db(), elsewhere))?.lines).toMatchObject([{ skuId, packs: 2 }]);
    expect(await readCart(ground.db(), atHome)).toBeUndefined();
  });

  it("is not made for somebody who has nothing in any", async () => {
    const { userId } = await person("丁");
    const tokenHash = hashCartToken("the token of an empty basket");
    expect(await mergeCart(ground.deps(), { userId, tokenHash, now: MORNING })).toBe(false);
    expect(await readCart(ground.db(), tokenHash)).toBeUndefined();
  });
});
