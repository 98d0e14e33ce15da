import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "~/kernel/clock";
import { lapseOrders } from "~/workflows/lapse-orders";
import { openCheckout } from "~/workflows/open-checkout";
import { reconcilePayments } from "~/workflows/reconcile-payments";
import { makeListing, makeMarket } from "../support/market";
import { ONE_PACK, retailGround } from "./retail-ground";
import { value } from "./sale-ground";

const { ground, market, newSku, onePack, settle, refund, payment, sendRefunds, of } = retailGround();

describe("a sale that goes well", () => {
  it("credits the collective when it is paid, and posts the credit when the claim window has passed", async () => {
    const skuId = await newSku(5);
    const paymentId = await ground.buy(onePack(skuId));
    const sale = await ground.onlySale(paymentId);
    expect(sale.state).toBe("paid");
    expect(await ground.pool(skuId)).toEqual({ onHand: 4, held: 0 });
    expect(await of(sale.id, market().collectiveBook, "501.01")).toEqual({ posted: 0n, pending: 300n });
    await settle(sale.id);
    expect((await ground.onlySale(paymentId)).state).toBe("settled");
    expect(await of(sale.id, market().collectiveBook, "501.01")).toEqual({ posted: 300n, pending: 0n });
  });

  it("is bought once by a form sent twice, at the same time or after the cart was emptied", async () => {
    const skuId = await newSku(1);
    const requestKey = randomUUID();
    const wish = { ...onePack(skuId), form: { requestKey } };
    const results = await Promise.all([
      ground.tryToPlace(wish),
      ground.tryToPlace(wish),
      ground.tryToPlace(wish),
    ]);
    const ids = new Set(results.map((result) => value(result).paymentId));
    expect(ids.size).toBe(1);
    expect(value(await ground.tryToPlace({ ...wish, lines: [] }))).toMatchObject({ repeated: true });
    expect(await ground.pool(skuId)).toEqual({ onHand: 1, held: 1 });
    const other = await ground.tryToPlace({ ...wish, form: { requestKey, street: "别的街 1 号" } });
    expect(other).toMatchObject({ refusal: { code: "RequestReused" } });
  });

  it("is refused with the new total when a price is not the one the buyer saw", async () => {
    const skuId = await newSku(1);
    const result = await ground.tryToPlace({ ...onePack(skuId), shownTotalFen: ONE_PACK - 1n });
    expect(result).toMatchObject({ refusal: { code: "PriceChanged", totalFen: ONE_PACK } });
  });

  it("asks for fresh goods' consent", async () => {
    const skuId = await newSku(1);
    const result = await ground.tryToPlace({ ...onePack(skuId), form: { freshNoReturn: undefined } });
    expect(result).toMatchObject({ refusal: { code: "ConsentMissing" } });
  });

  it("makes one order per cooperative under one payment", async () => {
    const other = await ground.inTransaction((tx) => makeMarket(tx, "other-village", 1));
    const skuId = await newSku(2);
    const made = await ground.inTransaction((tx) =>
      makeListing(tx, other, { slug: "other-goods", packs: 2 }),
    );
    const paymentId = await ground.buy({
      lines: [skuId, ...made.skuIds].map((id) => ({ skuId: id, packs: 1 })),
      shownTotalFen: 2n * ONE_PACK,
    });
    const sales = await ground.sales(paymentId);
    expect(sales.map((sale) => sale.state)).toEqual(["paid", "paid"]);
    expect(new Set(sales.map((sale) => sale.cooperativeId)).size).toBe(2);
  });
});

