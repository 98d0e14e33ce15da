import { describe, expect, it } from "vitest";
import { addMs, DAY_MS, HOUR_MS } from "~/kernel/clock";
import {
  decidePlan,
  decidePromotion,
  MOST_OPEN_PLANS,
  type NewPlan,
  type OpenPlan,
} from "~/modules/catalog/pricing/plan";

const now = new Date("2026-11-20T12:00:00Z");
const at = (hours: number) => addMs(now, hours * HOUR_MS);
const price = (hours: number, skuId = "box"): NewPlan => ({
  kind: "price",
  skuId,
  priceFen: 5990n,
  dueAt: at(hours),
  reason: "",
});
const promotion = (from: number, till: number, skuId = "box"): NewPlan => ({
  kind: "promotion",
  skuId,
  priceFen: 4990n,
  dueAt: at(from),
  tillAt: at(till),
  reason: "",
});
const publication = (kind: "publish" | "pause", hours: number): NewPlan => ({
  kind,
  dueAt: at(hours),
  reason: "",
});
const open = (plan: NewPlan): OpenPlan => ({ skuId: null, tillAt: null, ...plan });
const code = (plan: NewPlan, ...others: NewPlan[]) => {
  const decided = decidePlan(plan, others.map(open), now);
  return decided.ok ? "planned" : decided.refusal.code;
};

describe("a plan", () => {
  it("is for a time to come, within a year", () => {
    expect(code(price(1))).toBe("planned");
    expect(code(price(0))).toBe("PlanTimeRefused");
    expect(code(price(-1))).toBe("PlanTimeRefused");
    expect(code(price(366 * 24))).toBe("planned");
    expect(code(price(366 * 24 + 1))).toBe("PlanTimeRefused");
    expect(decidePlan({ ...price(1), dueAt: new Date(Number.NaN) }, [], now).ok).toBe(false);
  });

  it("of a promotion ends after it begins, within a month", () => {
    expect(code(promotion(1, 2))).toBe("planned");
    expect(code(promotion(2, 2))).toBe("PlanTimeRefused");
    expect(code(promotion(1, 1 + (31 * DAY_MS) / HOUR_MS))).toBe("planned");
    expect(code(promotion(1, 2 + (31 * DAY_MS) / HOUR_MS))).toBe("PlanTimeRefused");
  });

  it("of a promotion is cheaper than the price, by a fen at least", () => {
    expect(decidePromotion(4989n, 4990n).ok).toBe(true);
    for (const fen of [4990n, 4991n]) {
      expect(decidePromotion(fen, 4990n)).toMatchObject({
        refusal: { code: "PromotionNotCheaper", priceFen: 4990n },
      });
    }
  });

  it("leaves a promotion's time to the promotion, ends included, for the same pack only", () => {
    for (const hours of [2, 4, 6]) {
      expect(code(price(hours), promotion(2, 6))).toBe("PlanOverlaps");
      expect(code(promotion(2, 6), price(hours))).toBe("PlanOverlaps");
    }
    expect(code(price(7), promotion(2, 6))).toBe("planned");
    expect(code(price(4, "jar"), promotion(2, 6))).toBe("planned");
    expect(code(promotion(5, 9), promotion(2, 6))).toBe("PlanOverlaps");
    expect(code(promotion(6.1, 9), promotion(2, 6))).toBe("planned");
  });

  it("does not ask for both at one moment, on sale and off", () => {
    expect(code(publication("publish", 3), publication("pause", 3))).toBe("PlanOverlaps");
    expect(code(publication("publish", 3), publication("pause", 2))).toBe("planned");
    expect(code(publication("pause", 3), price(3))).toBe("planned");
  });

  it("is one of a number somebody can keep in mind", () => {
    const many = Array.from({ length: MOST_OPEN_PLANS }, (_, hours) => price(hours + 10));
    expect(code(price(1), ...many.slice(1))).toBe("planned");
    expect(code(price(1), ...many)).toBe("TooManyPlans");
  });
});
