import { newId } from "~/kernel/ids";
import { MAX_PACKS } from "~/modules/ordering/index.server";
import { type PlanLeg, savePlanVersion } from "~/modules/sharing/index.server";
import type { Tx } from "~/platform/db/db.server";
import { must } from "./must";
import type { ProductData, SharePlanData } from "./product-data";
import { t } from "./texts";

/** No pack may ever be sold below this part of its price; the plan must bear that too. */
const LOWEST_PRICE = { numerator: 9n, denominator: 10n };

function legsOf(plan: SharePlanData): PlanLeg[] {
  return [
    { rule: "perKilogram", kind: "growers", price: plan.growers },
    { rule: "perPack", kind: "packing", fen: plan.packing },
    { rule: "percentage", kind: "collective", basisPoints: plan.collective },
    { rule: "percentage", kind: "host", basisPoints: plan.host },
    { rule: "percentage", kind: "alliance", basisPoints: plan.alliance },
    { rule: "percentage", kind: "portal", basisPoints: plan.portal },
  ];
}

/** 分账方案 of one kind of goods, checked against its packs at the lowest price they may have. */
export async function writeSharePlan(
  tx: Tx,
  product: ProductData,
  cooperativeId: string,
  now: Date,
): Promise<string> {
  const planId = newId(now);
  const { "zh-CN": zh, en } = product.name;
  const saved = await savePlanVersion(
    tx,
    {
      versionId: newId(now),
      planId,
      cooperativeId,
      name: t(`${zh}分账方案`, `Share plan: ${en}`),
      legs: legsOf(product.plan),
      createdAt: now,
    },
    product.skus.map(({ grams, fen }) => ({
      netGrams: grams,
      priceFen: (fen * LOWEST_PRICE.numerator) / LOWEST_PRICE.denominator,
    })),
    MAX_PACKS,
  );
  must(saved, `the share plan of ${product.slug}`);
  return planId;
}
