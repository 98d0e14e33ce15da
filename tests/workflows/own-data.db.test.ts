import { beforeAll, describe, expect, it } from "vitest";
import { DAY_MS } from "~/kernel/clock";
import { cryptoRandom, newNumber } from "~/kernel/ids";
import { createSession, createUser, grantRole } from "~/modules/identity/index.server";
import { CONSENTS, paymentOfLookup } from "~/modules/ordering/index.server";
import { insertLead } from "~/modules/wholesale/index.server";
import { cancelOrder } from "~/workflows/cancel-order";
import { closeAccount } from "~/workflows/close-account";
import { deliverOrder } from "~/workflows/deliver-order";
import { forgetWhatIsDue } from "~/workflows/forget-what-is-due";
import { gatherOwnData } from "~/workflows/gather-own-data";
import { lapseOrders } from "~/workflows/lapse-orders";
import { packOrder } from "~/workflows/pack-order";
import { settleDueOrders } from "~/workflows/settle-due-orders";
import { shipOrder } from "~/workflows/ship-order";
import { withdrawConsent } from "~/workflows/withdraw-consent";
import { type Market, makeListing, makeMarket, words } from "../support/market";
import { saleGround, value } from "./sale-ground";
import { KNOWN } from "./text-columns";

const ONE_PACK = 5990n + 800n;

/** Marks by which a person would be found anywhere. */
const LI = {
  name: "李秀英",
  phone: "13911112222",
  street: "红专南路 7 号",
  device: "LiPhone",
  company: "李家商行",
};
const ZHAO = {
  name: "赵铁柱",
  phone: "13733334444",
  street: "解放路 99 号",
  device: "ZhaoPad",
  company: "赵家商行",
};
type Marks = typeof LI;

const ground = saleGround();
let market: Market;
let skuId: string;
beforeAll(async () => {
  await ground.inTransaction(async (tx) => {
    market = await makeMarket(tx);
    const { skuIds } = await makeListing(tx, market, { slug: "garlic", packs: 90 });
    skuId = skuIds[0] ?? "";
  });
});

const now = () => ground.clock.now;
const wish = (userId: string, marks: Marks) => ({
  userId,
  lines: [{ skuId, packs: 1 }],
  shownTotalFen: ONE_PACK,
  form: { recipient: marks.name, phone: marks.phone, street: marks.street, note: `交给${marks.name}` },
});

async function bring(orderId: string, until: "shipped" | "settled") {
  const act = () => ({ orderId, cooperativeId: market.cooperativeId, userId: null, now: now() });
  value(await packOrder(ground.deps(), act()));
  value(await shipOrder(ground.deps(), { ...act(), carrier: "顺丰", waybill: `SF${orderId.slice(-8)}` }));
  if (until === "shipped") return;
  value(await deliverOrder(ground.deps(), act()));
  ground.pass(10 * DAY_MS);
  await settleDueOrders(ground.deps(), { now: now() });
}

/** Somebody of whom there is something of every kind: a device, a cart, a request, a paid and an unpaid order. */
async function person(marks: Marks) {
  const db = ground.db();
  const { userId } = await createUser(db, { displayName: marks.name, phone: marks.phone, now: now() });
  const signedIn = { userId, userAgent: marks.device, now: now(), random: cryptoRandom, steppedUpBy: null };
  await createSession(db, signedIn);
  await insertLead(db, {
    number: newNumber("lead", cryptoRandom),
    token: marks.phone,
    cooperativeId: market.cooperativeId,
    offerId: null,
    variety: "蒜苗",
    grade: "",
    grams: 5_000_000n,
    neededFrom: "2026-12-01",
    neededUntil: "2026-12-20",
    regionCode: "440000",
    region: words("广东省"),
    company: marks.company,
    contact: marks.name,
    phone: marks.phone,
    heardFrom: "live",
    note: `请打 ${marks.phone}`,
    source: null,
    now: now(),
  });
  const paid = await ground.onlySale(await ground.buy(wish(userId, marks)));
  const unpaid = await ground.onlySale(await ground.place(wish(userId, marks)));
  await lapseOrders(ground.deps(), { now: new Date(now().getTime() + DAY_MS) });
  const tokenHash = new Uint8Array(cryptoRandom(32)) as Uint8Array<ArrayBuffer>;
  await db.prisma.cart.create({
    data: {
      id: crypto.randomUUID(),
      tokenHash,
      userId,
      updatedAt: now(),
      lines: { create: { skuId, packs: 1, seenPriceFen: 1n, addedAt: now() } },
    },
  });
  return { userId, paid, unpaid };
}

