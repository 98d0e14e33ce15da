import { beforeAll, describe, expect, it } from "vitest";
import { createUser } from "~/modules/identity/index.server";
import { failedRefunds, stuckRefunds } from "~/modules/ordering/index.server";
import { cancelOrder } from "~/workflows/cancel-order";
import { finishRefund } from "~/workflows/finish-refund";
import { refundAgain } from "~/workflows/refund-again";
import { ONE_PACK, retailGround } from "./retail-ground";
import { MORNING, value } from "./sale-ground";

const shop = retailGround();
const { ground, step, sendRefunds } = shop;

let skuId: string;
let staffId: string;
beforeAll(async () => {
  skuId = await shop.newSku(50);
  const person = { displayName: "杜晓燕", phone: null, now: MORNING };
  ({ userId: staffId } = await ground.inTransaction((tx) => createUser(tx, person)));
});

const buy = async () => ground.onlySale(await ground.buy(shop.onePack(skuId)));
const cancel = async (orderId: string) =>
  value(await cancelOrder(ground.deps(), { ...step(orderId), by: "staff", note: "没货了" }));

/** What Stripe tells of a refund. */
async function tell(refundId: string, status: "failed" | "succeeded") {
  const outcome = { refundId, stripeRefundId: `re_${refundId}`, status, failure: "unknown" };
  value(await finishRefund(ground.deps(), { outcome, now: ground.clock.now }));
}

/** A sale that the desk took back, and whose refund Stripe told was not made. */
async function failed(status: "failed" | "succeeded" = "failed") {
  const sale = await buy();
  await cancel(sale.id);
  const { id: refundId } = await ground.db().prisma.refund.findFirstOrThrow({ where: { orderId: sale.id } });
  await tell(refundId, status);
  return { sale, refundId };
}

const again = (of: { sale: { id: string }; refundId: string }, over: object = {}) =>
  refundAgain(ground.deps(), { ...step(of.sale.id), userId: staffId, refundId: of.refundId, ...over });

const refused = (code: string) => ({ ok: false, refusal: { code } });

const refundsOf = (orderId: string) =>
  ground.db().prisma.refund.findMany({ where: { orderId }, orderBy: { requestedAt: "asc" } });

describe("a refund that Stripe would not make", () => {
  it("waits at the desk until it is sent again, and then gives back what was paid, to the fen", async () => {
    const of = await failed();
    expect(await stuckRefunds(ground.db(), of.sale.id)).toMatchObject([
      { id: of.refundId, state: "failed", amountFen: ONE_PACK },
    ]);
    expect(await failedRefunds(ground.db(), shop.market().cooperativeId)).toMatchObject({ count: 1 });
    expect(await failedRefunds(ground.db(), crypto.randomUUID()), "at another desk").toBeUndefined();
    ground.pass(60_000);
    value(await again(of));
    expect(await stuckRefunds(ground.db(), of.sale.id)).toEqual([]);
    expect(await failedRefunds(ground.db(), shop.market().cooperativeId)).toBeUndefined();
    await sendRefunds();
    await ground.deliver();
    expect((await refundsOf(of.sale.id)).map(({ state }) => state)).toEqual(["failed", "succeeded"]);
    expect((await ground.onlySale(of.sale.paymentId)).refundedFen).toBe(ONE_PACK);
    expect(await ground.booksAreEmpty(of.sale.id)).toBe(true);
  });

  it("is sent again once, however often and by however many the button is tapped", async () => {
    const of = await failed();
    const told = await Promise.all(Array.from({ length: 6 }, () => again(of)));
    expect(told.every(({ ok }) => ok)).toBe(true);
    const refunds = await refundsOf(of.sale.id);
    expect(refunds).toHaveLength(2);
    expect(refunds[1]).toMatchObject({ reason: "triedAgain", state: "requested", againOf: of.refundId });
    expect((await ground.onlySale(of.sale.paymentId)).refundedFen).toBe(ONE_PACK);
    value(await again(of));
    expect(await refundsOf(of.sale.id)).toHaveLength(2);
  });

  it("stands in the log with who sent it again, and what the buyer had and has back", async () => {
    const of = await failed();
    value(await again(of));
    const { number } = await ground.db().prisma.order.findUniqueOrThrow({ where: { id: of.sale.id } });
    expect(
      await ground.db().prisma.auditEntry.findFirst({
        where: { act: "order.refundAgain", subjectId: number },
      }),
    ).toMatchObject({
      actorUserId: staffId,
      organisationId: shop.market().cooperativeId,
      before: { refundedFen: "0" },
      after: { refundedFen: String(ONE_PACK) },
    });
  });

  it("fails a second time, and can be sent a third time by the newest failure", async () => {
    const of = await failed();
    value(await again(of));
    const second = (await refundsOf(of.sale.id))[1]?.id ?? "";
    await tell(second, "failed");
    expect((await stuckRefunds(ground.db(), of.sale.id)).map(({ id }) => id)).toEqual([second]);
    value(await again({ sale: of.sale, refundId: second }));
    expect((await refundsOf(of.sale.id)).map(({ state }) => state)).toEqual([
      "failed",
      "failed",
      "requested",
    ]);
  });
});

