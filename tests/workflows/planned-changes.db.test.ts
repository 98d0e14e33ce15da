import { describe, expect, it, onTestFinished } from "vitest";
import { addMs, HOUR_MS } from "~/kernel/clock";
import { newId } from "~/kernel/ids";
import { refusedPlans } from "~/modules/catalog/index.server";
import { savePlanVersion } from "~/modules/sharing/index.server";
import { cancelPlan } from "~/workflows/cancel-plan";
import { carryOutDuePlans } from "~/workflows/carry-out-due-plans";
import { carryOutPlan } from "~/workflows/carry-out-plan";
import { changePublication } from "~/workflows/change-publication";
import { editSkuPrice } from "~/workflows/edit-sku-price";
import { noticeRefusedPlan } from "~/workflows/notice-refused-plan";
import { planChange } from "~/workflows/plan-change";
import { USUAL_PLAN } from "../support/market";
import { EVENING, plansGround } from "./plans-ground";
import { value } from "./sale-ground";

const { ground, market, clock, act, sweep, newListing } = plansGround();

describe("a planned price", () => {
  it("holds from its time on, not before, and is written down with who planned it and why", async () => {
    const listing = await newListing();
    value(await listing.plan(listing.price(6990n)));
    ground.pass(EVENING - 1_000);
    await sweep();
    expect(await listing.shownPrice()).toBe(5990n);
    ground.pass(1_000);
    await sweep();
    expect(await listing.shownPrice()).toBe(6990n);
    const [plan] = await listing.plans();
    expect(plan).toMatchObject({ state: "done", refusal: null, endedAt: clock.now });
    expect((await listing.history()).at(-1)).toMatchObject({
      priceFen: 6990n,
      setAt: clock.now,
      setByUserId: act().userId,
      reason: "直播夜",
      planId: plan?.id,
    });
  });

  it("is set exactly once, however many processes try at the same moment", async () => {
    const listing = await newListing();
    const { planId } = value(await listing.plan(listing.price(6990n)));
    ground.pass(EVENING);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => carryOutPlan(ground.deps(), { planId, now: clock.now })),
    );
    expect(outcomes.toSorted()).toEqual(["done", ...Array(7).fill("notDue")]);
    expect(await listing.history()).toHaveLength(2);
  });

  it("is set once also when somebody edits the price at the same moment, and then nothing is lost", async () => {
    const listing = await newListing();
    value(await listing.plan(listing.promotion(4990n)));
    ground.pass(EVENING);
    const { skuId } = listing;
    await Promise.all([
      sweep(),
      ...[6110n, 6120n, 6130n].map((priceFen) => editSkuPrice(ground.deps(), { ...act(), skuId, priceFen })),
      sweep(),
    ]);
    const history = await listing.history();
    expect(history.at(-1)?.priceFen).toBe(await listing.shownPrice());
    expect(history.filter(({ planId }) => planId !== null).length).toBeLessThanOrEqual(1);
    // Where the promotion came last, its end is still ahead; the next stories begin without it.
    ground.pass(5 * HOUR_MS);
    await sweep();
  });

  it("is neither set nor forgotten when the process dies on the way", async () => {
    const listing = await newListing();
    value(await listing.plan(listing.price(6990n)));
    ground.pass(EVENING);
    const db = ground.db();
    const dying = {
      ...db,
      transaction: ((work) =>
        db.transaction(async (tx) => {
          await work(tx);
          throw new Error("the power went");
        })) as typeof db.transaction,
    };
    const faults: unknown[] = [];
    await carryOutDuePlans({ db: dying, onFault: (fault) => faults.push(fault) }, { now: clock.now });
    expect(faults).toHaveLength(1);
    expect(await listing.shownPrice()).toBe(5990n);
    await sweep();
    expect(await listing.shownPrice()).toBe(6990n);
    expect(await listing.history()).toHaveLength(2);
  });

  it("that cannot be borne any more is refused and becomes a task until it is read", async () => {
    const listing = await newListing();
    const { cooperativeId, sharePlanId } = market();
    const { planId } = value(await listing.plan(listing.price(5000n)));
    const dearer = [
      { rule: "perPack", kind: "packing", fen: 3_000n } as const,
      ...USUAL_PLAN.filter(({ kind }) => kind !== "packing"),
    ];
    const version = {
      versionId: newId(clock.now),
      planId: sharePlanId,
      cooperativeId,
      name: { "zh-CN": "贵", "zh-TW": "貴", en: "dear" },
    };
    value(
      await ground.inTransaction((tx) =>
        savePlanVersion(tx, { ...version, legs: dearer, createdAt: clock.now }, [], 999),
      ),
    );
    onTestFinished(async () => {
      const usual = { ...version, versionId: newId(clock.now), legs: USUAL_PLAN, createdAt: clock.now };
      value(await ground.inTransaction((tx) => savePlanVersion(tx, usual, [], 999)));
    });
    ground.pass(EVENING);
    await sweep();
    expect(await listing.shownPrice()).toBe(5990n);
    expect(await listing.plans()).toMatchObject([{ state: "refused", refusal: "PriceBelowFloor" }]);
    expect(await refusedPlans(ground.db(), { cooperativeId, locale: "zh-CN" })).toMatchObject({
      count: 1,
      productId: listing.productId,
    });
    await noticeRefusedPlan(ground.deps(), { planId, cooperativeId: newId(clock.now), now: clock.now });
    expect(await refusedPlans(ground.db(), { cooperativeId, locale: "zh-CN" })).toBeDefined();
    await noticeRefusedPlan(ground.deps(), { planId, cooperativeId, now: clock.now });
    expect(await refusedPlans(ground.db(), { cooperativeId, locale: "zh-CN" })).toBeUndefined();
  });

  it("is refused at once where it could not be borne today, and for goods of others", async () => {
    const listing = await newListing();
    expect(await listing.plan(listing.price(100n))).toMatchObject({ refusal: { code: "PriceBelowFloor" } });
    const foreign = { ...act(), cooperativeId: newId(clock.now), productId: listing.productId };
    expect(await planChange(ground.deps(), { ...foreign, plan: listing.price(6990n) })).toMatchObject({
      refusal: { code: "ProductNotFound" },
    });
    const other = await newListing();
    expect(await other.plan(listing.price(6990n))).toMatchObject({ refusal: { code: "SkuNotFound" } });
  });

  it("can be called off until its time, and not by another cooperative", async () => {
    const listing = await newListing();
    const { productId } = listing;
    const { planId } = value(await listing.plan(listing.price(6990n)));
    const foreign = { ...act(), planId, productId, cooperativeId: newId(clock.now) };
    expect(await cancelPlan(ground.deps(), foreign)).toMatchObject({ refusal: { code: "PlanNotFound" } });
    value(await cancelPlan(ground.deps(), { ...act(), planId, productId }));
    expect(await cancelPlan(ground.deps(), { ...act(), planId, productId })).toMatchObject({
      refusal: { code: "PlanEnded" },
    });
    ground.pass(EVENING);
    await sweep();
    expect(await listing.shownPrice()).toBe(5990n);
  });
});

