import { beforeAll, describe, expect, it } from "vitest";
import { DAY_MS, shanghaiDay } from "~/kernel/clock";
import { addDays, type Period } from "~/kernel/period";
import { salesFigures } from "~/modules/ordering/index.server";
import { packLot } from "~/workflows/pack-lot";
import { packOrder } from "~/workflows/pack-order";
import { setShelfLife } from "~/workflows/set-shelf-life";
import { viewCooperativeMoney } from "~/workflows/view-cooperative-money";
import { viewStoreFigures } from "~/workflows/view-store-figures";
import { makeLot, USER } from "../modules/stock/stock-ground";
import { accepted, type Market, makeListing, makeMarket } from "../support/market";
import { statementsOf } from "../support/statements";
import { scale } from "./intake-ground";
import { ONE_PACK, retailGround } from "./retail-ground";

const { ground, market, step, refund, sendRefunds } = retailGround();
const { clock } = ground;
const desk = scale(
  ground.db,
  () => market().cooperativeId,
  () => clock.now,
);
let stranger: Market;
let goods: { readonly productId: string; readonly skuId: string; readonly lotId: string };

/** 100 kg over the scale for 1,000 yuan; ten boxes of 3 kg packed of 31 kg; three sold and one of them sent. */
beforeAll(async () => {
  const db = ground.db();
  stranger = await makeMarket(db, "elsewhere", 1);
  const { productId, skuIds } = await makeListing(db, market(), { slug: "garlic", name: "蒜苗", packs: 0 });
  const [skuId = ""] = skuIds;
  const householdId = await desk.household(true);
  accepted(await desk.sign((await desk.weigh({ householdId, productId })).number));
  const { id: lotId } = await db.prisma.lot.findFirstOrThrow({ where: { productId } });
  const run = { ...desk.act(), userId: USER, lotId, skuId, channel: "shop" as const };
  accepted(await packLot({ db }, { ...run, packs: 10, usedGrams: 31_000n, lossReason: "trimmed" }));
  goods = { productId, skuId, lotId };
  for (let order = 0; order < 3; order += 1) {
    const one = { lines: [{ skuId, packs: 1 }], shownTotalFen: ONE_PACK };
    const { id } = await ground.onlySale(await ground.buy(one));
    if (order === 0) accepted(await packOrder(ground.deps(), step(id)));
    ground.pass(DAY_MS);
  }
  await ground.place({ lines: [{ skuId, packs: 2 }], shownTotalFen: 2n * 5990n + 1400n });
});

const today = () => shanghaiDay(clock.now);
const store = (cooperativeId = market().cooperativeId) =>
  viewStoreFigures(ground.db(), { cooperativeId, locale: "zh-CN", today: today() });
const period = (): Period => ({ from: addDays(today(), -9), to: today(), by: "day" });
const sold = () =>
  salesFigures(ground.db(), { scope: { of: "cooperative", id: market().cooperativeId }, period: period() });

describe("the overview", () => {
  it("is read in six statements, however much there is", async () => {
    const db = ground.db();
    const { cooperativeId, cooperativeSlug } = market();
    const { bookId } = await db.prisma.cooperative.findUniqueOrThrow({ where: { slug: cooperativeSlug } });
    const scope = { of: "cooperative", id: cooperativeId } as const;
    const sent = await statementsOf(db, (tx) =>
      Promise.all([
        salesFigures(tx, { scope, period: period() }),
        viewCooperativeMoney(tx, { cooperativeId, bookId }),
        viewStoreFigures(tx, { cooperativeId, locale: "zh-CN", today: today() }),
      ]),
    );
    expect(sent).toBe(6);
  });

  it("sums up sales as the orders themselves come to, day by day, and refunds when they left", async () => {
    const orders = await ground.db().prisma.order.findMany({ where: { paidAt: { not: null } } });
    const first = orders[0];
    accepted(await refund(first?.id ?? "", 1_000n));
    await sendRefunds();
    const { pieces, total } = await sold();
    const byDay = new Map<string, bigint>();
    for (const { paidAt, totalFen } of orders) {
      const day = paidAt ? shanghaiDay(paidAt) : "";
      byDay.set(day, (byDay.get(day) ?? 0n) + totalFen);
    }
    expect(
      pieces.filter(({ orders: count }) => count > 0).map(({ piece, salesFen }) => [piece, salesFen]),
    ).toEqual([...byDay].sort());
    expect(total).toEqual({ orders: 3, salesFen: 3n * ONE_PACK, grams: 9_000n, refundedFen: 1_000n });
    expect(pieces.find(({ piece }) => piece === today())).toMatchObject({ orders: 0, refundedFen: 1_000n });
  });
});

describe("the store in the overview", () => {
  it("says of each listing what its slips, packings and sales leave, and what that cost", async () => {
    const { prisma } = ground.db();
    const { productId, lotId } = goods;
    const [slips, runs, draws, issues] = await Promise.all([
      prisma.intakeSlip.findMany({ where: { productId, state: "confirmed" } }),
      prisma.packingRun.findMany({ where: { lotId } }),
      prisma.packDraw.findMany({ where: { lotId } }),
      prisma.lotIssue.findMany({ where: { lotId } }),
    ]);
    const sum = (values: readonly bigint[]) => values.reduce((all, value) => all + value, 0n);
    const packed = sum(runs.map((run) => run.packedGrams));
    const [found] = (await store()).products.filter((each) => each.productId === productId);
    expect(found).toEqual({
      productId,
      productName: "蒜苗",
      wholesaleGrams: 0n,
      uncostedGrams: 0n,
      unpackedGrams: sum(slips.map((slip) => slip.netGrams)) - packed - sum(runs.map((run) => run.lossGrams)),
      inPacksGrams: packed - sum(draws.map((draw) => draw.grams)),
      costFen: sum(slips.map((slip) => slip.amountFen)) - sum(issues.map((issue) => issue.fen)),
    });
    expect(found?.unpackedGrams, "100 kg less 31 kg taken for packing").toBe(69_000n);
    expect(found?.costFen).toBeGreaterThan(0n);
  });

  it("counts packs as free and held, and those of the unpaid order are held", async () => {
    const [packs] = (await store()).packs.filter(({ skuId }) => skuId === goods.skuId);
    expect(packs).toMatchObject({ shop: 5, live: 0, held: 2, aside: 0 });
  });

  it("keeps apart goods that came over no scale: of those nobody knows the cost", async () => {
    const db = ground.db();
    const { productId } = await makeListing(db, market(), { slug: "honey", name: "蜂蜜", packs: 0 });
    await makeLot(db, market(), productId, { total: 50_000n, wholesale: 20_000n });
    const [honey] = (await store()).products.filter((each) => each.productId === productId);
    expect(honey).toMatchObject({
      unpackedGrams: 30_000n,
      wholesaleGrams: 20_000n,
      inPacksGrams: 0n,
      costFen: 0n,
      uncostedGrams: 50_000n,
    });
  });

  it("names the lots that want selling, and no others", async () => {
    const { lotId } = goods;
    const age = async () => (await store()).toSell.map((lot) => lot.lotId);
    const keeps = async (days: number) =>
      accepted(await setShelfLife({ db: ground.db() }, { ...desk.act(), userId: USER, lotId, days }));
    await keeps(200);
    expect(await age()).toEqual([]);
    await keeps(4);
    expect(await age()).toEqual([lotId]);
  });

  it("is empty where nothing was taken in, and is nobody else's", async () => {
    expect(await store(stranger.cooperativeId)).toEqual({ products: [], packs: [], toSell: [] });
  });
});
