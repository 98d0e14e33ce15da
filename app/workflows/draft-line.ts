import { newId } from "~/kernel/ids";
import { invariant, unreachable } from "~/kernel/invariant";
import { ok, type Result } from "~/kernel/result";
import { chooseChannel, type SaleBooks, type WantedHold } from "~/modules/catalog/index.server";
import type { NewOrderLine } from "~/modules/ordering/index.server";
import {
  computeLegs,
  hostOfLine,
  type LegKind,
  type PlanBelowZero,
  readPlanLegs,
  type TouchOfLink,
} from "~/modules/sharing/index.server";
import type { OfferedLine } from "./cart-offer";

/**
 * The book a leg is credited in: what the seller and those it pays earn stands in the cooperative's, the village's part
 * in the collective's, everything the portal holds for others or itself in the operator's.
 */
function bookOfLeg(kind: LegKind, books: SaleBooks): string {
  switch (kind) {
    case "growers":
    case "packing":
    case "freight":
    case "cooperative":
      return books.cooperative;
    case "collective":
      return books.collective;
    case "host":
    case "alliance":
    case "portal":
      return books.operator;
    default:
      return unreachable(kind);
  }
}

/** Freezes an offered line: words, price, freight, plan version, winning touch and legs; and the hold it needs. */
export function draftLine(
  offered: OfferedLine,
  winner: TouchOfLink | undefined,
  place: { readonly orderId: string; readonly position: number; readonly now: Date },
): Result<{ readonly line: NewOrderLine; readonly hold: WantedHold }, PlanBelowZero> {
  const { sku, packs, goodsFen, freightFen } = offered;
  invariant(freightFen !== null, "freight is known for an accepted offer");
  const channel = chooseChannel(sku.pools, packs, {
    broughtByLive: (winner?.sessionId ?? null) !== null,
    ahead: sku.ships !== null,
  });
  invariant(channel, "an accepted line has a pool with enough packs");
  const plan = readPlanLegs(sku.sharePlanVersionId, sku.planLegs);
  const legs = computeLegs({ packs, netGrams: sku.netGrams, goodsFen, freightFen }, plan, hostOfLine(winner));
  if (!legs.ok) return legs;
  const line: NewOrderLine = {
    id: newId(place.now),
    position: place.position,
    skuId: sku.skuId,
    productId: sku.productId,
    villageId: sku.villageId,
    name: sku.name,
    skuName: sku.skuName,
    packs,
    netGrams: sku.netGrams,
    unitPriceFen: sku.priceFen,
    goodsFen,
    freightFen,
    claimWindowHours: sku.claimWindowHours,
    sharePlanVersionId: sku.sharePlanVersionId,
    touchId: winner?.touchId ?? null,
    linkId: winner?.linkId ?? null,
    hostId: winner?.hostId ?? null,
    legs: legs.value.map((leg) => ({ ...leg, bookId: bookOfLeg(leg.kind, sku.books) })),
  };
  const hold = { holdId: newId(place.now), orderId: place.orderId, skuId: sku.skuId, channel, packs };
  return ok({ line, hold });
}
