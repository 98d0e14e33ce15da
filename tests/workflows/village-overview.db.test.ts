import { beforeAll, describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, shanghaiDay } from "~/kernel/clock";
import { addDays, type Period } from "~/kernel/period";
import { balances } from "~/modules/ledger/index.server";
import { deliverOrder } from "~/workflows/deliver-order";
import { packOrder } from "~/workflows/pack-order";
import { settleDueOrders } from "~/workflows/settle-due-orders";
import { shipOrder } from "~/workflows/ship-order";
import { sharePieces, viewVillageFigures } from "~/workflows/view-village-figures";
import { accepted, type Market, makeMarket } from "../support/market";
import { statementsOf } from "../support/statements";
import { ONE_PACK, retailGround } from "./retail-ground";

const { ground, market, step, newSku, onePack, settle, refund, sendRefunds } = retailGround();
const { clock } = ground;
let stranger: Market;

beforeAll(async () => {
  stranger = await makeMarket(ground.db(), "elsewhere", 1);
});

const period = (): Period => ({
  from: addDays(shanghaiDay(clock.now), -20),
  to: shanghaiDay(clock.now),
  by: "day",
});
const viewed = ({ villageId, collectiveBook }: Market = market()) =>
  viewVillageFigures(ground.db(), { villageId, bookId: collectiveBook, period: period() });
const buyOne = async () => ground.onlySale(await ground.buy(onePack(await newSku(1))));

/** What the share plan gave the collective of these orders, as frozen on their lines. */
async function legsOf(...orderIds: string[]): Promise<bigint> {
  const legs = await ground.db().prisma.orderLeg.findMany({
    where: { kind: "collective", line: { orderId: { in: orderIds } } },
  });
  return legs.reduce((sum, leg) => sum + leg.fen, 0n);
}

describe("a village's overview", () => {
  it("is empty before anything is sold, and read in four statements", async () => {
    const asked = { villageId: market().villageId, bookId: market().collectiveBook, period: period() };
    expect(await statementsOf(ground.db(), (tx) => viewVillageFigures(tx, asked))).toBe(4);
    const figures = await viewed();
    expect(figures).toMatchObject({ settledFen: 0n, pendingFen: 0n, due: [] });
    expect(figures.shares.creditedFen).toBe(0n);
    expect(figures.sales.total.orders).toBe(0);
  });

  it("shows the collective's share pending until the claim window ends, then credited, as the orders' legs say", async () => {
    const waiting = await buyOne();
    const arrived = await buyOne();
    const share = await legsOf(waiting.id);
    expect((await viewed()).due).toEqual([{ day: null, orders: 2, fen: 2n * share }]);

    accepted(await packOrder(ground.deps(), step(arrived.id)));
    accepted(await shipOrder(ground.deps(), { ...step(arrived.id), carrier: "SF", waybill: "SF1234567890" }));
    accepted(await deliverOrder(ground.deps(), step(arrived.id)));
    const { claimUntil } = await ground.db().prisma.order.findUniqueOrThrow({ where: { id: arrived.id } });
    const day = claimUntil ? shanghaiDay(claimUntil) : "";
    expect((await viewed()).due).toEqual([
      { day, orders: 1, fen: share },
      { day: null, orders: 1, fen: share },
    ]);

    ground.pass(49 * HOUR_MS);
    await settleDueOrders(ground.deps(), { now: clock.now });
    const figures = await viewed();
    expect(figures).toMatchObject({ settledFen: share, pendingFen: share });
    expect(figures.shares.creditedFen).toBe(share);
    expect(figures.shares.pieces.filter(({ fen }) => fen !== 0n)).toEqual([
      { piece: shanghaiDay(clock.now), fen: share },
    ]);
  });

  it("takes back of a share what a refund takes back, on the day it left", async () => {
    const before = await viewed();
    const sold = await buyOne();
    await settle(sold.id);
    const settled = await viewed();
    expect(settled.settledFen - before.settledFen).toBe(await legsOf(sold.id));
    ground.pass(DAY_MS);
    accepted(await refund(sold.id, ONE_PACK));
    await sendRefunds();
    const after = await viewed();
    expect(after.settledFen).toBe(before.settledFen);
    const today = after.shares.pieces.find(({ piece }) => piece === shanghaiDay(clock.now));
    expect(today?.fen).toBe(-(await legsOf(sold.id)));
  });

  it("counts sales of the village's goods alone, and its pending money is all that its book foresees", async () => {
    const figures = await viewed();
    const lines = await ground.db().prisma.orderLine.findMany({
      where: { villageId: market().villageId, order: { paidAt: { not: null } } },
    });
    const sum = (values: readonly bigint[]) => values.reduce((all, value) => all + value, 0n);
    expect(figures.sales.total).toMatchObject({
      orders: new Set(lines.map((line) => line.orderId)).size,
      salesFen: sum(lines.map((line) => line.goodsFen + line.freightFen)),
      grams: sum(lines.map((line) => BigInt(line.packs) * line.netGrams)),
    });
    const book = await balances(ground.db(), market().collectiveBook);
    const receivable = book.find(({ account }) => account === "112.01");
    expect(figures.pendingFen).toBe((receivable?.debitsPending ?? 0n) - (receivable?.creditsPending ?? 0n));
  });

  it("is nobody else's", async () => {
    const others = await viewed(stranger);
    expect(others).toMatchObject({ settledFen: 0n, pendingFen: 0n, due: [] });
    expect(others.sales.total.orders).toBe(0);
  });
});

describe("shares by piece of a period", () => {
  it("are summed up in each, those without any too", () => {
    const weeks = { from: "2026-11-10", to: "2026-11-23", by: "week" } as const;
    const days = [
      { day: "2026-11-10", fen: 300n },
      { day: "2026-11-15", fen: -100n },
      { day: "2026-11-23", fen: 7n },
    ];
    expect(sharePieces(weeks, days)).toEqual([
      { piece: "2026-11-09", fen: 200n },
      { piece: "2026-11-16", fen: 0n },
      { piece: "2026-11-23", fen: 7n },
    ]);
  });
});
