import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from "~/kernel/clock";
import { cryptoRandom, newId, newNumber } from "~/kernel/ids";
import { createUser } from "~/modules/identity/index.server";
import { keptUntil, RETENTION, RETENTION_KEYS, type RetentionKey } from "~/modules/identity/retention";
import { endOfAccountingYear } from "~/modules/intake/leaving";
import { insertLead } from "~/modules/wholesale/index.server";
import { silentLog } from "~/platform/log/log.server";
import { openPortalSweeps } from "~/portal-sweeps.server";
import { deliverOrder } from "~/workflows/deliver-order";
import { keepHousehold } from "~/workflows/keep-household";
import { lapseOrders } from "~/workflows/lapse-orders";
import { letHouseholdLeave } from "~/workflows/let-household-leave";
import { packOrder } from "~/workflows/pack-order";
import { settleDueOrders } from "~/workflows/settle-due-orders";
import { shipOrder } from "~/workflows/ship-order";
import { type Market, makeListing, makeMarket, words } from "./support/market";
import { codeFits, scale } from "./workflows/intake-ground";
import { MORNING, saleGround, value } from "./workflows/sale-ground";

/**
 * Every entry of the list at /privacy, tried by the sweeps that the portal runs: something is kept, its time is nearly over
 * and it is still there, its time is over and it is gone or names nobody. A new entry fails here until it has a case.
 */

/** Something kept: from when its time counts, and whether it is still as it was. */
interface Kept {
  readonly since: Date;
  readonly still: () => Promise<boolean>;
}

const ground = saleGround();
let market: Market;
let skuId: string;
let userId: string;
beforeAll(async () => {
  await ground.inTransaction(async (tx) => {
    market = await makeMarket(tx);
    skuId = (await makeListing(tx, market, { slug: "garlic", packs: 50 })).skuIds[0] ?? "";
    ({ userId } = await createUser(tx, { displayName: "李秀英", phone: "13911112222", now: MORNING }));
  });
});

/** When what ends this morning began. */
const EARLIER = addMs(MORNING, -5 * MINUTE_MS);
const prisma = () => ground.db().prisma;
const hash = () => new Uint8Array(cryptoRandom(32)) as Uint8Array<ArrayBuffer>;
const there = (count: Promise<number>) => count.then((rows) => rows === 1);
const wish = () => ({ userId, lines: [{ skuId, packs: 1 }], shownTotalFen: 5990n + 800n });
const desk = () => ({ cooperativeId: market.cooperativeId, userId, now: ground.clock.now });

async function order(id: string, ended: "settledAt" | "closedAt"): Promise<Kept> {
  const row = await prisma().order.findUniqueOrThrow({ where: { id } });
  return {
    since: row[ended] ?? expect.fail(`order ${row.number} is not over`),
    still: () => there(prisma().order.count({ where: { id, recipient: "王小明", NOT: { street: "" } } })),
  };
}

async function household(name: string): Promise<string> {
  const form = { name, phone: "13700112233", member: true, demonstration: false };
  return value(await keepHousehold(ground.deps(), { ...desk(), householdId: null, form })).householdId;
}

