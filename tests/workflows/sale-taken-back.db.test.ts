import { describe, expect, it } from "vitest";
import { DAY_MS, MINUTE_MS } from "~/kernel/clock";
import { cancelOrder } from "~/workflows/cancel-order";
import { lapseOrders } from "~/workflows/lapse-orders";
import { openCheckout } from "~/workflows/open-checkout";
import { packOrder } from "~/workflows/pack-order";
import { reconcilePayments } from "~/workflows/reconcile-payments";
import { ONE_PACK, retailGround } from "./retail-ground";
import { value } from "./sale-ground";

const { ground, market, step, newSku, onePack, settle, refund, sendRefunds, of } = retailGround();

describe("an order that is not paid in time", () => {
  it("lapses, and its packs are on sale again", async () => {
    const skuId = await newSku(1);
    const paymentId = await ground.place(onePack(skuId));
    ground.pass(36 * MINUTE_MS);
    const { id: orderId } = await ground.onlySale(paymentId);
    expect(await lapseOrders(ground.deps(), { now: ground.clock.now })).toContain(orderId);
    expect(await ground.pool(skuId)).toEqual({ onHand: 1, held: 0 });
    expect(value(await ground.tryToPlace(onePack(skuId))).repeated).toBe(false);
    expect(await openCheckout(ground.deps(), { paymentId, now: ground.clock.now })).toMatchObject({
      refusal: { code: "PaymentClosed" },
    });
  });

  async function paidLate(packsLeft: boolean) {
    const skuId = await newSku(1);
    const paymentId = await ground.place(onePack(skuId));
    await ground.sandbox().pay(await ground.open(paymentId), "alipay");
    ground.pass(36 * MINUTE_MS);
    await lapseOrders(ground.deps(), { now: ground.clock.now });
    if (!packsLeft) await ground.place(onePack(skuId));
    await ground.deliver();
    return { skuId, paymentId };
  }

  it("and paid late takes its stock again while there is some", async () => {
    const { skuId, paymentId } = await paidLate(true);
    const sale = await ground.onlySale(paymentId);
    expect(sale.state).toBe("paid");
    expect(await ground.pool(skuId)).toEqual({ onHand: 0, held: 0 });
    expect(await of(sale.id, market().collectiveBook, "501.01")).toEqual({ posted: 0n, pending: 300n });
  });

  it("and paid late is refunded by itself when somebody else has the packs", async () => {
    const { skuId, paymentId } = await paidLate(false);
    const sale = await ground.onlySale(paymentId);
    expect(sale.state).toBe("refunded");
    expect(await ground.pool(skuId)).toEqual({ onHand: 1, held: 1 });
    await sendRefunds();
    await ground.deliver();
    expect(await ground.booksAreEmpty(sale.id)).toBe(true);
  });
});

