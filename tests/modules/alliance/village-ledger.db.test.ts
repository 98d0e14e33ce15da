import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMs, DAY_MS, HOUR_MS, shanghaiMonth } from "~/kernel/clock";
import { cryptoRandom } from "~/kernel/ids";
import {
  allLedgerLines,
  creditedThisMonth,
  type LedgerLine,
  type LedgerMonth,
  ledgerCorrections,
  ledgerHead,
  ledgerLines,
  ledgerMonths,
  recomputeFromOrders,
} from "~/modules/alliance/index.server";
import { sealBooks } from "~/modules/ledger/index.server";
import { refundedParts } from "~/modules/sharing/index.server";
import type { Db } from "~/platform/db/db.server";
import { regions } from "~/platform/regions.server";
import { confirmPayment } from "~/workflows/confirm-payment";
import { deliverOrder } from "~/workflows/deliver-order";
import { finishRefund } from "~/workflows/finish-refund";
import { packOrder } from "~/workflows/pack-order";
import { placeOrder } from "~/workflows/place-order";
import { requestRefund } from "~/workflows/request-refund";
import { settleOrder } from "~/workflows/settle-order";
import { shipOrder } from "~/workflows/ship-order";
import { accepted, type Market, makeListing, makeMarket, openTestDb } from "../../support/market";

const RECIPIENT = { recipient: "马秀兰", phone: "13893112345", street: "东岗西路 108 号 3 单元" };
let db: Db;
let close: () => Promise<void>;
let market: Market;
let sku = { skuId: "", cooperativeId: "", priceFen: 5990n };

beforeAll(async () => {
  ({ db, close } = await openTestDb());
  market = await makeMarket(db);
  const { skuIds } = await makeListing(db, market, { slug: "suanmiao", packs: 1000 });
  sku = { ...sku, skuId: skuIds[0] ?? "", cooperativeId: market.cooperativeId };
});
afterAll(() => close());

/** Freight of the test's only tariff: 8 yuan for 3 kg and 2 for every further kilogram. */
function freight(packs: number): bigint {
  return 800n + BigInt(Math.max(0, packs * 3 - 3)) * 200n;
}

/** Places and pays an order, the way a buyer does. */
async function sell(packs: number, now: Date): Promise<{ orderId: string; totalFen: bigint; now: Date }> {
  const totalFen = sku.priceFen * BigInt(packs) + freight(packs);
  const placed = await placeOrder(
    { db, regions, random: cryptoRandom },
    {
      lines: [{ skuId: sku.skuId, packs }],
      cartId: null,
      userId: null,
      visitorId: null,
      locale: "zh-CN",
      now,
      form: {
        ...RECIPIENT,
        regionCode: "620102",
        note: "",
        terms: "on",
        shareWithSeller: "on",
        payAbroad: "on",
        freshNoReturn: "on",
        shownTotalFen: totalFen,
        requestKey: crypto.randomUUID(),
      },
    },
  );
  const { paymentId } = accepted(placed);
  const session = {
    sessionId: `cs_${paymentId}`,
    paymentId,
    status: "complete",
    paid: true,
    paymentIntentId: `pi_${paymentId}`,
    amountFen: totalFen,
    payUrl: null,
  } as const;
  const paid = accepted(await confirmPayment({ db }, { session, now }));
  return { orderId: paid.paidOrderIds[0] ?? "", totalFen, now };
}

async function settle(orderId: string, now: Date): Promise<void> {
  const step = { orderId, cooperativeId: sku.cooperativeId, userId: null, now };
  accepted(await packOrder({ db }, step));
  accepted(await shipOrder({ db }, { ...step, carrier: "中通", waybill: "73100000000001" }));
  accepted(await deliverOrder({ db }, step));
  expect(accepted(await settleOrder({ db }, { orderId, now: addMs(now, 72 * HOUR_MS) }))).toBe(true);
}