describe("many buyers for few packs", () => {
  it("200 orders at once for 50 packs make exactly 50 sales", async () => {
    const skuId = await newSku(50);
    const results = await Promise.all(Array.from({ length: 200 }, () => ground.tryToPlace(onePack(skuId))));
    expect(results.filter((result) => result.ok)).toHaveLength(50);
    const codes = new Set(results.flatMap((result) => (result.ok ? [] : [result.refusal.code])));
    expect([...codes]).toEqual(["OutOfStock"]);
    expect(await ground.pool(skuId)).toEqual({ onHand: 50, held: 50 });
  }, 60_000);

  it("carts with the same goods in opposite order do not lock each other out", async () => {
    const skuIds = [await newSku(100), await newSku(100), await newSku(100)];
    const lines = skuIds.map((skuId) => ({ skuId, packs: 1 }));
    const shownTotalFen = 3n * 5990n + 800n + 6n * 200n;
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        ground.tryToPlace({ lines: index % 2 === 0 ? lines : lines.toReversed(), shownTotalFen }),
      ),
    );
    expect(results.every((result) => result.ok)).toBe(true);
    for (const skuId of skuIds) expect(await ground.pool(skuId)).toEqual({ onHand: 100, held: 40 });
  }, 60_000);

  it("an order that cannot have all its packs holds none, and says what is left of which", async () => {
    const [plenty, scarce] = [await newSku(9), await newSku(2)];
    const result = await ground.tryToPlace({
      lines: [
        { skuId: plenty, packs: 1 },
        { skuId: scarce, packs: 3 },
      ],
      shownTotalFen: 0n,
    });
    expect(result).toMatchObject({
      refusal: { code: "OutOfStock", skus: [{ skuId: scarce, wanted: 3, left: 2 }] },
    });
    expect(await ground.pool(plenty)).toEqual({ onHand: 9, held: 0 });
  });
});

describe("news of a payment", () => {
  it.each([
    ["three times over", { repeat: 3 }],
    ["shuffled and repeated", { repeat: 3, shuffle: 7 }],
    ["all at the same time", { repeat: 4, shuffle: 3, concurrently: 8 }],
  ])("brought %s has one effect", async (_how, options) => {
    const skuIds = [await newSku(3), await newSku(3), await newSku(3)];
    const payments = [];
    for (const skuId of skuIds) {
      const paymentId = await ground.place(onePack(skuId));
      await ground.sandbox().pay(await ground.open(paymentId), "wechat_pay");
      payments.push(paymentId);
    }
    const reports = await ground.deliver(options);
    expect(reports.every((report) => report.status === 200)).toBe(true);
    for (const skuId of skuIds) expect(await ground.pool(skuId)).toEqual({ onHand: 2, held: 0 });
    for (const paymentId of payments) {
      const sale = await ground.onlySale(paymentId);
      expect(sale.state).toBe("paid");
      expect(await of(sale.id, market().collectiveBook, "501.01")).toEqual({ posted: 0n, pending: 300n });
    }
  });

  it("is marked as dealt with in the transaction of the payment it tells of", async () => {
    const paymentId = await ground.place(onePack(await newSku(1)));
    await ground.sandbox().pay(await ground.open(paymentId), "wechat_pay");
    await ground.deliver();
    // Rows of one transaction carry the same number of it.
    const [row] = await ground.db().prisma.$queryRaw<{ together: boolean }[]>`
      SELECT e.xmin = p.xmin AND e.processed_at = p.paid_at AS together
      FROM payment p JOIN webhook_event e ON e.object_id = p.session_id WHERE p.id = ${paymentId}::uuid`;
    expect(row).toEqual({ together: true });
  });

  it("that comes after the reconcile run is marked as dealt with too, and nobody looks at it again", async () => {
    const paymentId = await ground.place(onePack(await newSku(1)));
    await ground.sandbox().pay(await ground.open(paymentId), "card");
    ground.pass(6 * MINUTE_MS);
    await reconcilePayments(ground.deps(), { now: ground.clock.now });
    const repeated: boolean[] = [];
    await ground.sandbox().deliverAll({ repeat: 2 }, async (body, headers) => {
      repeated.push(value(await ground.receive(body, headers["stripe-signature"] ?? "")).repeated);
      return { status: 200 };
    });
    // Stripe tells of the session and of the money in it, here each twice.
    expect(repeated).toEqual([false, true, false, true]);
  });

  it("is believed only with its signature", async () => {
    const body = JSON.stringify({ id: "evt_forged", type: "checkout.session.completed" });
    expect(await ground.receive(body, "t=1,v1=00")).toMatchObject({ refusal: { code: "BadSignature" } });
    expect(await ground.db().prisma.webhookEvent.count({ where: { id: "evt_forged" } })).toBe(0);
  });

  it("that never comes is found by the reconcile run", async () => {
    const skuId = await newSku(3);
    const paymentId = await ground.place(onePack(skuId));
    await ground.sandbox().pay(await ground.open(paymentId), "card", { kind: "lost" });
    ground.pass(6 * MINUTE_MS);
    const found = await reconcilePayments(ground.deps(), { now: ground.clock.now });
    expect(found.confirmed).toBe(1);
    expect((await ground.onlySale(paymentId)).state).toBe("paid");
  });

  it("money of a wallet that answers later is waited for, and lapses the order when it fails", async () => {
    const skuId = await newSku(3);
    const paymentId = await ground.place(onePack(skuId));
    const session = await ground.open(paymentId);
    await ground.sandbox().payLater(session, "alipay");
    await ground.deliver();
    expect((await ground.onlySale(paymentId)).state).toBe("placed");
    await ground.sandbox().settleLater(session, false);
    await ground.deliver();
    expect((await ground.onlySale(paymentId)).state).toBe("lapsed");
    expect(await ground.pool(skuId)).toEqual({ onHand: 3, held: 0 });
  });
});

