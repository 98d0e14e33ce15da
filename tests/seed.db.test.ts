import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMs, DAY_MS } from "~/kernel/clock";
import { ledgerMonths, recomputeFromOrders, villageList } from "~/modules/alliance/index.server";
import { homeView } from "~/modules/catalog/index.server";
import { allBooks, closedPeriods, verifyLedger } from "~/modules/ledger/index.server";
import { refundedParts } from "~/modules/sharing/index.server";
import { type Db, openDb } from "~/platform/db/db.server";
import { regions } from "~/platform/regions.server";
import { sandboxFetch } from "~/platform/stripe/sandbox/in-process-fetch";
import { createStripeSandbox } from "~/platform/stripe/sandbox/sandbox";
import { openStripeGateway } from "~/platform/stripe/stripe-gateway.server";
import { checkIntakeAgainstLedger } from "~/workflows/check-intake-against-ledger";
import { checkOrdersAgainstLedger } from "~/workflows/check-orders-against-ledger";
import { dayOf, daysBetween, firstDay, monthOfYear } from "../prisma/seed/calendar";
import { type Seeded, seedDemo } from "../prisma/seed/demo";
import { dice } from "../prisma/seed/dice";
import { beginMark, emptyHalfTold, readMark } from "../prisma/seed/mark";
import { movingClock } from "../prisma/seed/moving-clock";
import { PRODUCTS } from "../prisma/seed/products";
import { planPurchases } from "../prisma/seed/purchases";
import { isSoldIn } from "../prisma/seed/shelves";
import { createTestDatabase } from "./support/database";

const SECRET = "whsec_seed_test_0123456789";
/** A Sunday in Shanghai, half past one in the afternoon. */
const NOW = new Date("2026-11-22T05:30:00Z");
const TOLD_WITHIN_MS = 240_000;

interface Told {
  readonly db: Db;
  readonly seeded: Seeded;
  close(): Promise<void>;
}

/** Tells the story into a database of its own. Drawing is left out: pictures have tests of their own. */
async function tell(now: Date): Promise<Told> {
  const database = await createTestDatabase();
  const db = openDb({ url: database.url, maxConnections: 8, onIdleError: () => undefined });
  const clock = movingClock(firstDay(now));
  const sandbox = await createStripeSandbox({
    now: clock.now,
    webhookSecret: SECRET,
    payPageOrigin: "http://127.0.0.1:4010",
  });
  const gateway = openStripeGateway({
    secretKey: "sk_test_sandbox",
    webhookSecret: SECRET,
    apiOrigin: undefined,
    now: clock.now,
    fetch: sandboxFetch(sandbox),
  });
  const outside = {
    db,
    gateway,
    sandbox,
    regions,
    clock,
    realtime: { publish: async () => undefined },
    jobs: { send: async () => undefined },
    publicOrigin: "http://localhost:3000",
    sessionSecrets: ["s".repeat(48)] as const,
  };
  const takePicture = async () => {
    const id = crypto.randomUUID();
    const drawn = {
      id,
      key: id.replaceAll("-", ""),
      contentHash: id,
      width: 8,
      height: 8,
      widths: [8],
      blur: "data:,",
    };
    await db.prisma.image.create({ data: { ...drawn, createdAt: now } });
    return id;
  };
  const seeded = await seedDemo(outside, { now, seed: SEED, takePicture });
  return {
    db,
    seeded,
    async close() {
      await db.close();
      await database.drop();
    },
  };
}

const SEED = 7;

/** Every text that is data, of every table the story writes (attributes are typed values, not one text); `orders` and what it froze come from these. */
const TEXTS = `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
  WHERE table_schema = 'public' AND data_type = 'jsonb' AND table_name IN ('village', 'collective', 'cooperative',
    'workshop', 'first_secretary', 'category', 'product', 'sku', 'lot', 'freight_template', 'share_plan', 'host',
    'live_session', 'wholesale_offer', 'book')
    AND (table_name, column_name) <> ('product', 'attributes')`;

