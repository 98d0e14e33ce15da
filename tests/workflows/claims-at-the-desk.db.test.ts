import { describe, expect, it } from "vitest";
import { DAY_MS, shanghaiDay } from "~/kernel/clock";
import { claimFigures, claimsForDesk, claimsWaiting, deskOrders } from "~/modules/ordering/index.server";
import { forgetWhatIsDue } from "~/workflows/forget-what-is-due";
import { claimsGround } from "./claims-ground";
import { value } from "./sale-ground";

const verbs = claimsGround();
const { ground, market, delivered, claimsOf, opened, accept, decline, withdraw } = verbs;
const { settleNow, afterTheWindow } = verbs;

describe("claims at the desk", () => {
  it("are counted, and their orders listed with who has waited longest first", async () => {
    const before = await claimsWaiting(ground.db(), market().cooperativeId);
    const sale = await delivered();
    await opened(sale);
    const { cooperativeId } = market();
    const now = await claimsWaiting(ground.db(), cooperativeId);
    expect(now.claims).toBe(before.claims + 1);
    const list = { cooperativeId, states: ["delivered"] as const, claimed: true, after: null };
    const page = await deskOrders(ground.db(), { ...list, shown: new Set() });
    expect(page.orders).toHaveLength(now.claims);
    expect(page.orders.every(({ claimOpen }) => claimOpen)).toBe(true);
    expect(page.orders.at(-1)?.number).toBe(sale.number);
  });

  it("show the buyer's words with telephones masked until somebody looked behind the mask", async () => {
    const sale = await delivered();
    await opened(sale, { words: "打我 13812345678" });
    const asked = { orderId: sale.id, locale: "zh-CN" as const };
    const words = async (shown: boolean) =>
      (await claimsForDesk(ground.db(), { ...asked, shown })).map((each) => each.words);
    expect(await words(false)).toEqual(["打我 138****5678"]);
    expect(await words(true)).toEqual(["打我 13812345678"]);
    const lock = { where: { id: sale.id }, data: { contactLockedAt: ground.clock.now } };
    await ground.db().prisma.order.update(lock);
    expect(await words(true)).toEqual([""]);
  });

  it("forget the words of both sides when the order forgets its buyer, and keep what was given", async () => {
    const sale = await delivered();
    value(await accept(sale, await opened(sale), 1_000n, "赔给王小明"));
    afterTheWindow();
    await settleNow(sale);
    const now = new Date(ground.clock.now.getTime() + 4 * 366 * DAY_MS);
    await forgetWhatIsDue({ db: ground.db(), regions: ground.deps().regions }, { now });
    expect(await claimsOf(sale)).toMatchObject([{ words: "", answer: "", givenFen: 1_000n }]);
  });
});

describe("the figures of claims", () => {
  it("count what was opened, answered and given, and of the orders that arrived those that were claimed", async () => {
    const { cooperativeId } = market();
    const on = shanghaiDay(ground.clock.now);
    const period = { from: on, to: on, by: "day" } as const;
    const figures = () => claimFigures(ground.db(), { cooperativeId, period });
    const before = await figures();
    const [good, halfGiven, declined, withdrawn] = [
      await delivered(),
      await delivered(),
      await delivered(),
      await delivered(),
    ];
    expect(good.state).toBe("delivered");
    value(await accept(halfGiven, await opened(halfGiven), 5_990n));
    value(await decline(declined, await opened(declined)));
    value(await withdraw(withdrawn, await opened(withdrawn)));
    const after = await figures();
    expect(after.total).toEqual({
      opened: before.total.opened + 3,
      accepted: before.total.accepted + 1,
      declined: before.total.declined + 1,
      givenFen: before.total.givenFen + 5_990n,
    });
    expect(after.delivered - before.delivered).toBe(4);
    expect(after.claimed - before.claimed).toBe(2);
    expect(after.pieces).toEqual([{ piece: on, ...after.total }]);
    const nobody = await claimFigures(ground.db(), { cooperativeId: good.id, period });
    expect([nobody.total.opened, nobody.delivered]).toEqual([0, 0]);
  });
});