describe("a process that dies between two steps", () => {
  it("after placing: the buyer opens the pay page later, on a new attempt that holds the stock longer", async () => {
    const skuId = await newSku(1);
    const paymentId = await ground.place(onePack(skuId));
    ground.pass(20 * MINUTE_MS);
    const sessionId = await ground.open(paymentId);
    ground.pass(20 * MINUTE_MS);
    const { id: orderId } = await ground.onlySale(paymentId);
    expect(await lapseOrders(ground.deps(), { now: ground.clock.now })).not.toContain(orderId);
    await ground.sandbox().pay(sessionId, "card");
    await ground.deliver();
    expect((await ground.onlySale(paymentId)).state).toBe("paid");
  });

  it("after Stripe opened the page: the same page is found again, also when it was paid unseen", async () => {
    const skuId = await newSku(2);
    const paymentId = await ground.place(onePack(skuId));
    ground.sandbox().failNext(3, { kind: "answer_lost" }, "/checkout/sessions");
    const lost = openCheckout(ground.deps(), { paymentId, now: ground.clock.now });
    await expect(lost).rejects.toThrow();
    expect((await ground.db().prisma.payment.findUniqueOrThrow({ where: { id: paymentId } })).state).toBe(
      "opening",
    );
    ground.pass(6 * MINUTE_MS);
    await reconcilePayments(ground.deps(), { now: ground.clock.now });
    expect(await payment(paymentId)).toMatchObject({ state: "open" });
    await ground.sandbox().pay(await ground.open(paymentId), "card");
    await ground.deliver();
    expect((await ground.onlySale(paymentId)).state).toBe("paid");
  });

  it("after a webhook was stored: told again, it is dealt with", async () => {
    const skuId = await newSku(2);
    const paymentId = await ground.place(onePack(skuId));
    await ground.sandbox().pay(await ground.open(paymentId), "card");
    const [delivery] = ground.sandbox().waiting();
    await ground.db().prisma.webhookEvent.create({
      data: { id: delivery?.id ?? "", type: "", objectId: "", payload: {}, receivedAt: ground.clock.now },
    });
    await ground.deliver();
    expect((await ground.onlySale(paymentId)).state).toBe("paid");
  });

  it("after a refund was sent: sending it again gives the money back once", async () => {
    const skuId = await newSku(2);
    const sale = await ground.onlySale(await ground.buy(onePack(skuId)));
    value(await refund(sale.id, 1000n));
    ground.sandbox().failNext(3, { kind: "answer_lost" }, "/refunds");
    await expect(sendRefunds()).rejects.toThrow();
    await sendRefunds();
    await ground.deliver();
    const refunds = await ground.db().prisma.refund.findMany({ where: { orderId: sale.id } });
    expect(refunds.map((row) => [row.state, row.amountFen])).toEqual([["succeeded", 1000n]]);
  });
});