describe("nothing is sent again", () => {
  it("of another cooperative's order, or by a refund of another order", async () => {
    const [one, other] = [await failed(), await failed()];
    const elsewhere = { cooperativeId: other.refundId };
    expect(await again(one, elsewhere)).toMatchObject(refused("OrderUnknown"));
    expect(await again({ sale: one.sale, refundId: other.refundId })).toMatchObject(
      refused("RefundNotFailed"),
    );
    expect(await refundsOf(one.sale.id)).toHaveLength(1);
  });

  it("that has gone, or that the buyer's bank sent back after it had", async () => {
    const of = await failed("succeeded");
    value(await again(of));
    expect(await refundsOf(of.sale.id)).toHaveLength(1);
    await tell(of.refundId, "failed");
    expect(await again(of)).toMatchObject(refused("RefundNotFailed"));
    expect(await stuckRefunds(ground.db(), of.sale.id)).toMatchObject([{ state: "bounced" }]);
  });

  it("whose amount went back another way since; it waits for nobody any more", async () => {
    const sale = await buy();
    const { refundId } = value(await shop.refund(sale.id, 1_000n));
    await tell(refundId, "failed");
    expect(await stuckRefunds(ground.db(), sale.id)).toMatchObject([{ id: refundId, amountFen: 1_000n }]);
    await cancel(sale.id);
    expect(await again({ sale, refundId })).toMatchObject({
      refusal: { code: "RefundTooLarge", leftFen: 0n },
    });
    expect(await stuckRefunds(ground.db(), sale.id)).toEqual([]);
  });

  it("that came back from the buyer's bank, which waits until the order is refunded another time", async () => {
    const sale = await buy();
    const { refundId } = value(await shop.refund(sale.id, 1_000n));
    await tell(refundId, "succeeded");
    await tell(refundId, "failed");
    expect(await stuckRefunds(ground.db(), sale.id)).toMatchObject([{ id: refundId, state: "bounced" }]);
    ground.pass(60_000);
    value(await shop.refund(sale.id, 1_000n));
    expect(await stuckRefunds(ground.db(), sale.id)).toEqual([]);
  });

  it("twice of the same failure, whatever the code does: the database refuses it", async () => {
    const of = await failed();
    value(await again(of));
    const [, second] = await refundsOf(of.sale.id);
    if (!second) throw new Error("it was sent again");
    const copy = { ...second, id: crypto.randomUUID() };
    await expect(ground.db().prisma.refund.create({ data: copy })).rejects.toThrow(/again_of/);
    const itself = ground.db().pool.query("UPDATE refund SET again_of = id WHERE id = $1", [second.id]);
    await expect(itself).rejects.toThrow("refund_again_of_another");
  });
});
