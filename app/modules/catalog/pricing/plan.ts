import { addMs, DAY_MS } from "~/kernel/clock";
import type { Fen } from "~/kernel/money";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";

/** What can be set for a time to come: a price, a price for a while, going on sale, going off sale. */
export const PLAN_KINDS = ["price", "promotion", "publish", "pause"] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

export const PLAN_STATES = ["waiting", "running", "done", "cancelled", "refused"] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** More than these wait for one listing at a time and nobody keeps them in mind. */
export const MOST_OPEN_PLANS = 20;
export const MOST_DAYS_AHEAD = 366;
/** What goes on for longer is no promotion but the price. */
export const MOST_PROMOTION_DAYS = 31;
export const LONGEST_PLAN_REASON = 60;

interface PricePart {
  readonly skuId: string;
  readonly priceFen: Fen;
}
interface Part {
  readonly dueAt: Date;
  readonly reason: string;
}

/** A change set for a time to come, as it is asked for. */
export type NewPlan =
  | (Part & PricePart & { readonly kind: "price" })
  | (Part & PricePart & { readonly kind: "promotion"; readonly tillAt: Date })
  | (Part & { readonly kind: "publish" | "pause" });

/** A plan that waits or runs. */
export interface OpenPlan {
  readonly kind: PlanKind;
  readonly skuId: string | null;
  readonly dueAt: Date;
  readonly tillAt: Date | null;
}

/** Not in the past, not beyond a year; a promotion ends after it begins and within a month. */
export type PlanTimeRefused = Refusal<"PlanTimeRefused">;
/** Something else is planned for the same pack or listing then. */
export type PlanOverlaps = Refusal<"PlanOverlaps">;
export type TooManyPlans = Refusal<"TooManyPlans">;
/** A promotion lowers the price. */
export type PromotionNotCheaper = Refusal<"PromotionNotCheaper"> & { readonly priceFen: Fen };
/** The portal stood still for the whole time of a promotion. */
export type PlanMissed = Refusal<"PlanMissed">;
export type PlanNotFound = Refusal<"PlanNotFound">;
/** It has been carried out, called off or refused already. */
export type PlanEnded = Refusal<"PlanEnded">;

/** Whether a change may be planned beside those that wait or run for the same listing. */
export function decidePlan(
  plan: NewPlan,
  open: readonly OpenPlan[],
  now: Date,
): Result<void, PlanTimeRefused | PlanOverlaps | TooManyPlans> {
  const latest = addMs(now, MOST_DAYS_AHEAD * DAY_MS);
  if (!(plan.dueAt > now) || plan.dueAt > latest) return refuse({ code: "PlanTimeRefused" });
  if (plan.kind === "promotion") {
    const longest = addMs(plan.dueAt, MOST_PROMOTION_DAYS * DAY_MS);
    if (!(plan.tillAt > plan.dueAt) || plan.tillAt > longest) return refuse({ code: "PlanTimeRefused" });
  }
  if (open.length >= MOST_OPEN_PLANS) return refuse({ code: "TooManyPlans" });
  return open.some((other) => collide(plan, other)) ? refuse({ code: "PlanOverlaps" }) : ok();
}

/**
 * Two plans of one pack's price collide where they would touch it at the same time: while a promotion runs the price is
 * its own, ends included. Of going on and off sale only one can happen at a moment.
 */
function collide(plan: NewPlan, other: OpenPlan): boolean {
  if (!setsPrice(plan)) return !setsPrice(other) && plan.dueAt.getTime() === other.dueAt.getTime();
  if (other.skuId !== plan.skuId) return false;
  const [from, till] = [plan.dueAt, plan.kind === "promotion" ? plan.tillAt : plan.dueAt];
  return from <= (other.tillAt ?? other.dueAt) && other.dueAt <= till;
}

function setsPrice<P extends { readonly kind: PlanKind }>(
  plan: P,
): plan is Extract<P, { kind: "price" | "promotion" }> {
  return plan.kind === "price" || plan.kind === "promotion";
}

/** Whether a promotion's price is one. */
export function decidePromotion(promotionFen: Fen, priceFen: Fen): Result<void, PromotionNotCheaper> {
  return promotionFen < priceFen ? ok() : refuse({ code: "PromotionNotCheaper", priceFen });
}