async function refund(orderId: string, amountFen: bigint, now: Date): Promise<void> {
  const asked = {
    orderId,
    cooperativeId: null,
    amountFen,
    reason: "claim",
    note: "",
    userId: null,
    now,
  } as const;
  const { refundId } = accepted(await requestRefund({ db }, asked));
  const outcome = { refundId, stripeRefundId: `re_${refundId}`, status: "succeeded", failure: null } as const;
  accepted(await finishRefund({ db }, { outcome, now }));
}

const inMonth = (month: string) => ({
  villageId: market.villageId,
  bookId: market.collectiveBook,
  month,
});

async function published(month: string): Promise<LedgerMonth> {
  const months = await ledgerMonths(db, inMonth(month));
  const last = months.at(-1);
  if (!last) throw new Error("a series has twelve months");
  return last;
}

describe("the public ledger of a village", () => {
  const march = new Date("2026-03-10T02:15:42Z");

  it("shows nothing sold as twelve months of zeros", async () => {
    const months = await ledgerMonths(db, inMonth("2026-02"));
    expect(months).toHaveLength(12);
    expect(months[0]?.month).toBe("2025-03");
    expect(months.every((month) => month.orders === 0 && month.shareFen === 0n)).toBe(true);
  });

  it("foresees the collective's five per cent when goods are paid, and credits it when the claim window is over", async () => {
    const sale = await sell(2, march);
    expect(await published("2026-03")).toMatchObject({
      orders: 1,
      grams: 6000n,
      salesFen: 11_980n,
      freightFen: 1400n,
      shareFen: 599n,
      pendingFen: 599n,
      creditedFen: 0n,
    });
    await settle(sale.orderId, addMs(march, DAY_MS));
    expect(await published("2026-03")).toMatchObject({ pendingFen: 0n, creditedFen: 599n, takenBackFen: 0n });
  });

  it("equals what the orders alone say, through partial and full refunds before and after settling", async () => {
    const april = new Date("2026-04-02T03:00:00Z");
    const waiting = await sell(1, april);
    const partBefore = await sell(3, addMs(april, HOUR_MS));
    const allBefore = await sell(2, addMs(april, 2 * HOUR_MS));
    const partAfter = await sell(5, addMs(april, 3 * HOUR_MS));
    const allAfter = await sell(1, addMs(april, 4 * HOUR_MS));
    const twice = await sell(7, addMs(april, 5 * HOUR_MS));
    const later = addMs(april, DAY_MS);
    await refund(partBefore.orderId, 1234n, later);
    await settle(partBefore.orderId, later);
    await refund(allBefore.orderId, allBefore.totalFen, later);
    await settle(partAfter.orderId, later);
    await refund(partAfter.orderId, 777n, addMs(later, 10 * DAY_MS));
    await settle(allAfter.orderId, later);
    await refund(allAfter.orderId, allAfter.totalFen, addMs(later, 10 * DAY_MS));
    await refund(twice.orderId, 501n, later);
    await refund(twice.orderId, twice.totalFen - 501n, addMs(later, HOUR_MS));

    const month = await published("2026-04");
    expect(month).toEqual(await recomputeFromOrders(db, { ...inMonth("2026-04"), refundedParts }));
    expect(month.pendingFen + month.creditedFen + month.takenBackFen).toBe(month.shareFen);
    expect(month).toMatchObject({ orders: 6, refundedOrders: 3 });
    expect(month.pendingFen).toBe(300n);
    expect(waiting.orderId).not.toBe("");
  });

  it("names every correction with the sale it takes back", async () => {
    const corrections = await ledgerCorrections(db, inMonth("2026-04"));
    expect(corrections.map((one) => one.kind).toSorted()).toEqual([
      "calledOff",
      "calledOff",
      "reversed",
      "reversed",
      "reversed",
      "reversed",
    ]);
    const { takenBackFen } = await published("2026-04");
    expect(corrections.reduce((sum, one) => sum + one.fen, 0n)).toBe(takenBackFen);
    const { lines } = await ledgerLines(db, { ...inMonth("2026-04"), locale: "zh-CN", limit: 50 });
    const refs = new Set(lines.map((line) => line.ref));
    expect(corrections.every((one) => one.corrects.refs.every((ref) => refs.has(ref)))).toBe(true);
    expect(corrections.every((one) => one.corrects.month === "2026-04")).toBe(true);
  });

  it("prints the seal and each line's vouchers once the books are sealed", async () => {
    const before = await ledgerHead(db, { slug: "yandixia", month: "2026-03", locale: "zh-CN" });
    expect(before).toMatchObject({ seal: null, close: null, collectiveName: "yandixia村股份经济合作社" });
    await sealBooks(db, { now: () => new Date("2026-05-01T00:00:00Z"), maxBatches: 100 });
    const head = await ledgerHead(db, { slug: "yandixia", month: "2026-03", locale: "zh-CN" });
    expect(head?.seal?.hash).toMatch(/^[0-9a-f]{64}$/);
    const { lines } = await ledgerLines(db, { ...inMonth("2026-03"), locale: "en", limit: 50 });
    expect(lines[0]).toMatchObject({
      state: "credited",
      productName: "高山蒜苗 (en)",
      provinceCode: "620000",
    });
    expect(lines[0]?.vouchers.map((voucher) => voucher.reason)).toEqual(["sale-paid", "sale-settled"]);
  });

  it("pages through the month without a gap, newest first, and gives the CSV every line", async () => {
    const seen: LedgerLine[] = [];
    let after: string | undefined;
    do {
      const page = await ledgerLines(db, { ...inMonth("2026-04"), locale: "zh-CN", after, limit: 2 });
      seen.push(...page.lines);
      after = page.next ?? undefined;
    } while (after);
    expect(new Set(seen.map((line) => line.ref)).size).toBe(6);
    expect(seen.map((line) => line.at.getTime())).toEqual(
      seen.map((line) => line.at.getTime()).toSorted((a, b) => b - a),
    );
    const all: LedgerLine[] = [];
    for await (const line of allLedgerLines(db, { ...inMonth("2026-04"), locale: "zh-CN" })) all.push(line);
    expect(all).toEqual(seen);
  });

  it("lets no buyer be recognised", async () => {
    const { lines } = await ledgerLines(db, { ...inMonth("2026-03"), locale: "zh-CN", limit: 50 });
    const order = await db.prisma.order.findFirstOrThrow({
      where: { paidAt: march },
      include: { lines: true },
    });
    const shown = JSON.stringify(lines, (_key, value: unknown) =>
      typeof value === "bigint" ? value.toString() : value,
    );
    const secrets = [
      ...Object.values(RECIPIENT),
      order.number,
      order.id,
      order.lines[0]?.id ?? "?",
      "620102",
      "城关",
    ];
    for (const secret of secrets) expect(shown).not.toContain(secret);
    expect(lines[0]?.at).toEqual(new Date("2026-03-10T02:15:00Z"));
  });

  it("counts a sale paid after midnight in Shanghai in the new month", async () => {
    const paidAt = new Date("2026-05-31T16:30:00Z");
    await sell(1, paidAt);
    expect(shanghaiMonth(paidAt)).toBe("2026-06");
    expect(await published("2026-06")).toMatchObject({ orders: 1 });
    expect(await published("2026-05")).toMatchObject({ orders: 0 });
  });

  it("adds all villages up for the first page", async () => {
    const { creditedFen, pendingFen, orders } = await creditedThisMonth(db, "2026-04");
    const month = await published("2026-04");
    expect({ creditedFen, pendingFen, orders }).toEqual({
      creditedFen: month.creditedFen,
      pendingFen: month.pendingFen,
      orders: 6,
    });
    expect(await creditedThisMonth(db, "2020-01")).toEqual({ orders: 0, creditedFen: 0n, pendingFen: 0n });
  });
});