describe("taking a sale back", () => {
  it("before it is packed: the buyer cancels, the packs return and every account of the sale is empty", async () => {
    const skuId = await newSku(1);
    const sale = await ground.onlySale(await ground.buy(onePack(skuId)));
    const cancel = { orderId: sale.id, by: "buyer", cooperativeId: null, userId: null, note: "" } as const;
    expect(value(await cancelOrder(ground.deps(), { ...cancel, now: ground.clock.now }))).toBe("refunding");
    expect(await ground.pool(skuId)).toEqual({ onHand: 1, held: 0 });
    const movements = await ground.db().prisma.stockMovement.findMany({ where: { skuId, packs: 1 } });
    expect(movements.map((movement) => movement.reason)).toContain("cancelledByBuyer");
    expect(await ground.db().prisma.stockHold.findMany({ where: { skuId } })).toMatchObject([
      { state: "returned" },
    ]);
    expect(await packOrder(ground.deps(), step(sale.id))).toMatchObject({ ok: false });
    await sendRefunds();
    await ground.deliver({ repeat: 2 });
    expect(await ground.booksAreEmpty(sale.id)).toBe(true);
  });

  it("unpaid: it is closed, and its pay page with it", async () => {
    const skuId = await newSku(1);
    const paymentId = await ground.place(onePack(skuId));
    const sessionId = await ground.open(paymentId);
    const { id: orderId } = await ground.onlySale(paymentId);
    const cancel = { orderId, by: "buyer", cooperativeId: null, userId: null, note: "" } as const;
    expect(value(await cancelOrder(ground.deps(), { ...cancel, now: ground.clock.now }))).toBe("closed");
    expect(await ground.pool(skuId)).toEqual({ onHand: 1, held: 0 });
    await ground.workJobs();
    expect(ground.sandbox().viewSession(sessionId)?.session.status).toBe("expired");
  });

  it("the buyer cannot cancel what is packed; staff can", async () => {
    const sale = await ground.onlySale(await ground.buy(onePack(await newSku(1))));
    value(await packOrder(ground.deps(), step(sale.id)));
    const cancel = {
      orderId: sale.id,
      cooperativeId: null,
      userId: null,
      note: "烂了",
      now: ground.clock.now,
    };
    expect(await cancelOrder(ground.deps(), { ...cancel, by: "buyer" })).toMatchObject({
      refusal: { code: "CancelTooLate", state: "packed" },
    });
    expect(value(await cancelOrder(ground.deps(), { ...cancel, by: "staff" }))).toBe("refunding");
  });

  it("after settlement, in two parts: every account of the sale is empty", async () => {
    const sale = await ground.onlySale(await ground.buy(onePack(await newSku(1))));
    await settle(sale.id);
    value(await refund(sale.id, 1234n));
    await sendRefunds();
    expect(await ground.booksAreEmpty(sale.id)).toBe(false);
    value(await refund(sale.id, ONE_PACK - 1234n));
    expect(await refund(sale.id, 1n)).toMatchObject({ refusal: { code: "RefundTooLarge", leftFen: 0n } });
    await sendRefunds();
    await ground.deliver();
    expect(await ground.booksAreEmpty(sale.id)).toBe(true);
  });

  it("in part before settlement and the rest afterwards: every account of the sale is empty", async () => {
    const sale = await ground.onlySale(await ground.buy(onePack(await newSku(1))));
    value(await refund(sale.id, 679n));
    await sendRefunds();
    expect(await of(sale.id, market().collectiveBook, "501.01")).toEqual({ posted: 0n, pending: 270n });
    await settle(sale.id);
    expect(await of(sale.id, market().collectiveBook, "501.01")).toEqual({ posted: 270n, pending: 0n });
    value(await refund(sale.id, ONE_PACK - 679n));
    await sendRefunds();
    expect(await ground.booksAreEmpty(sale.id)).toBe(true);
  });

  it("fails visibly when Stripe refuses, and may be asked for anew", async () => {
    const paymentId = await ground.buy(onePack(await newSku(1)));
    const sale = await ground.onlySale(paymentId);
    ground.sandbox().planRefunds("pending");
    value(await refund(sale.id, ONE_PACK));
    await sendRefunds();
    const row = await ground.db().prisma.refund.findFirstOrThrow({ where: { orderId: sale.id } });
    expect(row.state).toBe("submitted");
    await ground.sandbox().settleRefund(row.stripeRefundId ?? "", false);
    await ground.deliver({ shuffle: 5 });
    const failed = await ground.db().prisma.refund.findFirstOrThrow({ where: { orderId: sale.id } });
    expect(failed.state).toBe("failed");
    expect(await ground.booksAreEmpty(sale.id)).toBe(false);
    ground.sandbox().planRefunds("succeeded");
    value(await refund(sale.id, ONE_PACK));
    await sendRefunds();
    expect(await ground.booksAreEmpty(sale.id)).toBe(true);
  });

  it("pending at Stripe for a day and never told of is found by the reconcile run", async () => {
    const sale = await ground.onlySale(await ground.buy(onePack(await newSku(1))));
    ground.sandbox().planRefunds("pending");
    value(await refund(sale.id, ONE_PACK));
    await sendRefunds();
    await ground.deliver();
    const row = await ground.db().prisma.refund.findFirstOrThrow({ where: { orderId: sale.id } });
    await ground.sandbox().settleRefund(row.stripeRefundId ?? "", true, { kind: "lost" });
    ground.sandbox().planRefunds("succeeded");
    ground.pass(DAY_MS);
    expect((await reconcilePayments(ground.deps(), { now: ground.clock.now })).refunds).toBe(1);
    expect(await ground.booksAreEmpty(sale.id)).toBe(true);
  });
});
