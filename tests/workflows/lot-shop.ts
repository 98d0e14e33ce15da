import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { shanghaiDay } from "~/kernel/clock";
import {
  type LotReason,
  leftGrams,
  linesOfCount,
  lookOf,
  type StockReason,
} from "~/modules/catalog/index.server";
import type { Grade } from "~/modules/intake/index.server";
import { balances } from "~/modules/ledger/index.server";
import { adjustLot } from "~/workflows/adjust-lot";
import { cancelOrder } from "~/workflows/cancel-order";
import { cancelSlip } from "~/workflows/cancel-slip";
import { editSkuStock } from "~/workflows/edit-sku-stock";
import { enterCount } from "~/workflows/enter-count";
import { moveLotGrams } from "~/workflows/move-lot-grams";
import { openCount } from "~/workflows/open-count";
import { packLot } from "~/workflows/pack-lot";
import { packOrder } from "~/workflows/pack-order";
import { postCount } from "~/workflows/post-count";
import { requestRefund } from "~/workflows/request-refund";
import { undoPacking } from "~/workflows/undo-packing";
import { type Market, makeListing, makeMarket } from "../support/market";
import { scale } from "./intake-ground";
import { saleGround, value } from "./sale-ground";

const dayOf = (at: Date) => at.toISOString().slice(0, 10);
const PACK_GRAMS = 3_000n;
const ACTS = [
  "takeInOne",
  "packSome",
  "packWithLoss",
  "undoOne",
  "sell",
  "packOldest",
  "cancelOldest",
  "refundOldest",
  "spoilGrams",
  "spoilPacks",
  "findPacks",
  "countPacks",
  "countGrams",
  "putRight",
  "setAside",
] as const;

