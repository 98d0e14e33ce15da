import { beforeAll, describe, expect, it } from "vitest";
import { addMs, DAY_MS, shanghaiDay } from "~/kernel/clock";
import { createCategory } from "~/modules/catalog/index.server";
import { ARRIVES_WITHIN_DAYS } from "~/modules/ordering/index.server";
import { todayTasks } from "~/ui/desk/today-tasks";
import { issueCertificate } from "~/workflows/issue-certificate";
import { openCount } from "~/workflows/open-count";
import { packOrder } from "~/workflows/pack-order";
import { setShelfLife } from "~/workflows/set-shelf-life";
import { shipOrder } from "~/workflows/ship-order";
import { viewDeskToday } from "~/workflows/view-desk-today";
import { voidCertificate } from "~/workflows/void-certificate";
import { USER } from "../modules/stock/stock-ground";
import { accepted, type Market, makeListing, makeMarket, words } from "../support/market";
import { statementsOf } from "../support/statements";
import { scale } from "./intake-ground";
import { ONE_PACK, retailGround } from "./retail-ground";

const { ground, market, step, newSku, onePack, refund, sendRefunds } = retailGround();
const { clock } = ground;
const desk = scale(
  ground.db,
  () => market().cooperativeId,
  () => clock.now,
);
let stranger: Market;

beforeAll(async () => {
  stranger = await makeMarket(ground.db(), "elsewhere", 1);
});

const viewed = (withLeads = true, cooperativeId = market().cooperativeId) =>
  viewDeskToday(ground.db(), { cooperativeId, locale: "zh-CN", now: clock.now, withLeads });

/** Goods on sale of a category: vegetables and fruit want certificates, honey does not. */
async function goodsOf(
  slug: "vegetables" | "fruit" | "honey",
  more: Parameters<typeof makeListing>[2],
): Promise<string> {
  const db = ground.db();
  const known = await db.prisma.category.findUnique({ where: { slug } });
  const made = known ?? (await createCategory(db, { slug, name: words(slug), position: 0, now: clock.now }));
  const categoryId = "id" in made ? made.id : made.categoryId;
  return (await makeListing(db, { ...market(), categoryId }, more)).productId;
}

async function lotOf(productId: string, harvestedOn: string): Promise<{ code: string; lotId: string }> {
  const householdId = await desk.household(true);
  accepted(await desk.sign((await desk.weigh({ householdId, productId, harvestedOn })).number));
  const lot = await ground
    .db()
    .prisma.lot.findFirstOrThrow({ where: { productId, harvestedOn: new Date(harvestedOn) } });
  return { code: lot.code, lotId: lot.id };
}

const certify = async (lotCode: string) =>
  accepted(
    await issueCertificate(desk.deps(), {
      ...desk.act(),
      lotCode,
      grams: 100_000n,
      basis: ["ownTest"],
      occasion: "first",
    }),
  );