interface Column {
  readonly table: string;
  readonly column: string;
}
async function textColumns(): Promise<Column[]> {
  const { rows } = await ground.db().pool.query<Column>(
    `SELECT c.table_name AS table, c.column_name AS column FROM information_schema.columns c
       JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name !~ '^_'
        AND c.data_type IN ('text', 'character varying', 'jsonb', 'json', 'ARRAY')
      ORDER BY 1, 2`,
  );
  return rows;
}

/** Every place in the whole database where one of the marks is found. */
async function traces(marks: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const { table, column } of await textColumns()) {
    for (const mark of marks) {
      const { rows } = await ground
        .db()
        .pool.query(`SELECT 1 FROM "${table}" WHERE "${column}"::text LIKE '%' || $1 || '%' LIMIT 1`, [mark]);
      if (rows.length > 0) found.push(`${table}.${column}: ${mark}`);
    }
  }
  return found;
}

describe("a person's own data", () => {
  it("are all there to take home, and nothing of anybody else is", async () => {
    const li = await person(LI);
    const zhao = await person(ZHAO);
    const own = await gatherOwnData(ground.deps(), { userId: li.userId });
    const text = JSON.stringify(own);
    for (const mark of Object.values(LI)) expect(text).toContain(mark);
    for (const mark of [...Object.values(ZHAO), zhao.userId, zhao.paid.number])
      expect(text).not.toContain(mark);
    expect(own?.orders.map(({ number }) => number).sort()).toEqual([li.paid.number, li.unpaid.number].sort());
    expect(own).toMatchObject({
      sessions: [{ device: LI.device }],
      leads: [{ company: LI.company }],
      cutOff: [],
    });
    expect(own?.carts).toHaveLength(1);
    expect(own?.orders[0]?.consents.map(({ code }) => code)).toContain("shareWithSeller");
  });
});

describe("a consent to pass the address on", () => {
  it("is taken back by a row of its own once the order is over, and the look-up by number goes dark", async () => {
    const marks = { ...LI, name: "周桂兰", phone: "13600001111", company: "周家" };
    const { userId, paid } = await person(marks);
    const withdraw = () =>
      withdrawConsent(ground.deps(), {
        userId,
        orderId: paid.id,
        version: CONSENTS.shareWithSeller,
        now: now(),
      });
    expect(await withdraw()).toMatchObject({ ok: false, refusal: { code: "ConsentNotWithdrawable" } });
    await bring(paid.id, "settled");
    const lookup = () => paymentOfLookup(ground.db(), { number: paid.number, phone: marks.phone });
    expect(await lookup()).toBeDefined();
    value(await withdraw());
    value(await withdraw());
    expect(await lookup()).toBeUndefined();
    const rows = await ground.db().prisma.consentWithdrawal.findMany({ where: { userId } });
    expect(rows).toMatchObject([{ consent: "shareWithSeller", version: CONSENTS.shareWithSeller }]);
    const order = await ground.db().prisma.order.findUniqueOrThrow({ where: { id: paid.id } });
    expect(order.consents).toContainEqual({ code: "shareWithSeller", version: CONSENTS.shareWithSeller });
    for (const attack of ["UPDATE consent_withdrawal SET version = 'x'", "DELETE FROM consent_withdrawal"]) {
      await expect(ground.db().pool.query(attack)).rejects.toThrow(/history/);
    }
  });

  it("is nobody else's to take back", async () => {
    const { paid } = await person({ ...LI, name: "甲", phone: "13600002222", company: "甲家" });
    await bring(paid.id, "settled");
    const other = await createUser(ground.db(), { displayName: "乙", phone: null, now: now() });
    const tried = await withdrawConsent(ground.deps(), {
      userId: other.userId,
      orderId: paid.id,
      version: "1",
      now: now(),
    });
    expect(tried).toMatchObject({ ok: false, refusal: { code: "ConsentNotWithdrawable" } });
  });
});

