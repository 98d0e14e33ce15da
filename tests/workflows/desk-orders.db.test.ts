import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { DAY_MS } from "~/kernel/clock";
import { createUser } from "~/modules/identity/index.server";
import {
  type DeskCursor,
  deskMonth,
  deskOrder,
  deskOrders,
  deskTag,
  type OrderState,
} from "~/modules/ordering/index.server";
import { PAGES_CHANNEL } from "~/platform/db/db.server";
import { cancelOrder } from "~/workflows/cancel-order";
import { deliverOrder } from "~/workflows/deliver-order";
import { packOrder } from "~/workflows/pack-order";
import { shipOrder } from "~/workflows/ship-order";
import { type Market, makeListing, makeMarket } from "../support/market";
import { MORNING, saleGround, value } from "./sale-ground";

const ONE_PACK = 5990n + 800n;

const ground = saleGround();
let market: Market;
let skuId: string;
let staffId: string;
beforeAll(async () => {
  await ground.inTransaction(async (tx) => {
    market = await makeMarket(tx);
    const { skuIds } = await makeListing(tx, market, { slug: "garlic", packs: 50 });
    skuId = skuIds[0] ?? "";
    ({ userId: staffId } = await createUser(tx, { displayName: "王社长", phone: null, now: MORNING }));
  });
});

async function buyOne() {
  const paymentId = await ground.buy({ lines: [{ skuId, packs: 1 }], shownTotalFen: ONE_PACK });
  return ground.onlySale(paymentId);
}
const act = (orderId: string) => ({
  orderId,
  cooperativeId: market.cooperativeId,
  userId: staffId,
  now: ground.clock.now,
});
const read = (number: string, cooperativeId = market.cooperativeId, shown = false) =>
  deskOrder(ground.db(), { cooperativeId, number, locale: "zh-CN", shown });

describe("an order on the desk", () => {
  it("masks the buyer in every state but to whoever looked behind the mask", async () => {
    const { id, number } = await buyOne();
    const masked = { contact: "masked", recipient: "王**", phone: "138****5678", street: null };
    const whole = { contact: "shown", recipient: "王小明", phone: "13812345678", street: "北院门 12 号" };
    const looked = () => read(number, market.cooperativeId, true);
    expect(await read(number)).toMatchObject(masked);
    expect(await looked()).toMatchObject(whole);
    value(await packOrder(ground.deps(), act(id)));
    value(await shipOrder(ground.deps(), { ...act(id), carrier: "SF", waybill: "SF1234567890" }));
    expect(await read(number)).toMatchObject({ ...masked, waybill: "SF1234567890" });
    value(await deliverOrder(ground.deps(), act(id)));
    expect(await read(number)).toMatchObject(masked);
    expect(await looked()).toMatchObject(whole);
    await ground.db().prisma.order.update({ where: { id }, data: { contactLockedAt: ground.clock.now } });
    expect(await looked()).toMatchObject({ contact: "locked", recipient: "**", street: null });
  });

  it("is nobody's who does not sell it", async () => {
    const { number } = await buyOne();
    const other = await ground.inTransaction((tx) => makeMarket(tx, `other-${number.toLowerCase()}`, 1));
    expect(await read(number, other.cooperativeId)).toBeUndefined();
  });

  it("names who did each step, and its shares sum to what was paid", async () => {
    const { id, number } = await buyOne();
    ground.pass(60_000);
    value(await packOrder(ground.deps(), act(id)));
    const order = await read(number);
    expect(order?.events.find((event) => event.kind === "packed")?.by).toBe("王社长");
    expect(order?.events.find((event) => event.kind === "paid")?.by).toBeNull();
    expect(order?.legs.reduce((sum, leg) => sum + leg.fen, 0n)).toBe(ONE_PACK);
  });

  it("keeps the reason for which staff took it back", async () => {
    const { id, number } = await buyOne();
    value(
      await cancelOrder(ground.deps(), {
        ...act(id),
        by: "staff",
        note: "雨太大，今天拔不了",
        now: ground.clock.now,
      }),
    );
    const order = await read(number);
    expect(order?.events.find((event) => event.kind === "refundRequested")?.note).toBe("雨太大，今天拔不了");
    expect(order?.refundedFen).toBe(ONE_PACK);
  });
});

describe("the desk's lists", () => {
  it("begin with the oldest promise where hands are needed, and with the latest order elsewhere", async () => {
    const list = (states: readonly OrderState[], after: DeskCursor | null = null) =>
      deskOrders(ground.db(), { cooperativeId: market.cooperativeId, states, after, shown: new Set() });
    const bought: string[] = [];
    for (let order = 0; order < 3; order += 1) {
      ground.pass(60_000);
      bought.push((await buyOne()).id);
    }
    const idsOf = ({ orders }: { readonly orders: readonly { readonly id: string }[] }) =>
      orders.map(({ id }) => id).filter((id) => bought.includes(id));
    expect(idsOf(await list(["paid"]))).toEqual(bought);
    expect(idsOf(await list(["paid", "settled"]))).toEqual(bought.toReversed());

    const { orders } = await list(["paid"]);
    const second = orders.find(({ id }) => id === bought[1]);
    const onwards = await list(["paid"], second ?? null);
    expect(idsOf(onwards)).toEqual(bought.slice(2));
  });
});

describe("news for an open desk", () => {
  it("comes when an order is paid and when it is taken back, and names this cooperative's desk only", async () => {
    const ear = new pg.Client({ connectionString: ground.databaseUrl() });
    await ear.connect();
    await ear.query(`LISTEN ${PAGES_CHANNEL}`);
    const heard: string[] = [];
    ear.on("notification", ({ payload }) => heard.push(...(payload ?? "").split(" ")));
    const desks = () => heard.filter((tag) => tag.startsWith("desk:"));
    const own = deskTag(market.cooperativeId);

    const { id } = await buyOne();
    await expect.poll(desks).toEqual([own]);
    const taken = { ...act(id), by: "buyer" as const, cooperativeId: null, note: "" };
    value(await cancelOrder(ground.deps(), taken));
    await expect.poll(desks).toEqual([own, own]);
    await ear.end();
  });
});

describe("the month on the desk", () => {
  it("counts what was placed and paid since it began, and what waits longest to be packed", async () => {
    ground.pass(40 * DAY_MS);
    const since = ground.clock.now;
    const first = await buyOne();
    ground.pass(60_000);
    await buyOne();
    const month = await deskMonth(ground.db(), { cooperativeId: market.cooperativeId, since });
    expect(month).toMatchObject({ orders: 2, totalFen: 2n * ONE_PACK, refundedFen: 0n });
    const waiting = await ground
      .db()
      .prisma.order.findMany({ where: { state: "paid" }, orderBy: { paidAt: "asc" } });
    expect(month.oldestUnpackedAt).toEqual(waiting[0]?.paidAt);
    expect(first.paidAt?.getTime()).toBeGreaterThanOrEqual(since.getTime());
  });
});
