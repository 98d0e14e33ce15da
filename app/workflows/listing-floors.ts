import type { Fen } from "~/kernel/money";
import { ok, type Result, refuse } from "~/kernel/result";
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
