import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS } from "~/kernel/clock";
import { balanceOfEvent, isZero } from "~/modules/ledger/index.server";
import { stuckRefunds } from "~/modules/ordering/index.server";
import { cancelOrder } from "~/workflows/cancel-order";
import { refundAgain } from "~/workflows/refund-again";
import { refundClaimAgain } from "~/workflows/refund-claim-again";
import { settleDueOrders } from "~/workflows/settle-due-orders";
import { claimsGround, type Delivered, FOUR_PACKS } from "./claims-ground";
import { value } from "./sale-ground";

const verbs = claimsGround();
const { ground, market, delivered, claim, claimsOf, opened, accept, decline, withdraw } = verbs;
const { settleNow, afterTheWindow, sendRefunds, refund } = verbs;

const stateOf = async (sale: Delivered) => (await ground.onlySale(sale.paymentId)).state;
const refused = (code: string) => ({ ok: false, refusal: { code } });

describe("a buyer's claim", () => {
  it("asks for the bad part of the price, and the same form sent twice is one claim", async () => {
    const sale = await delivered();
    value(await claim(sale));
    value(await claim(sale));
    expect(await claimsOf(sale)).toMatchObject([
      { state: "open", packs: 2, grams: null, reason: "crushed", askedFen: 11_980n, givenFen: null },
    ]);
    expect(await claim(sale, { words: "还有别的" })).toMatchObject(refused("ClaimAlreadyOpen"));
  });

  it("is taken only of goods that have arrived, while there is time, and three times at most", async () => {
    const sale = await delivered();
    expect(await claim(sale, { affected: { of: "packs", packs: 5 } })).toMatchObject(
      refused("ClaimTooLarge"),
    );
    expect(await claim(sale, { lineId: (await delivered()).lineId })).toMatchObject(refused("OrderUnknown"));
    for (let time = 0; time < 3; time += 1) value(await withdraw(sale, await opened(sale)));
    expect(await claim(sale)).toMatchObject(refused("TooManyClaims"));
    const late = await delivered();
    ground.pass(48 * HOUR_MS);
    expect(await claim(late)).toMatchObject(refused("ClaimTooLate"));
  });

  it("is taken back by its buyer until it is answered", async () => {
    const sale = await delivered();
    const claimId = await opened(sale);
    value(await withdraw(sale, claimId));
    value(await withdraw(sale, claimId));
    expect(await accept(sale, claimId, 100n)).toMatchObject(refused("ClaimAnswered"));
    const other = await delivered();
    expect(await withdraw(other, claimId)).toMatchObject(refused("ClaimUnknown"));
  });

  it("holds the settlement of its order back until it is answered", async () => {
    const [sale, calm] = [await delivered(), await delivered()];
    const claimId = await opened(sale);
    afterTheWindow();
    await settleDueOrders(ground.deps(), { now: ground.clock.now });
    expect([await stateOf(sale), await stateOf(calm)]).toEqual(["delivered", "settled"]);
    expect(value(await settleNow(sale))).toBe(false);
    value(await decline(sale, claimId));
    await settleDueOrders(ground.deps(), { now: ground.clock.now });
    expect(await stateOf(sale)).toBe("settled");
  });
});

