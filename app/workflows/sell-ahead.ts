import { shanghaiDay } from "~/kernel/clock";
import { ok, type Result, refuse } from "~/kernel/result";
import {
  type CapRefused,
  decideCap,
  decideShipping,
  type LockedCap,
  lockCaps,
  mostAhead,
  productTags,
  type ShippingWindow,
  type SkuNotFound,
  setCap,
} from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import { forecastPage } from "~/modules/intake/index.server";
import type { Db } from "~/platform/db/db.server";
import type { IntakeAct } from "./weigh-delivery";

export interface SellAhead extends IntakeAct {
  readonly skuId: string;
  /** that may be promised in all */
  readonly packs: number;
  readonly window: ShippingWindow;
  /** why more than the forecast allows; empty where not */
  readonly reason: string;
}

export type SellAheadRefusal = SkuNotFound | CapRefused;

/**
 * Sells a pack before its harvest, up to a cap that all packs of the crop together keep within the promised part of the
 * forecast. Lower is the manager's to decide; higher needs a reason, which the audit log keeps.
 */
export function sellAhead(
  { db }: { readonly db: Db },
  { skuId, packs, window, reason, cooperativeId, userId, now }: SellAhead,
): Promise<Result<void, SellAheadRefusal>> {
  return db.transaction(async (tx): Promise<Result<void, SellAheadRefusal>> => {
    const caps = await lockCaps(tx, skuId, cooperativeId);
    const sku = caps.find((each) => each.skuId === skuId);
    if (!sku) return refuse({ code: "SkuNotFound" });
    const { productId, netGrams } = sku;
    const today = shanghaiDay(now);
    const crop = await forecastPage(tx, {
      cooperativeId,
      productId,
      season: null,
      thisYear: Number(today.slice(0, 4)),
      locale: "zh-CN",
    });
    if (!crop?.forecast || !crop.harvest) return refuse({ code: "ForecastMissing" });
    const forecastGrams = crop.forecast.grams;
    const sent = decideShipping(window, today, crop.harvest.from);
    if (!sent.ok) return sent;
    const most = mostAhead({ forecastGrams, elsewhereGrams: gramsElsewhere(caps, skuId), netGrams });
    const decided = decideCap({ packs, reason }, most);
    if (!decided.ok) return decided;
    const { season } = crop;
    const kept = packs > most ? reason : "";
    const set = await setCap(tx, { sku, season, packs, forecastGrams, reason: kept, window, userId, now });
    if (!set.ok) return set;
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "sku.soldAhead",
      subject: { kind: "sku", id: skuId },
      before: { packs: sku.capPacks },
      after: { packs, most, forecastGrams, from: window.from, until: window.until },
      reason: reason === "" ? null : reason,
    });
    await tx.dropPages(productTags(productId));
    return ok();
  });
}

/** What the other packs of a crop may promise. */
export function gramsElsewhere(
  caps: readonly Pick<LockedCap, "skuId" | "capPacks" | "netGrams">[],
  skuId: string,
): bigint {
  return caps.reduce(
    (sum, each) => (each.skuId === skuId ? sum : sum + BigInt(each.capPacks) * each.netGrams),
    0n,
  );
}
