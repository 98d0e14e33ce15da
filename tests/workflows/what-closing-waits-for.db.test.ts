import { describe, expect, it } from "vitest";
import { newId } from "~/kernel/ids";
import { insertLink } from "~/modules/sharing/index.server";
import { viewClosing } from "~/workflows/close-organisation";
import { recordTouch } from "~/workflows/record-touch";
import { words } from "../support/market";
import { claimsGround, FOUR_PACKS } from "./claims-ground";
import { scale } from "./intake-ground";
import { ONE_PACK } from "./retail-ground";
import { value } from "./sale-ground";

const verbs = claimsGround();
const { ground, market } = verbs;
const prisma = () => ground.db().prisma;
const waitsFor = async (id: string) => (await viewClosing(ground.db(), id))?.unsettled;
const ofCooperative = () => waitsFor(market().cooperativeId);
const NOTHING = { orders: 0, claims: 0, refunds: 0, leads: 0, slips: 0, fen: 0n };

/**
 * Four packs of 3 kg: of 265.60 the village gets 11.98 and the portal 4.79, the rest is owed to the cooperative; it owes its
 * growers 144.00, its packers 6.00 and the carriers 26.00 of it.
 */
const OWED = FOUR_PACKS - 1_198n - 479n + 14_400n + 600n + 2_600n;

describe("closing a cooperative waits for", () => {
  it("an order, a claim, a refund on its way, and what is owed to it and by it, foreseen and settled alike", async () => {
    expect(await ofCooperative()).toEqual(NOTHING);
    const sale = await verbs.delivered();
    expect(await ofCooperative()).toEqual({ ...NOTHING, orders: 1, fen: OWED });
    const claimId = await verbs.opened(sale);
    expect(await ofCooperative()).toMatchObject({ claims: 1, refunds: 0 });
    value(await verbs.decline(sale, claimId));
    expect(await ofCooperative()).toMatchObject({ claims: 0 });
    verbs.afterTheWindow();
    await verbs.settleNow(sale);
    expect(await ofCooperative()).toEqual({ ...NOTHING, fen: OWED });

    value(await verbs.refund(sale.id, FOUR_PACKS));
    for (const state of ["submitted", "requested"]) {
      await prisma().refund.updateMany({ data: { state } });
      expect(await ofCooperative(), state).toMatchObject({ refunds: 1 });
    }
    await verbs.sendRefunds();
    expect(await ofCooperative()).toMatchObject({ orders: 0, refunds: 0 });
  });

  it("a slip that no household has confirmed, and a request for goods by the tonne that was not answered", async () => {
    const desk = scale(
      ground.db,
      () => market().cooperativeId,
      () => ground.clock.now,
    );
    const skuId = await verbs.newSku(1);
    const { productId } = await prisma().sku.findUniqueOrThrow({ where: { id: skuId } });
    const slip = await desk.weigh({ householdId: await desk.household(true), productId });
    expect(await ofCooperative()).toMatchObject({ slips: 1, leads: 0 });
    value(await desk.sign(slip.number));
    expect(await ofCooperative()).toMatchObject({ slips: 0 });

    const day = ground.clock.now;
    const { id } = await prisma().lead.create({
      data: {
        id: newId(day),
        number: "L-1",
        tokenHash: new Uint8Array(32),
        state: "new",
        heardFrom: "live",
        cooperativeId: market().cooperativeId,
        variety: "阳光玫瑰",
        grade: "first",
        grams: 5_000_000n,
        neededFrom: day,
        neededUntil: day,
        regionCode: "610104",
        region: words("西安"),
        note: "",
        company: "西安果行",
        contact: "王小明",
        phone: "13812345678",
        createdAt: day,
      },
    });
    const opened = { openedAt: day, openedByUserId: verbs.staffId() };
    for (const data of [{ state: "new" }, { state: "opened", ...opened }, { state: "answered" }]) {
      await prisma().lead.update({ where: { id }, data });
      expect(await ofCooperative(), data.state).toMatchObject({ leads: 1 });
    }
    await prisma().lead.update({ where: { id }, data: { state: "lost" } });
    expect(await ofCooperative()).toMatchObject({ leads: 0 });
  });
});

describe("closing a host waits for", () => {
  it("the orders that its links brought, and then for what it has earned by them", async () => {
    const hostId = newId(ground.clock.now);
    await prisma().host.create({ data: { id: hostId, slug: "haitang", name: words("海棠"), duty: false } });
    await insertLink(ground.db(), {
      id: newId(ground.clock.now),
      code: "hait1",
      hostId,
      sessionId: null,
      productId: null,
      cooperativeId: market().cooperativeId,
      landing: "/",
      active: true,
      createdAt: ground.clock.now,
    });
    const visitorId = newId(ground.clock.now);
    value(await recordTouch(ground.deps(), { code: "hait1", visitorId, now: ground.clock.now }));
    const skuId = await verbs.newSku(1);
    const wish = { lines: [{ skuId, packs: 1 }], shownTotalFen: ONE_PACK, visitorId };
    const { id } = await ground.onlySale(await ground.buy(wish));
    expect(await waitsFor(hostId)).toEqual({ ...NOTHING, orders: 1 });
    await verbs.settle(id);
    // 8 % of goods for 59.90.
    expect(await waitsFor(hostId)).toEqual({ ...NOTHING, fen: 479n });
  });
});