describe("closing an account", () => {
  const close = (userId: string) => closeAccount(ground.deps(), { userId, now: now() });

  it("waits for parcels under way, and for duties to be taken back", async () => {
    const { userId, paid } = await person({ ...LI, name: "丙", phone: "13600003333", company: "丙家" });
    await bring(paid.id, "shipped");
    expect(await close(userId)).toMatchObject({
      ok: false,
      refusal: { code: "OrdersUnderWay", numbers: expect.arrayContaining([paid.number]) },
    });
    const staff = await createUser(ground.db(), { displayName: "丁", phone: null, now: now() });
    const duty = { organisationId: market.cooperativeId, role: "packer", validUntil: null } as const;
    value(await grantRole(ground.db(), { ...duty, userId: staff.userId, now: now() }));
    expect(await close(staff.userId)).toMatchObject({
      ok: false,
      refusal: { code: "DutiesHeld", roles: ["packer"] },
    });
  });

  it("lets go of all at once but what the law keeps, locks that, and after its time nothing at all is found", async () => {
    const marks = {
      ...ZHAO,
      name: "孙玉梅",
      phone: "13500005555",
      street: "东风巷 3 号",
      device: "SunPhone",
      company: "孙家商行",
    };
    const { userId, paid, unpaid } = await person(marks);
    await bring(paid.id, "settled");
    if ((await stateOf(unpaid.id)) === "placed") {
      const by = { by: "buyer", cooperativeId: null, userId, note: "", now: now() } as const;
      value(await cancelOrder(ground.deps(), { orderId: unpaid.id, ...by }));
    }
    value(await close(userId));
    expect(await close(userId)).toMatchObject({ ok: false, refusal: { code: "AccountGone" } });

    const places = (await traces(Object.values(marks))).map((trace) => trace.split(":")[0]);
    expect([...new Set(places)].sort()).toEqual([
      "orders.note",
      "orders.phone",
      "orders.recipient",
      "orders.street",
    ]);
    expect(await paymentOfLookup(ground.db(), { number: paid.number, phone: marks.phone })).toBeUndefined();
    expect(await ground.db().prisma.session.count({ where: { userId } })).toBe(0);
    await createUser(ground.db(), { displayName: "新人", phone: marks.phone, now: now() });
    await ground.db().pool.query("UPDATE users SET phone = NULL WHERE display_name = '新人'");

    ground.pass(3 * 366 * DAY_MS);
    await forgetWhatIsDue(ground.deps(), { now: now() });
    expect(await traces([...Object.values(marks), `SF${paid.id.slice(-8)}`])).toEqual([]);
    const left = await ground.db().prisma.order.findUniqueOrThrow({ where: { id: paid.id } });
    expect(left).toMatchObject({ totalFen: ONE_PACK, regionCode: "610000" });
  });
});

const stateOf = async (id: string) =>
  (await ground.db().prisma.order.findUniqueOrThrow({ where: { id } })).state;

describe("the columns of the database", () => {
  it("are each known to hold nothing personal or to be emptied in time; a new one is named here first", async () => {
    const columns = (await textColumns()).map(({ table, column }) => `${table}.${column}`);
    expect(columns.filter((name) => !KNOWN.has(name))).toEqual([]);
  });
});