describe("the cooperative's answer", () => {
  it("gives back a part once, walks the books back in proportion, and is in the log", async () => {
    const sale = await delivered();
    const claimId = await opened(sale);
    value(await accept(sale, claimId, 5_990n, "对不起，赔您一半"));
    value(await accept(sale, claimId, 5_990n, "对不起，赔您一半"));
    expect(await accept(sale, claimId, 11_980n)).toMatchObject(refused("ClaimAnswered"));
    const [{ refundId } = { refundId: null }] = await claimsOf(sale);
    await sendRefunds();
    await ground.deliver({ repeat: 2 });
    const refunds = await ground.db().prisma.refund.findMany({ where: { orderId: sale.id } });
    expect(refunds).toMatchObject([{ id: refundId, amountFen: 5_990n, reason: "claim", state: "succeeded" }]);
    // 5 % of four packs is 11.98 for the village; of 265.60 paid 59.90 went back.
    const village = await verbs.of(sale.id, market().collectiveBook, "501.01");
    expect(village).toEqual({ posted: 0n, pending: 1_198n - (1_198n * 5_990n) / FOUR_PACKS });
    const log = await ground.db().prisma.auditEntry.findMany({ where: { subjectId: sale.number } });
    expect(log.map(({ act }) => act)).toEqual(expect.arrayContaining(["order.claimAccepted"]));
    const events = await ground.db().prisma.orderEvent.findMany({ where: { orderId: sale.id } });
    expect(events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["claimOpened", "claimAccepted", "refundRequested", "refunded"]),
    );
    expect(JSON.stringify(events)).not.toContain("汁水");
  });

  it("that gives everything back ends the sale with every account of it at nothing", async () => {
    const sale = await delivered();
    const claimId = await opened(sale, { affected: { of: "packs", packs: 4 } });
    value(await accept(sale, claimId, FOUR_PACKS));
    expect(await stateOf(sale)).toBe("refunded");
    await sendRefunds();
    await ground.deliver();
    expect(await ground.booksAreEmpty(sale.id)).toBe(true);
  });

  it("conserves every fen and keeps the books in balance, whatever parts are given", async () => {
    const parts = fc.array(
      fc.record({ bad: fc.bigInt(1n, 12_000n), given: fc.nat(), before: fc.boolean() }),
      { minLength: 1, maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(parts, async (claims) => {
        const sale = await delivered();
        let given = 0n;
        for (const { bad, given: share, before } of claims) {
          ground.pass(1000);
          const claimed = await claim(sale, { affected: { of: "grams", grams: bad } });
          if (!claimed.ok) continue;
          const open = (await claimsOf(sale)).find(({ state }) => state === "open");
          if (!open) throw new Error("it is open");
          const part = 1n + (BigInt(share) % open.askedFen);
          value(await accept(sale, open.id, part));
          given += part;
          if (before) await sendRefunds();
        }
        afterTheWindow();
        await settleNow(sale);
        await sendRefunds();
        await ground.deliver();
        const after = await ground.onlySale(sale.paymentId);
        expect(after.refundedFen).toBe(given);
        expect(after.state).toBe(given === FOUR_PACKS ? "refunded" : "settled");
        const accounts = await balanceOfEvent(ground.db(), sale.id);
        for (const [book, lines] of Map.groupBy(accounts, ({ bookId }) => bookId)) {
          const sum = lines.reduce((left, line) => left + line.debitsPosted - line.creditsPosted, 0n);
          expect(sum, book).toBe(0n);
        }
        const cash = accounts.find(({ account }) => account === "1012.01");
        expect((cash?.debitsPosted ?? 0n) - (cash?.creditsPosted ?? 0n)).toBe(FOUR_PACKS - given);
        if (given === FOUR_PACKS) expect(accounts.every(isZero)).toBe(true);
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it("is refused above what was asked for, at another cooperative, and after an answer", async () => {
    const sale = await delivered();
    const claimId = await opened(sale);
    expect(await accept(sale, claimId, 11_981n)).toMatchObject(refused("ClaimGivenTooLarge"));
    expect(await accept(sale, claimId, 0n)).toMatchObject(refused("ClaimGivenTooLarge"));
    const elsewhere = await delivered();
    expect(await accept(elsewhere, claimId, 100n)).toMatchObject(refused("ClaimUnknown"));
    value(await decline(sale, claimId));
    value(await decline(sale, claimId));
    expect(await accept(sale, claimId, 100n)).toMatchObject(refused("ClaimAnswered"));
    expect(await ground.db().prisma.refund.count({ where: { orderId: sale.id } })).toBe(0);
  });

  it("comes before the whole sale is given back", async () => {
    const sale = await delivered();
    const claimId = await opened(sale);
    const cancel = { ...verbs.step(sale.id), by: "staff" as const, note: "都退了吧" };
    expect(await cancelOrder(ground.deps(), cancel)).toMatchObject(refused("ClaimsOpen"));
    expect(await refund(sale.id, FOUR_PACKS)).toMatchObject(refused("ClaimsOpen"));
    value(await accept(sale, claimId, 1_000n));
    value(await cancelOrder(ground.deps(), { ...cancel, now: ground.clock.now }));
    await sendRefunds();
    await ground.deliver();
    expect(await ground.booksAreEmpty(sale.id)).toBe(true);
  });

  it("whose refund Stripe would not make is sent again once, by somebody at the desk", async () => {
    const sale = await delivered();
    const claimId = await opened(sale);
    value(await accept(sale, claimId, 1_000n));
    const again = () =>
      refundClaimAgain(ground.deps(), { ...verbs.step(sale.id), userId: verbs.staffId(), claimId });
    value(await again());
    const [first] = await claimsOf(sale);
    await ground.db().prisma.refund.update({
      where: { id: first?.refundId ?? "" },
      data: { state: "failed", finishedAt: ground.clock.now },
    });
    await ground.db().prisma.order.update({ where: { id: sale.id }, data: { refundedFen: 0n } });
    // It stands with its claim, which is where it is sent again.
    expect(await stuckRefunds(ground.db(), sale.id)).toEqual([]);
    const asRefund = { ...verbs.step(sale.id), userId: verbs.staffId(), refundId: first?.refundId ?? "" };
    expect(await refundAgain(ground.deps(), asRefund)).toMatchObject(refused("RefundNotFailed"));
    const told = await Promise.all([again(), again()]);
    expect(told.every(({ ok }) => ok)).toBe(true);
    const refunds = await ground.db().prisma.refund.findMany({ where: { orderId: sale.id } });
    expect(refunds.map(({ state, reason }) => [state, reason]).toSorted()).toEqual([
      ["failed", "claim"],
      ["requested", "triedAgain"],
    ]);
    expect((await ground.onlySale(sale.paymentId)).refundedFen).toBe(1_000n);
  });
});

describe("two at once", () => {
  it("accepting twice with different words gives back once", async () => {
    const sale = await delivered();
    const claimId = await opened(sale);
    const answers = await Promise.all([
      accept(sale, claimId, 5_000n, "先来"),
      accept(sale, claimId, 6_000n, "后到"),
      decline(sale, claimId),
      withdraw(sale, claimId),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const after = await ground.onlySale(sale.paymentId);
    const [only] = await claimsOf(sale);
    expect(after.refundedFen).toBe(only?.givenFen ?? 0n);
  });

  it("a claim in the last moment and the settlement do not both win", async () => {
    for (let round = 0; round < 6; round += 1) {
      const sale = await delivered();
      const asked = ground.clock.now;
      afterTheWindow();
      // The buyer's clock was read before the window closed; the sweep's after it.
      const [claimed, settled] = await Promise.all([claim(sale, { now: asked }), settleNow(sale)]);
      expect(claimed.ok).not.toBe(value(settled));
      expect(await stateOf(sale)).toBe(claimed.ok ? "delivered" : "settled");
    }
  });

  it("accepting while the sweep settles leaves no claim without an end and no fen twice", async () => {
    for (let round = 0; round < 6; round += 1) {
      const sale = await delivered();
      const claimId = await opened(sale);
      afterTheWindow();
      const [given] = await Promise.all([accept(sale, claimId, 1_000n), settleNow(sale), settleNow(sale)]);
      value(given);
      value(await settleNow(sale));
      await sendRefunds();
      await ground.deliver();
      expect(await stateOf(sale)).toBe("settled");
      const accounts = await balanceOfEvent(ground.db(), sale.id);
      const cash = accounts.find(({ account }) => account === "1012.01");
      expect((cash?.debitsPosted ?? 0n) - (cash?.creditsPosted ?? 0n)).toBe(FOUR_PACKS - 1_000n);
    }
  });
});
