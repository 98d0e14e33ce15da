import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { addMs, DAY_MS, HOUR_MS } from "~/kernel/clock";
import { newId } from "~/kernel/ids";
import { type NewPlan, productPage, refusedPlans } from "~/modules/catalog/index.server";
import { createUser } from "~/modules/identity/index.server";
import { savePlanVersion } from "~/modules/sharing/index.server";
import { cancelPlan } from "~/workflows/cancel-plan";
import { carryOutDuePlans } from "~/workflows/carry-out-due-plans";
import { carryOutPlan } from "~/workflows/carry-out-plan";
import { changePublication } from "~/workflows/change-publication";
import { editSkuPrice } from "~/workflows/edit-sku-price";
import { noticeRefusedPlan } from "~/workflows/notice-refused-plan";
import { planChange } from "~/workflows/plan-change";
import { makeListing, USUAL_PLAN } from "../support/market";
import { retailGround } from "./retail-ground";
import { MORNING, value } from "./sale-ground";

const { ground, market, onePack } = retailGround();
const { clock } = ground;
const EVENING = 10 * HOUR_MS;
let userId: string;
let listings = 0;

beforeAll(async () => {
  ({ userId } = await createUser(ground.db(), { displayName: "雷小宁", phone: null, now: MORNING }));
});

const deps = () => ({ db: ground.db() });
const act = () => ({ cooperativeId: market().cooperativeId, userId, now: clock.now });
const sweep = () =>
  carryOutDuePlans(
    {
      ...deps(),
      onFault: (fault) => {
        throw fault;
      },
    },
    { now: clock.now },
  );

async function newListing() {
  listings += 1;
  const slug = `planned-${listings}`;
  const { productId, skuIds } = await ground.inTransaction((tx) => makeListing(tx, market(), { slug }));
  const skuId = skuIds[0] ?? "";
  const page = async () =>
    (await productPage(ground.db(), { slug, locale: "zh-CN", now: clock.now })) ?? undefined;
  const history = () => ground.db().prisma.skuPrice.findMany({ where: { skuId }, orderBy: { setAt: "asc" } });
  const plans = () =>
    ground.db().prisma.scheduledChange.findMany({ where: { productId }, orderBy: { id: "asc" } });
  const plan = (wish: NewPlan) => planChange(deps(), { ...act(), productId, plan: wish });
  const price = (priceFen: bigint, after = EVENING): NewPlan => ({
    ...{ kind: "price", skuId, priceFen, dueAt: addMs(clock.now, after), reason: "直播夜" },
  });
  const promotion = (priceFen: bigint, from = EVENING, till = EVENING + 4 * HOUR_MS): NewPlan => ({
    ...{ kind: "promotion", skuId, priceFen, reason: "丰收节" },
    ...{ dueAt: addMs(clock.now, from), tillAt: addMs(clock.now, till) },
  });
  return { productId, skuId, page, history, plans, plan, price, promotion };
}
type Listing = Awaited<ReturnType<typeof newListing>>;
const priceOf = async ({ page }: Listing) => (await page())?.skus[0]?.priceFen;

