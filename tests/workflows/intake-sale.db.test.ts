import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { HOUR_MS } from "~/kernel/clock";
import { balances } from "~/modules/ledger/index.server";
import { checkIntakeAgainstLedger } from "~/workflows/check-intake-against-ledger";
import { checkOrdersAgainstLedger } from "~/workflows/check-orders-against-ledger";
import { deliverOrder } from "~/workflows/deliver-order";
import { packLot } from "~/workflows/pack-lot";
import { packOrder } from "~/workflows/pack-order";
import { requestRefund } from "~/workflows/request-refund";
import { settleDueOrders } from "~/workflows/settle-due-orders";
import { shipOrder } from "~/workflows/ship-order";
import { submitRefunds } from "~/workflows/submit-refunds";
import { type Market, makeListing, makeMarket } from "../support/market";
import { scale } from "./intake-ground";
import { saleGround, value } from "./sale-ground";

/**
 * A pack is 3 kg. Its share plan gives growers 12 yuan a kilogram, 36.00 a pack; slips pay what the scale says. Whatever
 * happens, a grower is owed the better of the two and never both.
 */
const PLAN_FEN = 3_600n;
const TOTAL_FEN = 5990n + 800n;

const ground = saleGround();
const here = scale(
  ground.db,
  () => market.cooperativeId,
  () => ground.clock.now,
);
let market: Market;
let bookId: string;
let household: string;
let markets = 0;

/** Every story in books of its own. */
async function newMarket(): Promise<void> {
  markets += 1;
  market = await ground.inTransaction((tx) => makeMarket(tx, `m${markets}`, markets));
  const cooperative = { id: market.cooperativeId };
  ({ bookId } = await ground.db().prisma.cooperative.findUniqueOrThrow({ where: cooperative }));
  household = await here.household(true);
}
beforeAll(newMarket);

/** Debits less credits of the cooperative's accounts that goods and growers pass through. */
async function books() {
  const all = await balances(ground.db(), bookId);
  const of = (account: string) => {
    const found = all.find((each) => each.account === account);
    return found ? found.debitsPosted - found.creditsPosted : 0n;
  };
  return { stock: of("121"), cost: of("521.02"), owed: -of("114.01") };
}
const step = (orderId: string) => ({
  orderId,
  cooperativeId: market.cooperativeId,
  userId: null,
  now: ground.clock.now,
});

async function soldAndPacked(pricePerKilogram: bigint): Promise<string> {
  const slug = `grapes-${markets}`;
  const { productId, skuIds } = await ground.inTransaction((tx) =>
    makeListing(tx, market, { slug, packs: 0 }),
  );
  const slip = await here.weigh({ householdId: household, productId, unitPrice: pricePerKilogram });
  const { lotId } = value(await here.sign(slip.number));
  const packing = { lotId, skuId: skuIds[0] ?? "", channel: "shop", packs: 2 } as const;
  const by = { cooperativeId: market.cooperativeId, userId: randomUUID(), now: ground.clock.now };
  value(await packLot(ground.deps(), { ...by, ...packing, usedGrams: 6_000n, lossReason: undefined }));
  const paymentId = await ground.buy({
    lines: [{ skuId: skuIds[0] ?? "", packs: 1 }],
    shownTotalFen: TOTAL_FEN,
  });
  const { id } = await ground.onlySale(paymentId);
  value(await packOrder(ground.deps(), step(id)));
  value(await packOrder(ground.deps(), step(id)));
  return id;
}
async function settle(orderId: string): Promise<void> {
  value(await shipOrder(ground.deps(), { ...step(orderId), carrier: "SF", waybill: "SF1234567890" }));
  value(await deliverOrder(ground.deps(), step(orderId)));
  ground.pass(49 * HOUR_MS);
  await settleDueOrders(ground.deps(), { now: ground.clock.now });
}
async function refund(orderId: string, amountFen: bigint): Promise<void> {
  const claim = { ...step(orderId), amountFen, reason: "claim", note: "坏果" } as const;
  value(await requestRefund(ground.deps(), claim));
  await submitRefunds(ground.deps(), { now: ground.clock.now });
  await ground.deliver();
}
async function verified(): Promise<void> {
  expect(await checkIntakeAgainstLedger(ground.db())).toBeUndefined();
  expect(await checkOrdersAgainstLedger(ground.db())).toBeUndefined();
}

describe.each([
  { what: "less than the share plan", price: 100_000n, slipFen: 100_000n, costFen: 3_000n },
  { what: "more than the share plan", price: 140_000n, slipFen: 140_000n, costFen: 4_200n },
])("goods whose slip pays $what", ({ price, slipFen, costFen }) => {
  const better = costFen > PLAN_FEN ? costFen : PLAN_FEN;
  const topUp = better - costFen;

  it("leave the stock at what they cost when they are packed, and are owed for once", async () => {
    await newMarket();
    const orderId = await soldAndPacked(price);
    expect(await books()).toEqual({ stock: slipFen - costFen, cost: costFen, owed: slipFen });
    await verified();
    await settle(orderId);
    expect(await books()).toEqual({ stock: slipFen - costFen, cost: better, owed: slipFen + topUp });
    await verified();
  });

  it("are the cooperative's loss when all is given back: the household keeps what its slip says", async () => {
    await newMarket();
    const orderId = await soldAndPacked(price);
    await settle(orderId);
    await refund(orderId, 2_000n);
    await verified();
    await refund(orderId, TOTAL_FEN - 2_000n);
    expect(await books()).toEqual({ stock: slipFen - costFen, cost: costFen, owed: slipFen });
    await verified();
  });

  it("given back in part before the sale is settled are set off against what is left of the plan", async () => {
    await newMarket();
    const orderId = await soldAndPacked(price);
    await refund(orderId, 3_000n);
    await settle(orderId);
    const { stock, cost, owed } = await books();
    expect(stock).toBe(slipFen - costFen);
    expect(owed - slipFen).toBe(cost - costFen);
    expect(owed).toBeGreaterThanOrEqual(slipFen);
    await verified();
  });
});
