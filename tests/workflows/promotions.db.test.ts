import { describe, expect, it } from "vitest";
import { addMs, DAY_MS, HOUR_MS } from "~/kernel/clock";
import { cancelPlan } from "~/workflows/cancel-plan";
import { editSkuPrice } from "~/workflows/edit-sku-price";
import { EVENING, plansGround } from "./plans-ground";
import { value } from "./sale-ground";

const { ground, onePack, clock, act, sweep, newListing } = plansGround();

describe("a promotion", () => {
  it("shows what was really charged struck through while it runs, and then the price is as before", async () => {
    const listing = await newListing();
    await ground.buy(onePack(listing.skuId));
    ground.pass(DAY_MS);
    value(await editSkuPrice(ground.deps(), { ...act(), skuId: listing.skuId, priceFen: 7990n }));
    value(await listing.plan(listing.promotion(5490n)));
    ground.pass(EVENING);
    await sweep();
    const promotion = { comparedFen: 5990n, tillAt: addMs(clock.now, 4 * HOUR_MS) };
    expect((await listing.page())?.skus).toMatchObject([{ priceFen: 5490n, promotion }]);
    ground.pass(4 * HOUR_MS);
    await sweep();
    expect((await listing.page())?.skus).toMatchObject([{ priceFen: 7990n, promotion: null }]);
    expect(await listing.plans()).toMatchObject([{ state: "done", formerFen: 7990n, comparedFen: 5990n }]);
  });

  it("shows no earlier price where nothing was ever sold", async () => {
    const listing = await newListing();
    value(await listing.plan(listing.promotion(5490n)));
    ground.pass(EVENING);
    await sweep();
    expect((await listing.page())?.skus).toMatchObject([
      { priceFen: 5490n, promotion: { comparedFen: null } },
    ]);
  });

  it("ends when somebody sets the price by hand, and that price stays", async () => {
    const listing = await newListing();
    value(await listing.plan(listing.promotion(5490n)));
    ground.pass(EVENING);
    await sweep();
    value(await editSkuPrice(ground.deps(), { ...act(), skuId: listing.skuId, priceFen: 5690n }));
    expect((await listing.page())?.skus).toMatchObject([{ priceFen: 5690n, promotion: null }]);
    ground.pass(DAY_MS);
    await sweep();
    expect(await listing.shownPrice()).toBe(5690n);
  });

  it("called off while it runs gives the price before it back at once", async () => {
    const listing = await newListing();
    const { planId } = value(await listing.plan(listing.promotion(5490n)));
    ground.pass(EVENING);
    await sweep();
    value(await cancelPlan(ground.deps(), { ...act(), planId, productId: listing.productId }));
    expect((await listing.page())?.skus).toMatchObject([{ priceFen: 5990n, promotion: null }]);
  });

  it("that is no cheaper when it begins, or whose whole time was missed, is refused", async () => {
    const [one, other] = [await newListing(), await newListing()];
    value(await one.plan(one.promotion(5490n)));
    value(await editSkuPrice(ground.deps(), { ...act(), skuId: one.skuId, priceFen: 5290n }));
    ground.pass(EVENING);
    await sweep();
    expect(await one.plans()).toMatchObject([{ state: "refused", refusal: "PromotionNotCheaper" }]);
    expect(await one.shownPrice()).toBe(5290n);
    value(await other.plan(other.promotion(5490n)));
    ground.pass(DAY_MS);
    await sweep();
    expect(await other.plans()).toMatchObject([{ state: "refused", refusal: "PlanMissed" }]);
    expect(await other.history()).toHaveLength(1);
  });
});

describe("the database", () => {
  it("keeps a plan as it was planned, and its end as it was", async () => {
    const listing = await newListing();
    const { planId } = value(await listing.plan(listing.promotion(5490n)));
    const attack = (sql: string) => ground.db().pool.query(sql);
    const change = (what: string) => attack(`UPDATE scheduled_change SET ${what} WHERE id = '${planId}'`);
    await expect(change("price_fen = 1")).rejects.toThrow(/rewritten/);
    await expect(change("till_at = till_at + interval '1 year'")).rejects.toThrow(/rewritten/);
    await expect(change("state = 'running'")).rejects.toThrow(/scheduled_change_running/);
    await expect(change("compared_fen = 5490")).rejects.toThrow(/scheduled_change_compared/);
    ground.pass(EVENING);
    await sweep();
    value(await cancelPlan(ground.deps(), { ...act(), planId, productId: listing.productId }));
    await expect(change("compared_fen = 99900")).rejects.toThrow(/history/);
    await expect(change("state = 'running', ended_at = NULL")).rejects.toThrow(/history/);
    await expect(attack(`DELETE FROM scheduled_change WHERE id = '${planId}'`)).rejects.toThrow(/history/);
  });
});
