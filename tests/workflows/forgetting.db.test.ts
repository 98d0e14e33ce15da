import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { DAY_MS } from "~/kernel/clock";
import { cryptoRandom, newId, newNumber } from "~/kernel/ids";
import { createSession, createUser, RETENTION_KEYS } from "~/modules/identity/index.server";
import { insertLead, type NewLead } from "~/modules/wholesale/index.server";
import { cancelOrder } from "~/workflows/cancel-order";
import { deliverOrder } from "~/workflows/deliver-order";
import { forgetWhatIsDue } from "~/workflows/forget-what-is-due";
import { lapseOrders } from "~/workflows/lapse-orders";
import { packOrder } from "~/workflows/pack-order";
import { settleDueOrders } from "~/workflows/settle-due-orders";
import { shipOrder } from "~/workflows/ship-order";
import { type Market, makeListing, makeMarket, words } from "../support/market";
import { MORNING, saleGround, value } from "./sale-ground";

const ONE_PACK = 5990n + 800n;
const YEAR_MS = 365 * DAY_MS;

const ground = saleGround();
let market: Market;
let skuId: string;
let userId: string;
beforeAll(async () => {
  await ground.inTransaction(async (tx) => {
    market = await makeMarket(tx);
    const { skuIds } = await makeListing(tx, market, { slug: "garlic", packs: 50 });
    skuId = skuIds[0] ?? "";
    ({ userId } = await createUser(tx, { displayName: "李秀英", phone: "13911112222", now: MORNING }));
  });
});

const forget = () => forgetWhatIsDue(ground.deps(), { now: ground.clock.now });
const orderOf = (id: string) =>
  ground.db().prisma.order.findUniqueOrThrow({ where: { id }, include: { events: true } });
const wish = () => ({ userId, lines: [{ skuId, packs: 1 }], shownTotalFen: ONE_PACK });

function newLead(cooperativeId: string, now: Date): NewLead {
  return {
    number: newNumber("lead", cryptoRandom),
    token: randomUUID(),
    cooperativeId,
    offerId: null,
    variety: "蒜苗",
    grade: "",
    grams: 5_000_000n,
    neededFrom: "2026-12-01",
    neededUntil: "2026-12-20",
    regionCode: "440000",
    region: words("广东省"),
    company: "江南市场三号档",
    contact: "陈志强",
    phone: "13533334444",
    heardFrom: "live",
    note: "电话找陈老板",
    source: null,
    now,
  };
}

async function soldAndSettled(): Promise<string> {
  const { id } = await ground.onlySale(await ground.buy(wish()));
  const act = () => ({
    orderId: id,
    cooperativeId: market.cooperativeId,
    userId: null,
    now: ground.clock.now,
  });
  value(await packOrder(ground.deps(), act()));
  value(await shipOrder(ground.deps(), { ...act(), carrier: "顺丰", waybill: "SF1234567890" }));
  value(await deliverOrder(ground.deps(), act()));
  ground.pass(10 * DAY_MS);
  await settleDueOrders(ground.deps(), { now: ground.clock.now });
  expect((await orderOf(id)).state).toBe("settled");
  return id;
}

/** A sign-in, an invitation, a cart and a visit through a link, all of this moment. */
async function traces() {
  const { db, clock } = { db: ground.db(), clock: ground.clock };
  const now = clock.now;
  const session = await createSession(db, {
    userId,
    userAgent: "Phone",
    now,
    random: cryptoRandom,
    steppedUpBy: null,
  });
  const hostId = newId(now);
  const slug = `h-${randomUUID().slice(0, 8)}`;
  await db.prisma.host.create({ data: { id: hostId, slug, name: words(slug), duty: false } });
  const link = await db.prisma.shareLink.create({
    data: { id: newId(now), code: slug, hostId, landing: "/", active: true, createdAt: now },
  });
  const touch = await db.prisma.touch.create({
    data: { id: newId(now), linkId: link.id, visitorId: randomUUID(), at: now },
  });
  const hash = () => new Uint8Array(cryptoRandom(32)) as Uint8Array<ArrayBuffer>;
  const cart = await db.prisma.cart.create({
    data: {
      id: newId(now),
      tokenHash: hash(),
      userId,
      updatedAt: now,
      lines: { create: { skuId, packs: 1, seenPriceFen: 1n, addedAt: now } },
    },
  });
  const invitation = await db.prisma.invitation.create({
    data: {
      id: newId(now),
      tokenHash: hash(),
      organisationId: market.cooperativeId,
      role: "packer",
      phone: "13911112222",
      invitedByUserId: userId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + DAY_MS),
    },
  });
  return {
    left: async () => ({
      session: await db.prisma.session.count({ where: { id: session.sessionId } }),
      touch: await db.prisma.touch.count({ where: { id: touch.id } }),
      cart: await db.prisma.cart.count({ where: { id: cart.id } }),
      invitation: await db.prisma.invitation.count({ where: { id: invitation.id } }),
    }),
  };
}

