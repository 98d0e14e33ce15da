import type { Fen } from "~/kernel/money";
import { ok, type Result, refuse } from "~/kernel/result";
import type { Grams } from "~/kernel/weight";
import {
  decidePrice,
  type ListingDraft,
  type ListingGround,
  listingGround,
  type PriceBelowFloor,
  type PriceOutOfRange,
} from "~/modules/catalog/index.server";
import { readPlanLegs } from "~/modules/sharing/index.server";
import type { Tx } from "~/platform/db/db.server";
import { lowestPrice } from "./lowest-price";

/** The least each pack of a draft may cost under its share plan, in their order; undefined for an unknown plan. */
export function listingFloors(ground: ListingGround, draft: ListingDraft): readonly (Fen | undefined)[] {
  const plan = ground.sharePlans.find(({ id }) => id === draft.sharePlanId);
  if (!plan) return draft.packs.map(() => undefined);
  const legs = readPlanLegs(plan.versionId, plan.legs);
  return draft.packs.map(({ netGrams }) => lowestPrice(legs, netGrams));
}

/** The same, read where it is not at hand. */
export async function listingFloorsOf(
  tx: Tx,
  cooperativeId: string,
  draft: ListingDraft,
): Promise<readonly (Fen | undefined)[]> {
  const ground = await listingGround(tx, { cooperativeId, locale: "zh-CN" });
  return ground ? listingFloors(ground, draft) : [];
}

/** Whether every pack can be sold at its price: below the floor nobody could place an order at all. */
export async function decideFloors(
  tx: Tx,
  cooperativeId: string,
  draft: ListingDraft,
): Promise<Result<void, PriceBelowFloor | PriceOutOfRange>> {
  const floors = await listingFloorsOf(tx, cooperativeId, draft);
  for (const [at, { priceFen }] of draft.packs.entries()) {
    const decided = decidePrice(priceFen, floors[at]);
    if (!decided.ok) return refuse(decided.refusal);
  }
  return ok();
}

/** The least a pack may cost by share plan and net weight, read once; undefined for a plan that is not the cooperative's. */
export async function planFloors(
  tx: Tx,
  cooperativeId: string,
): Promise<(sharePlanId: string, netGrams: Grams) => Fen | undefined> {
  const ground = await listingGround(tx, { cooperativeId, locale: "zh-CN" });
  const legsOf = new Map(
    (ground?.sharePlans ?? []).map(({ id, versionId, legs }) => [id, readPlanLegs(versionId, legs)]),
  );
  const known = new Map<string, Fen>();
  return (sharePlanId, netGrams) => {
    const legs = legsOf.get(sharePlanId);
    if (!legs) return undefined;
    const key = `${sharePlanId} ${netGrams}`;
    const floor = known.get(key) ?? lowestPrice(legs, netGrams);
    known.set(key, floor);
    return floor;
  };
}