describe("a planned price", () => {
  it("holds from its time on, not before, and is written down with who planned it and why", async () => {
    const listing = await newListing();
    value(await listing.plan(listing.price(6990n)));
    ground.pass(EVENING - 1_000);
    await sweep();
    expect(await priceOf(listing)).toBe(5990n);
    ground.pass(1_000);
    await sweep();
    expect(await priceOf(listing)).toBe(6990n);
    const [plan] = await listing.plans();
    expect(plan).toMatchObject({ state: "done", refusal: null, endedAt: clock.now });
    expect((await listing.history()).at(-1)).toMatchObject({
      ...{ priceFen: 6990n, setAt: clock.now, setByUserId: userId, reason: "直播夜", planId: plan?.id },
    });
  });

  it("is set exactly once, however many processes try at the same moment", async () => {
    const listing = await newListing();
    const { planId } = value(await listing.plan(listing.price(6990n)));
    ground.pass(EVENING);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => carryOutPlan(deps(), { planId, now: clock.now })),
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
      ...[6110n, 6120n, 6130n].map((priceFen) => editSkuPrice(deps(), { ...act(), skuId, priceFen })),
      sweep(),
    ]);
    const history = await listing.history();
    expect(history.at(-1)?.priceFen).toBe(await priceOf(listing));
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
    expect(await priceOf(listing)).toBe(5990n);
    await sweep();
    expect(await priceOf(listing)).toBe(6990n);
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
    expect(await priceOf(listing)).toBe(5990n);
    expect(await listing.plans()).toMatchObject([{ state: "refused", refusal: "PriceBelowFloor" }]);
    expect(await refusedPlans(ground.db(), { cooperativeId, locale: "zh-CN" })).toMatchObject({
      count: 1,
      productId: listing.productId,
    });
    await noticeRefusedPlan(deps(), { planId, cooperativeId: newId(clock.now), now: clock.now });
    expect(await refusedPlans(ground.db(), { cooperativeId, locale: "zh-CN" })).toBeDefined();
    await noticeRefusedPlan(deps(), { planId, cooperativeId, now: clock.now });
    expect(await refusedPlans(ground.db(), { cooperativeId, locale: "zh-CN" })).toBeUndefined();
  });

  it("is refused at once where it could not be borne today, and for goods of others", async () => {
    const listing = await newListing();
    expect(await listing.plan(listing.price(100n))).toMatchObject({ refusal: { code: "PriceBelowFloor" } });
    const foreign = { ...act(), cooperativeId: newId(clock.now), productId: listing.productId };
    expect(await planChange(deps(), { ...foreign, plan: listing.price(6990n) })).toMatchObject({
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
    expect(await cancelPlan(deps(), foreign)).toMatchObject({ refusal: { code: "PlanNotFound" } });
    value(await cancelPlan(deps(), { ...act(), planId, productId }));
    expect(await cancelPlan(deps(), { ...act(), planId, productId })).toMatchObject({
      refusal: { code: "PlanEnded" },
    });
    ground.pass(EVENING);
    await sweep();
    expect(await priceOf(listing)).toBe(5990n);
  });
});

describe("a promotion", () => {
  it("shows what was really charged struck through while it runs, and then the price is as before", async () => {
    const listing = await newListing();
    await ground.buy(onePack(listing.skuId));
    ground.pass(DAY_MS);
    value(await editSkuPrice(deps(), { ...act(), skuId: listing.skuId, priceFen: 7990n }));
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
    value(await editSkuPrice(deps(), { ...act(), skuId: listing.skuId, priceFen: 5690n }));
    expect((await listing.page())?.skus).toMatchObject([{ priceFen: 5690n, promotion: null }]);
    ground.pass(DAY_MS);
    await sweep();
    expect(await priceOf(listing)).toBe(5690n);
  });

  it("called off while it runs gives the price before it back at once", async () => {
    const listing = await newListing();
    const { planId } = value(await listing.plan(listing.promotion(5490n)));
    ground.pass(EVENING);
    await sweep();
    value(await cancelPlan(deps(), { ...act(), planId, productId: listing.productId }));
    expect((await listing.page())?.skus).toMatchObject([{ priceFen: 5990n, promotion: null }]);
  });

  it("that is no cheaper when it begins, or whose whole time was missed, is refused", async () => {
    const [one, other] = [await newListing(), await newListing()];
    value(await one.plan(one.promotion(5490n)));
    value(await editSkuPrice(deps(), { ...act(), skuId: one.skuId, priceFen: 5290n }));
    ground.pass(EVENING);
    await sweep();
    expect(await one.plans()).toMatchObject([{ state: "refused", refusal: "PromotionNotCheaper" }]);
    expect(await priceOf(one)).toBe(5290n);
    value(await other.plan(other.promotion(5490n)));
    ground.pass(DAY_MS);
    await sweep();
    expect(await other.plans()).toMatchObject([{ state: "refused", refusal: "PlanMissed" }]);
    expect(await other.history()).toHaveLength(1);
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
      value(await changePublication(deps(), { ...act(), productId, move }));
    }
    expect(await listing.plans()).toMatchObject([{ state: "cancelled", endedBy: userId }]);
    expect(await listing.plan(listing.price(6990n))).toMatchObject({
      refusal: { code: "ListingNotPlannable" },
    });
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
    value(await cancelPlan(deps(), { ...act(), planId, productId: listing.productId }));
    await expect(change("compared_fen = 99900")).rejects.toThrow(/history/);
    await expect(change("state = 'running', ended_at = NULL")).rejects.toThrow(/history/);
    await expect(attack(`DELETE FROM scheduled_change WHERE id = '${planId}'`)).rejects.toThrow(/history/);
  });
});
