import { ok, type Result, refuse } from "~/kernel/result";
import { endPlan, lockPlan, type PlanEnded, type PlanNotFound } from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import { type EditSkuPriceRefusal, setSkuPrice } from "./edit-sku-price";
import { plannedFields } from "./plan-change";

export interface CancelPlan {
  readonly planId: string;
  readonly productId: string;
  /** of the staff member; another cooperative's plan is not found */
  readonly cooperativeId: string;
  readonly userId: string;
  readonly now: Date;
}

export type CancelPlanRefusal = PlanNotFound | PlanEnded | EditSkuPriceRefusal;

/** Calls a planned change off. A promotion under way ends at once, and the price before it is back. */
export function cancelPlan(
  deps: { readonly db: Db },
  { planId, productId, cooperativeId, userId, now }: CancelPlan,
): Promise<Result<void, CancelPlanRefusal>> {
  return deps.db.transaction(async (tx): Promise<Result<void, CancelPlanRefusal>> => {
    const plan = await lockPlan(tx, planId);
    if (plan?.productId !== productId || plan.cooperativeId !== cooperativeId) {
      return refuse({ code: "PlanNotFound" });
    }
    if (plan.state !== "waiting" && plan.state !== "running") return refuse({ code: "PlanEnded" });
    if (plan.state === "running" && plan.skuId !== null && plan.formerFen !== null) {
      const { skuId, formerFen: priceFen, reason } = plan;
      const back = await setSkuPrice(tx, { skuId, cooperativeId, priceFen, userId, reason, planId, now });
      if (!back.ok) return back;
    }
    await endPlan(tx, { planId, state: "cancelled", userId, now });
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "product.scheduleCancelled",
      subject: { kind: "product", id: productId },
      before: plannedFields(plan),
      after: null,
      reason: null,
    });
    return ok();
  });
}
