import { beforeAll } from "vitest";
import { addMs, HOUR_MS } from "~/kernel/clock";
import { type NewPlan, productPage } from "~/modules/catalog/index.server";
import { createUser } from "~/modules/identity/index.server";
import { carryOutDuePlans } from "~/workflows/carry-out-due-plans";
import { planChange } from "~/workflows/plan-change";
import { makeListing } from "../support/market";
import { retailGround } from "./retail-ground";
import { MORNING } from "./sale-ground";

/** So long after a plan is made its time comes. */
export const EVENING = 10 * HOUR_MS;

/** The ground of a retail sale, with listings for which changes are planned, and the sweep that carries them out. */
export function plansGround() {
  const retail = retailGround();
  const { ground, market } = retail;
  const { clock } = ground;
  let userId = "";
  let listings = 0;
  beforeAll(async () => {
    ({ userId } = await createUser(ground.db(), { displayName: "雷小宁", phone: null, now: MORNING }));
  });
  const act = () => ({ cooperativeId: market().cooperativeId, userId, now: clock.now });
  const onFault = (fault: unknown) => {
    throw fault;
  };

  async function newListing() {
    listings += 1;
    const slug = `planned-${listings}`;
    const { productId, skuIds } = await ground.inTransaction((tx) => makeListing(tx, market(), { slug }));
    const skuId = skuIds[0] ?? "";
    const page = async () =>
      (await productPage(ground.db(), { slug, locale: "zh-CN", now: clock.now })) ?? undefined;
    const history = () =>
      ground.db().prisma.skuPrice.findMany({ where: { skuId }, orderBy: { setAt: "asc" } });
    const plans = () =>
      ground.db().prisma.scheduledChange.findMany({ where: { productId }, orderBy: { id: "asc" } });
    const plan = (wish: NewPlan) => planChange(ground.deps(), { ...act(), productId, plan: wish });
    const price = (priceFen: bigint, after = EVENING): NewPlan => ({
      kind: "price",
      skuId,
      priceFen,
      dueAt: addMs(clock.now, after),
      reason: "直播夜",
    });
    const promotion = (priceFen: bigint, from = EVENING, till = EVENING + 4 * HOUR_MS): NewPlan => ({
      kind: "promotion",
      skuId,
      priceFen,
      reason: "丰收节",
      dueAt: addMs(clock.now, from),
      tillAt: addMs(clock.now, till),
    });
    const shownPrice = async () => (await page())?.skus[0]?.priceFen;
    return { productId, skuId, page, shownPrice, history, plans, plan, price, promotion };
  }

  return {
    ...retail,
    clock,
    act,
    newListing,
    sweep: () => carryOutDuePlans({ ...ground.deps(), onFault }, { now: clock.now }),
  };
}