describe("what was kept long enough", () => {
  it("goes when its days are over and not a day before: carts and invitations after 90, visits after 180", async () => {
    const { left } = await traces();
    ground.pass(89 * DAY_MS);
    await forget();
    expect(await left()).toEqual({ session: 1, touch: 1, cart: 1, invitation: 1 });
    ground.pass(3 * DAY_MS);
    const let_go = await forget();
    expect(let_go).toMatchObject({ carts: 1, invitations: 1 });
    expect(await left()).toEqual({ session: 1, touch: 1, cart: 0, invitation: 0 });
    ground.pass(90 * DAY_MS);
    await forget();
    expect(await left()).toMatchObject({ touch: 0 });
  });

  it("includes sign-ins 90 days after they ended, and never one that still runs", async () => {
    const { left } = await traces();
    await ground.db().prisma.session.updateMany({ data: { revokedAt: ground.clock.now } });
    ground.pass(91 * DAY_MS);
    const { left: running } = await traces();
    await forget();
    expect((await left()).session).toBe(0);
    expect((await running()).session).toBe(1);
  });

  it("includes who ordered what was never paid, after 90 days; the amounts stay", async () => {
    const paymentId = await ground.place(wish());
    const { id } = await ground.onlySale(paymentId);
    ground.pass(DAY_MS);
    await lapseOrders(ground.deps(), { now: ground.clock.now });
    ground.pass(91 * DAY_MS);
    await forget();
    expect(await orderOf(id)).toMatchObject({ recipient: "", phone: "", street: "", totalFen: ONE_PACK });
  });

  it("takes the buyer out of a paid order three years after it was settled, down to the province and the timeline", async () => {
    const id = await soldAndSettled();
    ground.pass(2 * YEAR_MS);
    await forget();
    expect(await orderOf(id)).toMatchObject({ recipient: "王小明", street: "北院门 12 号" });
    ground.pass(YEAR_MS + 2 * DAY_MS);
    const before = await orderOf(id);
    expect((await forget()).paidOrders).toBeGreaterThanOrEqual(1);
    const after = await orderOf(id);
    expect(after).toMatchObject({
      recipient: "",
      phone: "",
      street: "",
      note: "",
      waybill: null,
      carrier: "顺丰",
    });
    expect(after).toMatchObject({
      regionCode: "610000",
      totalFen: before.totalFen,
      consents: before.consents,
    });
    expect(after.region).toMatchObject({ "zh-CN": "陕西省" });
    expect(JSON.stringify(after.events)).not.toContain("SF1234567890");
    expect(after.events.length).toBe(before.events.length);
  });

  it("takes the buyer out of a wholesale request after three years", async () => {
    const { number } = await ground.inTransaction(async (tx) => {
      const lead = newLead(market.cooperativeId, ground.clock.now);
      await insertLead(tx, lead);
      return lead;
    });
    ground.pass(3 * YEAR_MS + 2 * DAY_MS);
    expect((await forget()).leads).toBe(1);
    const lead = await ground.db().prisma.lead.findUniqueOrThrow({ where: { number } });
    expect(lead).toMatchObject({ company: "", contact: "", phone: "", note: "" });
    expect(lead.grams).toBe(5_000_000n);
  });

  it("empties Stripe's messages after three years and still knows that they came", async () => {
    await ground.buy(wish());
    const came = await ground.db().prisma.webhookEvent.count();
    ground.pass(3 * YEAR_MS + 2 * DAY_MS);
    expect((await forget()).webhooks).toBeGreaterThan(0);
    expect(await ground.db().prisma.webhookEvent.count()).toBe(came);
    expect(await ground.db().prisma.webhookEvent.count({ where: { payload: { not: {} } } })).toBe(0);
  });

  it("is let go of by a deed for each rule, and a second run finds nothing", async () => {
    await forget();
    const again = await forget();
    expect(Object.keys(again).sort()).toEqual(RETENTION_KEYS.filter((key) => key !== "requestKeys").sort());
    expect(Object.values(again).every((rows) => rows === 0)).toBe(true);
  });
});

describe("the database", () => {
  it("lets nobody touch a timeline while its order still names the buyer", async () => {
    const { id } = await ground.onlySale(await ground.buy({ ...wish(), form: { note: "放门口" } }));
    const sql = (text: string) => ground.db().pool.query(text);
    await expect(sql(`UPDATE order_event SET data = '{}' WHERE order_id = '${id}'`)).rejects.toThrow(
      "append-only",
    );
    await expect(sql(`UPDATE order_event SET kind = 'paid' WHERE order_id = '${id}'`)).rejects.toThrow(
      "append-only",
    );
    await expect(sql(`UPDATE orders SET contact_erased_at = now() WHERE id = '${id}'`)).rejects.toThrow(
      "orders_contact_erased",
    );
    value(
      await cancelOrder(ground.deps(), {
        orderId: id,
        by: "staff",
        cooperativeId: market.cooperativeId,
        userId,
        note: "没有货了",
        now: ground.clock.now,
      }),
    );
  });
});
