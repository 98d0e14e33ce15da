import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import {
  decidePlan,
  decidePrice,
  decidePromotion,
  insertPlan,
  lockListing,
  type NewPlan,
  openPlans,
  type PlanOverlaps,
  type PlanTimeRefused,
  type PriceBelowFloor,
  type PriceOutOfRange,
  type ProductNotFound,
  type PromotionNotCheaper,
  type SkuNotFound,
  skusForOrdering,
  type TooManyPlans,
} from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import { readPlanLegs } from "~/modules/sharing/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import { lowestPrice } from "./lowest-price";

export interface PlanChange {
  readonly productId: string;
  /** of the staff member; another cooperative's listing is not found */
  readonly cooperativeId: string;
  readonly plan: NewPlan;
  readonly userId: string;
  readonly now: Date;
}

/** Nothing is planned for a listing nobody has approved yet, or that has been put away. */
export type ListingNotPlannable = Refusal<"ListingNotPlannable">;
export type PlanChangeRefusal =
  | ProductNotFound
  | SkuNotFound
  | ListingNotPlannable
  | PlanTimeRefused
  | PlanOverlaps
  | TooManyPlans
  | PromotionNotCheaper
  | PriceOutOfRange
  | PriceBelowFloor;

/**
 * Sets a price, a promotion, or going on or off sale for a time to come. What could not be done today is refused today; when
 * the time comes it is asked again (`carryOutPlan`).
 */
export function planChange(
  deps: { readonly db: Db },
  input: PlanChange,
): Promise<Result<{ readonly planId: string }, PlanChangeRefusal>> {
  const { productId, cooperativeId, plan, userId, now } = input;
  return deps.db.transaction(async (tx): Promise<Result<{ readonly planId: string }, PlanChangeRefusal>> => {
    const listing = await lockListing(tx, productId);
    if (!listing || listing.cooperativeId !== cooperativeId) return refuse({ code: "ProductNotFound" });
    if (listing.state !== "published" && listing.state !== "paused") {
      return refuse({ code: "ListingNotPlannable" });
    }
    const decided = decidePlan(plan, await openPlans(tx, productId), now);
    if (!decided.ok) return decided;
    if (plan.kind === "price" || plan.kind === "promotion") {
      const priced = await decidePricePlan(tx, productId, plan);
      if (!priced.ok) return priced;
    }
    const planId = await insertPlan(tx, { productId, plan, userId, now });
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "product.changeScheduled",
      subject: { kind: "product", id: productId },
      before: null,
      after: plannedFields(plan),
      reason: plan.reason || null,
    });
    return ok({ planId });
  });
}

async function decidePricePlan(
  tx: Tx,
  productId: string,
  plan: Extract<NewPlan, { readonly skuId: string }>,
): Promise<Result<void, SkuNotFound | PriceOutOfRange | PriceBelowFloor | PromotionNotCheaper>> {
  const sku = (await skusForOrdering(tx, [plan.skuId])).get(plan.skuId);
  if (sku?.productId !== productId) return refuse({ code: "SkuNotFound" });
  const floorFen = lowestPrice(readPlanLegs(sku.sharePlanVersionId, sku.planLegs), sku.netGrams);
  const priced = decidePrice(plan.priceFen, floorFen);
  if (!priced.ok) return priced;
  return plan.kind === "promotion" ? decidePromotion(plan.priceFen, sku.priceFen) : ok();
}

/** What the log says of a plan. */
export function plannedFields(plan: {
  readonly kind: NewPlan["kind"];
  readonly priceFen?: bigint | null;
  readonly dueAt: Date;
  readonly tillAt?: Date | null;
}) {
  const { kind, priceFen, dueAt, tillAt } = plan;
  const state = kind === "publish" ? "published" : kind === "pause" ? "paused" : undefined;
  return {
    ...(state ? { state } : { priceFen }),
    dueAt,
    ...(tillAt ? { tillAt } : {}),
  };
}