describe("going on and off sale", () => {
  it("happens in the order of its times, also when both have passed", async () => {
    const listing = await newListing();
    const off = { kind: "pause", dueAt: addMs(clock.now, HOUR_MS), reason: "装车" } as const;
    value(await listing.plan({ ...off, kind: "publish", dueAt: addMs(clock.now, 2 * HOUR_MS) }));
    value(await listing.plan(off));
    ground.pass(HOUR_MS);
    await sweep();
    expect((await listing.page())?.state).toBe("paused");
    ground.pass(HOUR_MS);
    await sweep();
    expect((await listing.page())?.state).toBe("published");
    expect((await listing.plans()).map(({ state }) => state)).toEqual(["done", "done"]);
  });

  it("is planned for nothing that was put away, and putting away calls everything off", async () => {
    const listing = await newListing();
    const { productId } = listing;
    value(await listing.plan(listing.price(6990n)));
    for (const move of ["pause", "archive"] as const) {
      value(await changePublication(ground.deps(), { ...act(), productId, move }));
    }
    expect(await listing.plans()).toMatchObject([{ state: "cancelled", endedBy: act().userId }]);
    expect(await listing.plan(listing.price(6990n))).toMatchObject({
      refusal: { code: "ListingNotPlannable" },
    });
  });
});
