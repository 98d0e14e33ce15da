import { invariant } from "~/kernel/invariant";
import { ok, type Result, refuse } from "~/kernel/result";
import {
  askedPrices,
  comparedPrice,
  comparedSince,
  decidePromotion,
  endPlan,
  lockPlan,
  type Plan,
  type PlanMissed,
  type PromotionNotCheaper,
  startPromotion,
} from "~/modules/catalog/index.server";
import { dealsBefore } from "~/modules/ordering/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import { type ChangePublicationRefusal, movePublication } from "./change-publication";
import { type EditSkuPriceRefusal, setSkuPrice } from "./edit-sku-price";
import { type EndedMeanwhile, unlessEnded } from "./unless-ended";

interface CarryOut {
  readonly planId: string;
  readonly now: Date;
}

export type CarriedOut = "done" | "refused" | "notDue";
export type CarryOutRefusal =
  | ChangePublicationRefusal
  | EditSkuPriceRefusal
  | PromotionNotCheaper
  | PlanMissed
  | EndedMeanwhile;

/**
 * Does what was planned when its time has come, through the same steps as the desk, in one transaction with the end of the
 * plan: a process that dies on the way has done nothing, and of two that try at once one finds it done. What is refused
 * becomes the plan's end, with the refusal's name for whoever reads the desk.
 */
export async function carryOutPlan(
  { db }: { readonly db: Db },
  { planId, now }: CarryOut,
): Promise<CarriedOut> {
  const carrying = db.transaction(async (tx): Promise<Result<CarriedOut, CarryOutRefusal>> => {
    const plan = await lockPlan(tx, planId);
    return plan && isDue(plan, now) ? carryOut(tx, plan, now) : ok("notDue");
  });
  const done = await unlessEnded(carrying);
  if (done.ok) return done.value;
  const { code: refusal } = done.refusal;
  const ended = await db.transaction(
    async (tx): Promise<Result<boolean, never>> =>
      ok(await endPlan(tx, { planId, state: "refused", refusal, now })),
  );
  return ended.ok && ended.value ? "refused" : "notDue";
}

function isDue({ state, dueAt, tillAt }: Plan, now: Date): boolean {
  if (state === "waiting") return dueAt <= now;
  return state === "running" && tillAt !== null && tillAt <= now;
}

async function carryOut(tx: Tx, plan: Plan, now: Date): Promise<Result<CarriedOut, CarryOutRefusal>> {
  const { id: planId, kind, state, productId, cooperativeId, createdBy: userId, reason } = plan;
  if (kind === "publish" || kind === "pause") {
    const move = { productId, cooperativeId, userId, move: kind, note: reason, now };
    const moved = await movePublication(tx, move);
    if (!moved.ok) return moved;
  } else {
    if (kind === "promotion" && state === "waiting") return begin(tx, plan, now);
    const priceFen = state === "running" ? plan.formerFen : plan.priceFen;
    if (plan.skuId !== null && priceFen !== null) {
      const price = { skuId: plan.skuId, cooperativeId, priceFen, userId, reason, planId, now };
      const set = await setSkuPrice(tx, price);
      if (!set.ok) return set;
    }
  }
  await endPlan(tx, { planId, state: "done", now });
  return ok("done");
}

/** A promotion begins: what may stand struck through beside its price is settled now, for all its time. */
async function begin(tx: Tx, plan: Plan, now: Date): Promise<Result<CarriedOut, CarryOutRefusal>> {
  const { id: planId, skuId, cooperativeId, priceFen, tillAt, createdBy: userId, reason } = plan;
  invariant(
    skuId !== null && priceFen !== null && tillAt !== null,
    "a promotion has a pack, a price and an end",
  );
  if (tillAt <= now) return refuse({ code: "PlanMissed" });
  const since = comparedSince(now);
  const deals = await dealsBefore(tx, { skuId, cooperativeId, since, until: now });
  const history = await askedPrices(tx, skuId, since, now);
  const set = await setSkuPrice(tx, { skuId, cooperativeId, priceFen, userId, reason, planId, now });
  if (!set.ok) return set;
  const cheaper = decidePromotion(priceFen, set.value.formerFen);
  if (!cheaper.ok) return cheaper;
  const comparedFen = comparedPrice({ startsAt: now, promotionFen: priceFen, deals, history });
  await startPromotion(tx, { planId, formerFen: set.value.formerFen, comparedFen, now });
  return ok("done");
}
