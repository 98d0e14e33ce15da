import { beforeAll, describe, expect, it } from "vitest";
import { DAY_MS } from "~/kernel/clock";
import { newId } from "~/kernel/ids";
import { deskOrders } from "~/modules/ordering/index.server";
import { insertLink } from "~/modules/sharing/index.server";
import { checkOrdersAgainstLedger } from "~/workflows/check-orders-against-ledger";
import { packOrder } from "~/workflows/pack-order";
import { recordTouch } from "~/workflows/record-touch";
import { shipOrder } from "~/workflows/ship-order";
import { type Market, makeListing, makeMarket, words } from "../support/market";
import { MORNING, saleGround, value } from "./sale-ground";

const ONE_PACK = 5990n + 800n;
const ground = saleGround();
let market: Market;
let skuId: string;
beforeAll(async () => {
  market = await ground.inTransaction((tx) => makeMarket(tx));
  const made = await ground.inTransaction((tx) => makeListing(tx, market, { slug: "sprouts", packs: 50 }));
  skuId = made.skuIds[0] ?? "";
});

let hosts = 0;
async function newLink(duty: boolean, userId: string | null = null, sessionId: string | null = null) {
  hosts += 1;
  const hostId = newId(MORNING);
  const code = `host${hosts}`;
  const { cooperativeId } = market;
  await ground.db().prisma.host.create({
    data: { id: hostId, slug: code, userId, name: words("主播"), duty, villageId: null },
  });
  await insertLink(ground.db(), {
    id: newId(MORNING),
    code,
    hostId,
    sessionId,
    productId: null,
    cooperativeId,
    landing: "/products/sprouts",
    active: true,
    createdAt: MORNING,
  });
  return { hostId, code };
}
const visit = (code: string, visitorId: string) =>
  recordTouch(ground.deps(), { code, visitorId, now: ground.clock.now });
const onePack = () => ({ lines: [{ skuId, packs: 1 }], shownTotalFen: ONE_PACK });
const legsOf = async (paymentId: string) => {
  const [line] = (await ground.onlySale(paymentId)).lines;
  return {
    hostId: line?.hostId,
    legs: Object.fromEntries((line?.legs ?? []).map((leg) => [leg.kind, leg.fen])),
  };
};

describe("a sale through a host's link", () => {
  it("credits the host of the last visit, frozen on the line", async () => {
    const visitorId = newId(MORNING);
    const [first, last] = [await newLink(false), await newLink(false)];
    expect(value(await visit(first.code, visitorId)).landing).toBe("/products/sprouts");
    ground.pass(1000);
    await visit(last.code, visitorId);
    const sold = await legsOf(await ground.buy({ ...onePack(), visitorId }));
    expect(sold.hostId).toBe(last.hostId);
    expect(sold.legs.host).toBe(479n);
  });

  it("names a first secretary and pays the cooperative instead", async () => {
    const visitorId = newId(MORNING);
    const secretary = await newLink(true);
    await visit(secretary.code, visitorId);
    const sold = await legsOf(await ground.buy({ ...onePack(), visitorId }));
    expect(sold.hostId).toBe(secretary.hostId);
    expect(sold.legs.host).toBeUndefined();
    expect(Object.values(sold.legs).reduce((sum, fen) => sum + fen, 0n)).toBe(ONE_PACK);
  });

  it("credits nobody for their own purchase, nor after seven days, nor through an unknown link", async () => {
    const [visitorId, userId] = [newId(MORNING), newId(MORNING)];
    await visit((await newLink(false, userId)).code, visitorId);
    expect((await legsOf(await ground.place({ ...onePack(), visitorId, userId }))).hostId).toBeNull();
    const late = newId(MORNING);
    await visit((await newLink(false)).code, late);
    ground.pass(7 * DAY_MS + 1);
    expect((await legsOf(await ground.place({ ...onePack(), visitorId: late }))).hostId).toBeNull();
    expect(await visit("nobody", late)).toMatchObject({ refusal: { code: "LinkUnknown" } });
  });

  it("takes the packs of a live session's allotment first, and the shop's when they are gone", async () => {
    const visitorId = newId(MORNING);
    await visit((await newLink(false, null, newId(MORNING))).code, visitorId);
    await ground.db().prisma.stockPool.create({ data: { skuId, channel: "live", onHand: 1, held: 0 } });
    const shop = await ground.pool(skuId);
    await ground.place({ ...onePack(), visitorId });
    expect(await ground.pool(skuId, "live")).toEqual({ onHand: 1, held: 1 });
    expect(await ground.pool(skuId)).toEqual(shop);
    await ground.place({ ...onePack(), visitorId });
    expect(await ground.pool(skuId)).toEqual({ ...shop, held: shop.held + 1 });
  });
});

describe("the desk's list", () => {
  it("masks every buyer but the one behind whose mask the reader looked", async () => {
    const sale = await ground.onlySale(await ground.buy(onePack()));
    const step = {
      orderId: sale.id,
      cooperativeId: market.cooperativeId,
      userId: null,
      now: ground.clock.now,
    };
    const other = await ground.onlySale(await ground.buy(onePack()));
    const shown = async (looked: readonly string[], orderId = sale.id) => {
      const page = await deskOrders(ground.db(), {
        cooperativeId: market.cooperativeId,
        states: ["paid", "packed", "shipped"],
        after: null,
        shown: new Set(looked),
      });
      const found = page.orders.find((order) => order.id === orderId);
      return [found?.recipient, found?.phone, found?.street];
    };
    expect(await shown([])).toEqual(["王**", "138****5678", null]);
    expect(await shown([sale.number])).toEqual(["王小明", "13812345678", "北院门 12 号"]);
    expect(await shown([sale.number], other.id)).toEqual(["王**", "138****5678", null]);
    value(await packOrder(ground.deps(), step));
    value(await shipOrder(ground.deps(), { ...step, carrier: "SF", waybill: "SF1234567890" }));
    expect(await shown([])).toEqual(["王**", "138****5678", null]);
  });

  it("does not let another cooperative's staff touch an order", async () => {
    const sale = await ground.onlySale(await ground.buy(onePack()));
    const step = { orderId: sale.id, cooperativeId: newId(MORNING), userId: null, now: ground.clock.now };
    expect(await packOrder(ground.deps(), step)).toMatchObject({ refusal: { code: "OrderUnknown" } });
  });
});

describe("the check of orders against the ledger", () => {
  it("finds nothing in honest books, and the order whose books are missing a transfer", async () => {
    expect(await checkOrdersAgainstLedger(ground.db())).toBeUndefined();
    const sale = await ground.onlySale(await ground.place(onePack()));
    await ground.db().prisma.order.update({
      where: { id: sale.id },
      data: { state: "paid", paidAt: ground.clock.now },
    });
    expect(await checkOrdersAgainstLedger(ground.db())).toMatchObject({
      kind: "CrossCheckFailed",
      subject: expect.stringContaining(sale.number),
    });
  });
});