/** Cooperatives that take goods in, pack and sell one sku of 3 kg at 10.00 a kilogram of cost, from one database. */
export function lotShop() {
  const ground = saleGround();
  const { db, deps } = ground;
  let market: Market;
  let opened = 0;
  const here = scale(
    db,
    () => market.cooperativeId,
    () => ground.clock.now,
  );
  const now = () => ground.clock.now;
  const userId = randomUUID();
  const act = () => ({ cooperativeId: market.cooperativeId, userId, now: now() });
  const step = (orderId: string) => ({ ...act(), orderId, userId: null });

  async function open() {
    opened += 1;
    market = await ground.inTransaction((tx) => makeMarket(tx, `lots-${opened}`, opened));
    const own = market;
    const slug = `grapes-of-${opened}`;
    const { productId, skuIds } = await ground.inTransaction((tx) =>
      makeListing(tx, market, { slug, packs: 0, skus: [{ netGrams: PACK_GRAMS }] }),
    );
    const skuId = skuIds[0] ?? "";
    const household = await here.household(true);
    const cooperative = { id: own.cooperativeId };
    const { bookId } = await db().prisma.cooperative.findUniqueOrThrow({ where: cooperative });
    const runs: string[] = [];
    const orders: string[] = [];

    const lots = () => db().prisma.lot.findMany({ where: { productId }, orderBy: { harvestedOn: "asc" } });
    const replaced = async (lotId: string) => {
      const slips = await db().prisma.intakeSlip.findMany({
        where: { state: "confirmed", correctsId: { not: null }, household: { slips: { some: { lotId } } } },
      });
      return slips.flatMap(({ correctsId }) => correctsId ?? []);
    };
    const anyLot = async () => (await lots()).at(-1)?.id;
    const freight = (packs: number) => 800n + 200n * (BigInt(packs) * 3n - 3n);

    const stand = {
      skuId,
      bookId,
      cooperativeId: own.cooperativeId,
      takeIn: async (size: number, harvestedOn = shanghaiDay(now())): Promise<string> => {
        const grossGrams = BigInt(size) * 100_000n;
        const wish = {
          householdId: household,
          productId,
          harvestedOn,
          weighings: [{ grossGrams, tareGrams: 0n }],
        };
        return value(await here.sign((await here.weigh(wish)).number)).lotId;
      },
      /** Somebody sees that a slip of this lot said too much or too little, and what it should have said. */
      tryToPutRight: async (lotId: string, right: { grams: bigint; unitPrice?: bigint; grade?: Grade }) => {
        const wrong = await db().prisma.intakeSlip.findFirst({
          where: { lotId, state: "confirmed", NOT: { id: { in: await replaced(lotId) } } },
          orderBy: { id: "asc" },
        });
        if (!wrong) throw new Error("no slip of this lot stands");
        const { grams, ...wish } = right;
        const corrected = {
          householdId: household,
          productId,
          harvestedOn: dayOf(wrong.harvestedOn),
          ...wish,
        };
        const weighings = [{ grossGrams: grams, tareGrams: 0n }];
        const reason = { number: wrong.number, reason: "看错秤" };
        const { number } = await here.weigh({ ...corrected, weighings }, reason);
        const done = await here.sign(number);
        if (!done.ok) value(await cancelSlip(deps(), { ...act(), number, reason: "先不更正" }));
        return done;
      },
      packOf: async (lotId: string, packs: number, lossGrams = 0n): Promise<string> => {
        // Two packings are never of the same moment, so which is the older one is beyond doubt.
        ground.pass(1_000);
        const usedGrams = PACK_GRAMS * BigInt(packs) + lossGrams;
        const lossReason = lossGrams > 0n ? ("dried" as const) : undefined;
        const wish = { lotId, skuId, channel: "shop", packs, usedGrams, lossReason } as const;
        const done = await packLot(deps(), { ...act(), ...wish });
        if (!done.ok) return "";
        const { runId } = done.value;
        runs.push(runId);
        return runId;
      },
      buy: async (packs: number): Promise<string> => {
        const shownTotalFen = 5990n * BigInt(packs) + freight(packs);
        const paymentId = await ground.buy({ lines: [{ skuId, packs }], shownTotalFen });
        const { id } = await ground.onlySale(paymentId);
        orders.push(id);
        return id;
      },
      tryToLose: (lotId: string, grams: bigint, reason: LotReason) =>
        adjustLot(deps(), { ...act(), lotId, part: "retail", grams: -grams, reason, note: "" }),
      lose: async (lotId: string, grams: bigint, reason: LotReason) =>
        value(await stand.tryToLose(lotId, grams, reason)),
      tryToTakePacks: (packs: number, reason: StockReason) =>
        editSkuStock(deps(), { ...act(), skuId, channel: "shop", packs: -packs, reason }),
      takePacks: async (packs: number, reason: StockReason) =>
        value(await stand.tryToTakePacks(packs, reason)),
      openCount: async (subjectId: string, counted: bigint): Promise<string> => {
        const countId = value(await openCount(deps(), act()));
        const kind = subjectId === skuId ? "sku" : "lot";
        value(await enterCount(deps(), { ...act(), countId, kind, subjectId, counted }));
        return countId;
      },
      postCount: (countId: string, look: string) => postCount(deps(), { ...act(), countId, look }),
      count: async (subjectId: string, counted: bigint) => {
        const countId = await stand.openCount(subjectId, counted);
        return stand.postCount(countId, lookOf(await linesOfCount(db(), countId)));
      },

      takeInOne: (size: number) => stand.takeIn(size),
      packSome: async (size: number) => {
        const lotId = await anyLot();
        if (lotId) await stand.packOf(lotId, size);
      },
      packWithLoss: async (size: number) => {
        const lotId = await anyLot();
        if (lotId) await stand.packOf(lotId, size, BigInt(size) * 317n);
      },
      undoOne: async (size: number) => {
        const runId = runs.splice(size % Math.max(1, runs.length), 1)[0];
        if (runId) await undoPacking(deps(), { ...act(), runId });
      },
      sell: async (size: number) => {
        const pool = await db().prisma.stockPool.findFirst({ where: { skuId } });
        const packs = Math.min(size, pool ? pool.onHand - pool.held : 0);
        if (packs > 0) await stand.buy(packs);
      },
      packOldest: async () => {
        const orderId = orders.shift();
        if (orderId) await packOrder(deps(), step(orderId));
      },
      cancelOldest: async () => {
        const orderId = orders.shift();
        if (orderId) await cancelOrder(deps(), { ...step(orderId), by: "staff", note: "没货" });
      },
      refundOldest: async (size: number) => {
        const orderId = orders[0];
        if (!orderId) return;
        const { totalFen } = await db().prisma.order.findUniqueOrThrow({ where: { id: orderId } });
        const amountFen = size > 3 ? totalFen : 100n;
        await requestRefund(deps(), { ...step(orderId), amountFen, reason: "claim", note: "坏果" });
      },
      spoilGrams: async (size: number) => {
        const lotId = await anyLot();
        if (lotId) await stand.tryToLose(lotId, BigInt(size) * 7_919n, "spoiled");
      },
      spoilPacks: (size: number) => stand.tryToTakePacks(size, "spoiled"),
      findPacks: (size: number) =>
        editSkuStock(deps(), { ...act(), skuId, channel: "shop", packs: size, reason: "found" }),
      countPacks: async (size: number) => {
        const pool = await db().prisma.stockPool.findFirst({ where: { skuId } });
        await stand.count(skuId, BigInt(Math.max(0, (pool?.onHand ?? 0) + size - 4)));
      },
      putRight: async (size: number) => {
        const all = await lots();
        const lotId = all[size % Math.max(1, all.length)]?.id;
        if (!lotId) return;
        const grade = size === 5 ? ("second" as const) : ("first" as const);
        const unitPrice = [90_000n, 40_000n, 10_000n][size % 3] ?? 10_000n;
        const standing = { lotId, state: "confirmed", NOT: { id: { in: await replaced(lotId) } } };
        if ((await db().prisma.intakeSlip.count({ where: standing })) === 0) return;
        await stand.tryToPutRight(lotId, { grams: BigInt(size) * 21_003n, unitPrice, grade });
      },
      setAside: async (size: number) => {
        const lotId = await anyLot();
        const toWholesaleGrams = (size > 3 ? 1n : -1n) * BigInt(size) * 4_000n;
        const way = toWholesaleGrams > 0n ? ("wholesale" as const) : ("retail" as const);
        const grams = toWholesaleGrams > 0n ? toWholesaleGrams : -toWholesaleGrams;
        if (!lotId) return;
        await moveLotGrams(deps(), { ...act(), lotId, to: way, grams, reason: "rebalanced", note: "" });
      },
      countGrams: async (size: number) => {
        const lotId = await anyLot();
        if (lotId) await stand.count(lotId, BigInt(size) * 9_000n);
      },

      /** in = left + sold + taken + by weight + lost, and the stock account is what the lots are worth. */
      conserved: async () => {
        for (const lot of await lots()) {
          const gone = lot.gramsSold + lot.gramsTaken + lot.gramsBulk + lot.gramsLost;
          expect(leftGrams(lot) + gone).toBe(lot.gramsTotal);
        }
        const worth = await db().prisma.intakeLot.aggregate({
          where: { productId },
          _sum: { fenIn: true, fenOut: true },
        });
        const stock = (await balances(db(), bookId)).find((each) => each.account === "121");
        const booked = stock ? stock.debitsPosted - stock.creditsPosted : 0n;
        expect(booked).toBe((worth._sum.fenIn ?? 0n) - (worth._sum.fenOut ?? 0n));
      },
    };
    return stand;
  }

  return {
    ACTS,
    open,
    db,
    deps,
    step,
    now,
    lot: (lotId: string) => db().prisma.lot.findUniqueOrThrow({ where: { id: lotId } }),
    issuedFor: async (orderId: string) => {
      const sum = await db().prisma.lotIssue.aggregate({ where: { orderId }, _sum: { fen: true } });
      return sum._sum.fen ?? 0n;
    },
    attack: (sql: string): Promise<string> =>
      db()
        .pool.query(sql)
        .then(
          () => "it went through",
          (fault: Error) => fault.message,
        ),
  };
}
