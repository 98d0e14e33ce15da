import type { Fen } from "~/kernel/money";
import type { Result } from "~/kernel/result";
import {
  type PriceSet,
  type SetPriceRefusal,
  setPrices,
  skusForOrdering,
} from "~/modules/catalog/index.server";
import { recordChanges } from "~/modules/identity/index.server";
import { type PlanLeg, readPlanLegs } from "~/modules/sharing/index.server";
import type { Tx } from "~/platform/db/db.server";
import { lowestPrice } from "./lowest-price";

/** One pack's new price. */
export interface SkuPrice {
  readonly skuId: string;
  readonly priceFen: Fen;
  /** the planned change that is carried out */
  readonly planId?: string | undefined;
}

export interface SetSkuPrices {
  /** each pack once */
  readonly prices: readonly SkuPrice[];
  /** of the staff member; another cooperative's pack is not found */
  readonly cooperativeId: string;
  readonly userId: string;
  /** why, in the words of who sets them */
  readonly reason?: string | undefined;
  readonly now: Date;
}

/**
 * The one place where prices are set, as a step of a transaction: held to the share plan's floor, written into the price
 * history and the audit log, dropped from the pages that show them. An answer for each in the order given; refused ones
 * are left as they were. The number of statements does not grow with the number of packs.
 */
export async function setSkuPrices(
  tx: Tx,
  { prices, ...of }: SetSkuPrices,
): Promise<readonly Result<PriceSet, SetPriceRefusal>[]> {
  const skus = await skusForOrdering(
    tx,
    prices.map(({ skuId }) => skuId),
  );
  const floorOf = floors();
  const set = await setPrices(
    tx,
    of.now,
    prices.map((price) => {
      const sku = skus.get(price.skuId);
      return { ...of, ...price, floorFen: sku && floorOf(sku) };
    }),
  );
  const done = set.flatMap((each, at) => (each.ok ? [{ ...each.value, ...prices[at] }] : []));
  await recordChanges(
    tx,
    done.map(({ skuId, priceFen, formerFen }) => ({
      at: of.now,
      actorUserId: of.userId,
      organisationId: of.cooperativeId,
      act: "sku.priceSet",
      subject: { kind: "sku", id: skuId ?? "" },
      before: { priceFen: formerFen },
      after: { priceFen },
      reason: of.reason || null,
    })),
  );
  await tx.dropPages([...new Set(done.flatMap(({ staleTags }) => staleTags))]);
  return set;
}

interface Planned {
  readonly sharePlanVersionId: string;
  readonly planLegs: unknown;
  readonly netGrams: bigint;
}

/** The least price by plan and weight, worked out once for each pair: a floor is looked for by halving. */
function floors(): (sku: Planned) => Fen {
  const known = new Map<string, Fen>();
  const legsOf = new Map<string, readonly PlanLeg[]>();
  return ({ sharePlanVersionId, planLegs, netGrams }) => {
    const legs = legsOf.get(sharePlanVersionId) ?? readPlanLegs(sharePlanVersionId, planLegs);
    legsOf.set(sharePlanVersionId, legs);
    const key = `${sharePlanVersionId} ${netGrams}`;
    const floor = known.get(key) ?? lowestPrice(legs, netGrams);
    known.set(key, floor);
    return floor;
  };
}