describe("the demo's story", () => {
  let told: Told;
  beforeAll(async () => {
    told = await tell(NOW);
  }, TOLD_WITHIN_MS);
  afterAll(() => told.close());

  it("leaves books that verify, voucher by voucher, against the orders and against the slips", async () => {
    const verified = await verifyLedger(told.db, {
      pageSize: 200,
      crossChecks: [checkOrdersAgainstLedger, checkIntakeAgainstLedger],
    });
    expect(verified).toMatchObject({ whole: true });
  });

  it("closes the months that are over, in every book", async () => {
    for (const book of await allBooks(told.db)) {
      const closed = await closedPeriods(told.db, book.id);
      expect(closed.map(({ period }) => period)).toEqual(["2026-09", "2026-10"]);
    }
  });

  it("has sales of every village in every month, and the public ledger agrees with its orders", async () => {
    const collectives = await told.db.prisma.collective.findMany({
      select: { villageId: true, bookId: true },
    });
    for (const { villageId, bookId } of collectives) {
      const months = await ledgerMonths(told.db, { villageId, bookId, month: "2026-11" });
      const alive = months.filter(({ orders }) => orders > 0);
      expect(alive.map(({ month }) => month)).toEqual(["2026-09", "2026-10", "2026-11"]);
      for (const shown of alive) {
        const { month } = shown;
        const recomputed = await recomputeFromOrders(told.db, { villageId, bookId, month, refundedParts });
        expect(shown).toMatchObject(recomputed);
      }
    }
  });

  it("offers goods of every village today, and something in season in every month of the year", async () => {
    const villages = await villageList(told.db, "zh-CN");
    expect(villages.filter(({ products }) => products === 0)).toEqual([]);
    const home = await homeView(told.db, { locale: "en", month: monthOfYear(NOW), now: NOW });
    expect(home.inSeason.length).toBeGreaterThan(4);
    expect(home.offers).toHaveLength(3);
    expect(home.sessions.length).toBeGreaterThan(1);
    for (let month = 1; month <= 12; month += 1) {
      const fresh = PRODUCTS.filter((each) => each.season.includes(month) && isSoldIn(each, month));
      expect(fresh.length, `goods in season in month ${month}`).toBeGreaterThan(1);
    }
  });

  it("leaves no order stuck: what is due has been done, and the first desks have parcels to pack and to ship", async () => {
    const orders = await told.db.prisma.order.findMany();
    const yesterday = addMs(NOW, -DAY_MS);
    const longAgo = addMs(NOW, -5 * DAY_MS);
    expect(orders.filter(({ state, lapsesAt }) => state === "placed" && lapsesAt < NOW)).toEqual([]);
    expect(orders.filter(({ state, placedAt }) => state === "paid" && placedAt < yesterday)).toEqual([]);
    expect(orders.filter(({ state, placedAt }) => state === "shipped" && placedAt < longAgo)).toEqual([]);
    expect(
      orders.filter(
        ({ state, claimUntil }) => state === "delivered" && claimUntil !== null && claimUntil <= NOW,
      ),
    ).toEqual([]);
    for (const slug of ["lengdixia-shucai", "ganquan-lianmeng", "yangzhuang-xihongshi"]) {
      const { id } = await told.db.prisma.cooperative.findUniqueOrThrow({ where: { slug } });
      const states = new Set(orders.filter((order) => order.cooperativeId === id).map(({ state }) => state));
      expect(states, slug).toContain("paid");
      expect(states, slug).toContain("packed");
    }
    expect(await told.db.prisma.refund.count({ where: { state: { not: "succeeded" } } })).toBe(0);
    expect(await told.db.prisma.webhookEvent.count({ where: { processedAt: null } })).toBe(0);
  });

  it("says everything in three languages, each in its own writing", async () => {
    const { rows: columns } = await told.db.pool.query<{ table: string; column: string }>(TEXTS);
    expect(columns.length).toBeGreaterThan(25);
    for (const { table, column } of columns) {
      const { rows } = await told.db.pool.query<{ text: Record<string, string> }>(
        `SELECT ${column} AS text FROM ${table} WHERE ${column} IS NOT NULL`,
      );
      expect(rows.length, `${table}.${column}`).toBeGreaterThan(0);
      for (const { text } of rows) {
        expect(Object.keys(text).toSorted(), `${table}.${column}`).toEqual(["en", "zh-CN", "zh-TW"]);
        expect(text["zh-CN"]).toMatch(/\p{Script=Han}|\d/u);
        expect(text["zh-TW"]).not.toMatch(/[们这为发车东头产“”]|社群/u);
        expect(text.en).toMatch(/[a-z]/i);
        expect(text.en).not.toMatch(/\p{Script=Han}/u);
      }
    }
  });

  it("is the same story for the same seed, and another for another", async () => {
    const days = daysBetween(firstDay(NOW), dayOf(NOW));
    const planned = planPurchases(dice(SEED), days, dayOf(NOW));
    expect(planPurchases(dice(SEED), days, dayOf(NOW))).toEqual(planned);
    expect(planPurchases(dice(SEED + 1), days, dayOf(NOW))).not.toEqual(planned);
    const expected = planned.flat().filter(({ paidAt }) => paidAt < NOW);
    const placed = await told.db.prisma.payment.findMany({ select: { requestKey: true, createdAt: true } });
    const key = (one: { requestKey: string }) => one.requestKey;
    expect(placed.map(key).toSorted()).toEqual(expected.map(key).toSorted());
    expect(told.seeded.orders).toBeGreaterThan(250);
    expect(told.seeded.orders).toBeLessThan(400);
  });

  it("has buyers who came by hosts' links, first secretaries among them unpaid, and wholesalers from the field", async () => {
    const lines = await told.db.prisma.orderLine.findMany({
      where: { hostId: { not: null } },
      select: { hostId: true, legs: { where: { kind: "host" }, select: { fen: true } } },
    });
    const hosts = await told.db.prisma.host.findMany({ select: { id: true, duty: true } });
    for (const { id, duty } of hosts) {
      const brought = lines.filter(({ hostId }) => hostId === id);
      expect(brought.length).toBeGreaterThan(3);
      expect(brought.every(({ legs }) => (legs.length === 0) === duty)).toBe(true);
    }
    const leads = await told.db.prisma.lead.findMany({ select: { state: true, sessionId: true } });
    expect(leads.filter(({ sessionId }) => sessionId !== null).length).toBeGreaterThan(1);
    expect(new Set(leads.map(({ state }) => state))).toEqual(
      new Set(["new", "opened", "answered", "won", "lost"]),
    );
  });

  it("is taken away entirely only while its mark says that it was never finished", async () => {
    expect(await readMark(told.db)).toBeUndefined();
    await expect(emptyHalfTold(told.db)).rejects.toThrow(/unfinished/);
    expect(await told.db.prisma.order.count()).toBe(told.seeded.orders);
    await beginMark(told.db);
    await emptyHalfTold(told.db);
    expect(await told.db.prisma.order.count()).toBe(0);
    expect(await told.db.prisma.book.count()).toBe(0);
    const insertAndDelete = `INSERT INTO share_plan_version (id, plan_id, version, legs, created_at)
      VALUES (gen_random_uuid(), gen_random_uuid(), 1, '[]', now())`;
    await expect(told.db.pool.query(insertAndDelete)).rejects.toThrow(/share_plan/);
    await expect(told.db.pool.query("TRUNCATE book")).rejects.toThrow();
  });
});