const CASES: { readonly [Key in RetentionKey]: () => Promise<Kept> } = {
  codes: async () => {
    const id = newId(MORNING);
    const times = { createdAt: EARLIER, expiresAt: MORNING };
    const fields = { phone: "13911112222", purpose: "signIn", codeHash: hash(), attempts: 0 };
    await prisma().oneTimeCode.create({ data: { id, ...fields, ...times } });
    return { since: MORNING, still: () => there(prisma().oneTimeCode.count({ where: { id } })) };
  },
  requestKeys: async () => {
    const key = randomUUID();
    await prisma().requestKey.create({ data: { userId, key, contentHash: hash(), madeAt: MORNING } });
    return { since: MORNING, still: () => there(prisma().requestKey.count({ where: { key } })) };
  },
  sessions: async () => {
    const id = newId(MORNING);
    const times = { createdAt: EARLIER, lastSeenAt: EARLIER, provenAt: EARLIER, expiresAt: MORNING };
    await prisma().session.create({ data: { id, tokenHash: hash(), userId, userAgent: "Phone", ...times } });
    return { since: MORNING, still: () => there(prisma().session.count({ where: { id } })) };
  },
  invitations: async () => {
    const id = newId(MORNING);
    const offer = { organisationId: market.cooperativeId, role: "packer", phone: "13911112222" };
    const times = { invitedByUserId: userId, createdAt: EARLIER, expiresAt: MORNING };
    await prisma().invitation.create({ data: { id, tokenHash: hash(), ...offer, ...times } });
    return { since: MORNING, still: () => there(prisma().invitation.count({ where: { id } })) };
  },
  carts: async () => {
    const id = newId(MORNING);
    const lines = { create: { skuId, packs: 1, seenPriceFen: 1n, addedAt: MORNING } };
    await prisma().cart.create({ data: { id, tokenHash: hash(), userId, updatedAt: MORNING, lines } });
    return { since: MORNING, still: () => there(prisma().cart.count({ where: { id } })) };
  },
  touches: async () => {
    const [id, hostId, linkId] = [newId(MORNING), newId(MORNING), newId(MORNING)];
    await prisma().host.create({ data: { id: hostId, slug: "haitang", name: words("海棠"), duty: false } });
    const link = { code: "k7Qm2", hostId, landing: "/", active: true, createdAt: MORNING };
    await prisma().shareLink.create({ data: { id: linkId, ...link } });
    await prisma().touch.create({ data: { id, linkId, visitorId: randomUUID(), at: MORNING } });
    return { since: MORNING, still: () => there(prisma().touch.count({ where: { id } })) };
  },
  unpaidOrders: async () => {
    const { id } = await ground.onlySale(await ground.place(wish()));
    ground.pass(DAY_MS);
    await lapseOrders(ground.deps(), { now: ground.clock.now });
    return order(id, "closedAt");
  },
  paidOrders: async () => {
    const { id } = await ground.onlySale(await ground.buy(wish()));
    const act = () => ({ ...desk(), orderId: id });
    value(await packOrder(ground.deps(), act()));
    value(await shipOrder(ground.deps(), { ...act(), carrier: "顺丰", waybill: "SF1" }));
    value(await deliverOrder(ground.deps(), act()));
    ground.pass(10 * DAY_MS);
    await settleDueOrders(ground.deps(), { now: ground.clock.now });
    return order(id, "settledAt");
  },
  leads: async () => {
    const number = newNumber("lead", cryptoRandom);
    await insertLead(ground.db(), {
      number,
      token: randomUUID(),
      cooperativeId: market.cooperativeId,
      offerId: null,
      variety: "蒜苗",
      grade: "",
      grams: 5_000_000n,
      neededFrom: "2026-12-01",
      neededUntil: "2026-12-20",
      regionCode: "440000",
      region: words("广东省"),
      company: "三号档",
      contact: "陈志强",
      phone: "13533334444",
      heardFrom: "live",
      note: "",
      source: null,
      now: MORNING,
    });
    const named = { number, contact: "陈志强", phone: "13533334444", company: "三号档" };
    return { since: MORNING, still: () => there(prisma().lead.count({ where: named })) };
  },
  webhooks: async () => {
    await ground.buy(wish());
    const event = await prisma().webhookEvent.findFirstOrThrow({ orderBy: { receivedAt: "desc" } });
    const full = { id: event.id, payload: { not: {} } };
    return { since: event.receivedAt, still: () => there(prisma().webhookEvent.count({ where: full })) };
  },
  householdContacts: async () => {
    const id = await household("赵铁柱");
    const named = { id, name: "赵铁柱", phone: "13700112233", leftAt: null };
    return { since: ground.clock.now, still: () => there(prisma().household.count({ where: named })) };
  },
  householdNames: async () => {
    const id = await household("王秀兰");
    const deps = { ...ground.deps(), codeFits };
    const verbs = scale(
      ground.db,
      () => market.cooperativeId,
      () => ground.clock.now,
    );
    const { productId } = await prisma().sku.findUniqueOrThrow({ where: { id: skuId } });
    const harvestedOn = ground.clock.now.toISOString().slice(0, 10);
    const { number: slip } = await verbs.weigh({ householdId: id, productId, harvestedOn });
    value(await verbs.sign(slip));
    const { number } = await prisma().household.findUniqueOrThrow({ where: { id } });
    value(await letHouseholdLeave(deps, { ...desk(), number, whoAsked: "本人到社里" }));
    const named = { id, name: "王秀兰", slips: { some: { number: slip, signature: { not: "" } } } };
    const since = endOfAccountingYear(ground.clock.now);
    return { since, still: () => there(prisma().household.count({ where: named })) };
  },
};

/** Everything the portal does by itself, as if it were this moment. */
async function sweepAt(now: Date): Promise<void> {
  const parts = {
    db: ground.db(),
    gateway: ground.gateway(),
    log: silentLog,
    regions: ground.deps().regions,
  };
  const sweeps = openPortalSweeps({ ...parts, clock: { now: () => now } });
  expect(await sweeps.runNow()).toEqual([]);
  await sweeps.close();
}

/** How long a law says that it is kept, in years. */
const BY_LAW = { paidOrders: 3, leads: 3, webhooks: 3, householdContacts: 2, householdNames: 30 } as const;

describe("the list of what is let go of", () => {
  it("keeps what a law speaks of as long as that law says, and the rest for its purpose alone", () => {
    for (const [key, years] of Object.entries(BY_LAW)) {
      expect(RETENTION[key as keyof typeof BY_LAW].kept, key).toEqual({ years });
    }
    const byPurpose = RETENTION_KEYS.filter((key) => !(key in BY_LAW));
    for (const key of byPurpose) expect(RETENTION[key].source, key).toBe("pipl19");
  });

  it("has a case for every entry", () => {
    expect(Object.keys(CASES).sort()).toEqual([...RETENTION_KEYS].sort());
  });

  it.each(RETENTION_KEYS)("is kept to: %s", async (key) => {
    const { since, still } = await CASES[key]();
    const over = keptUntil(RETENTION[key], since);
    await sweepAt(new Date(over.getTime() - HOUR_MS));
    expect(await still(), "an hour before its time is over").toBe(true);
    await sweepAt(new Date(over.getTime() + HOUR_MS));
    expect(await still(), "an hour after its time is over").toBe(false);
  });
});