describe("the day of a desk", () => {
  it("is read in twelve statements whatever there is to do, and in ten by who may not see leads", async () => {
    const asked = { cooperativeId: market().cooperativeId, locale: "zh-CN", now: clock.now } as const;
    const sent = (withLeads: boolean) =>
      statementsOf(ground.db(), (tx) => viewDeskToday(tx, { ...asked, withLeads }));
    expect([await sent(true), await sent(false)]).toEqual([12, 10]);
  });

  it("is empty where nothing was sold, taken in or begun", async () => {
    const quiet = await viewed(true, stranger.cooperativeId);
    expect(todayTasks(quiet).filter(({ count }) => count > 0)).toEqual([]);
    expect(quiet).toMatchObject({ refused: null, refunds: null, leads: { unopened: 0, due: 0 } });
    expect((await viewed(false, stranger.cooperativeId)).leads).toBeNull();
  });

  it("counts a slip until its household says yes, also one of days ago", async () => {
    const productId = await goodsOf("honey", { slug: "slips", packs: 0 });
    const householdId = await desk.household(true);
    const { number } = await desk.weigh({ householdId, productId });
    clock.now = addMs(clock.now, 3 * DAY_MS);
    expect((await viewed()).slips).toBe(1);
    accepted(await desk.sign(number));
    expect((await viewed()).slips).toBe(0);
  });

  it("names goods on sale whose current lot has no certificate, until it has one", async () => {
    const productId = await goodsOf("vegetables", { slug: "garlic", name: "蒜苗" });
    const missing = async () => (await viewed()).certificates.missing;
    expect(await missing()).toEqual([{ productName: "蒜苗", lotCode: null }]);
    const { code } = await lotOf(productId, "2026-11-20");
    expect(await missing()).toEqual([{ productName: "蒜苗", lotCode: code }]);
    const { number } = await certify(code);
    expect(await missing()).toEqual([]);
    const { id: certificateId } = await ground
      .db()
      .prisma.conformityCertificate.findUniqueOrThrow({ where: { number } });
    accepted(
      await voidCertificate({ db: ground.db() }, { ...desk.act(), certificateId, reason: "检测不合格" }),
    );
    expect(await missing()).toEqual([{ productName: "蒜苗", lotCode: code }]);
    await certify(code);
    const later = await lotOf(productId, "2026-11-22");
    expect(await missing(), "the next lot wants its own").toEqual([
      { productName: "蒜苗", lotCode: later.code },
    ]);
    await certify(later.code);
  });

  it("asks for no certificate of what is not sold, is not covered, or is still growing", async () => {
    const db = ground.db();
    await goodsOf("vegetables", { slug: "draft", state: "draft" });
    const product = await goodsOf("vegetables", { slug: "ahead" });
    const days = { shipsFrom: new Date("2027-05-01"), shipsUntil: new Date("2027-05-20") };
    await db.prisma.sku.updateMany({ where: { productId: product }, data: days });
    expect((await viewed()).certificates).toEqual({ missing: [], ending: [] });
    await goodsOf("honey", { slug: "honey" });
    expect((await viewed()).certificates.missing).toEqual([]);
  });

  it("warns two days before the certified lot is over, and no earlier", async () => {
    const productId = await goodsOf("fruit", { slug: "cherries", name: "樱桃" });
    const harvestedOn = shanghaiDay(clock.now);
    const { code, lotId } = await lotOf(productId, harvestedOn);
    await certify(code);
    const ending = async () => (await viewed()).certificates.ending.map(({ productName }) => productName);
    const keeps = async (days: number) =>
      accepted(await setShelfLife({ db: ground.db() }, { ...desk.act(), userId: USER, lotId, days }));
    await keeps(3);
    expect(await ending()).toEqual([]);
    await keeps(2);
    expect(await ending()).toEqual(["樱桃"]);
  });

  it("counts what was sent a week ago and never arrived", async () => {
    const { id } = await ground.onlySale(await ground.buy(onePack(await newSku(1))));
    expect((await viewed()).orders).toMatchObject({ toPack: 1, underWayLong: 0 });
    accepted(await packOrder(ground.deps(), step(id)));
    expect((await viewed()).orders).toMatchObject({ toPack: 0, toShip: 1 });
    accepted(await shipOrder(ground.deps(), { ...step(id), carrier: "SF", waybill: "SF1234567890" }));
    const sentAt = clock.now;
    clock.now = addMs(sentAt, ARRIVES_WITHIN_DAYS * DAY_MS - 1);
    expect((await viewed()).orders).toMatchObject({ toShip: 0, underWayLong: 0 });
    clock.now = addMs(sentAt, ARRIVES_WITHIN_DAYS * DAY_MS);
    expect((await viewed()).orders).toMatchObject({ late: 0, underWayLong: 1 });
  });

  it("names the order whose refund failed until it is asked for anew", async () => {
    const sale = await ground.onlySale(await ground.buy(onePack(await newSku(1))));
    ground.sandbox().planRefunds("pending");
    accepted(await refund(sale.id, ONE_PACK));
    await sendRefunds();
    expect((await viewed()).refunds).toBeNull();
    const { stripeRefundId } = await ground
      .db()
      .prisma.refund.findFirstOrThrow({ where: { orderId: sale.id } });
    await ground.sandbox().settleRefund(stripeRefundId ?? "", false);
    await ground.deliver();
    expect((await viewed()).refunds).toEqual({ orderNumber: sale.number, count: 1 });
    expect((await viewed(true, stranger.cooperativeId)).refunds).toBeNull();
    clock.now = addMs(clock.now, 1);
    ground.sandbox().planRefunds("succeeded");
    accepted(await refund(sale.id, ONE_PACK));
    expect((await viewed()).refunds).toBeNull();
    await sendRefunds();
  });

  it("counts goods nobody has finished writing, and a stock-take left open", async () => {
    const { drafts } = (await viewed()).unfinished;
    await goodsOf("honey", { slug: "unfinished", state: "draft" });
    expect((await viewed()).unfinished).toMatchObject({ drafts: drafts + 1, sentBack: 0, countId: null });
    const countId = accepted(await openCount({ db: ground.db() }, { ...desk.act(), userId: USER }));
    expect((await viewed()).unfinished).toMatchObject({ countId, counted: 0 });
  });
});
