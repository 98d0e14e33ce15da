import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { Grams } from "~/kernel/weight";
import { MOST_PACKS_AT_ONCE, type PacksOutOfRange } from "./stock";

/** Of what a harvest is counted on to bring, so much may be promised before it is in, in percent. */
export const AHEAD_PERCENT = 50n;

/** From when until when goods that do not grow yet will be sent; both YYYY-MM-DD. */
export interface ShippingWindow {
  readonly from: string;
  readonly until: string;
}

/** What a cap stands on. */
export interface CapGround {
  readonly forecastGrams: Grams;
  /** what the other packs of the same crop may promise already */
  readonly elsewhereGrams: Grams;
  /** of one pack */
  readonly netGrams: Grams;
}

/** The part of a harvest that may be promised, rounded down. */
export function aheadGrams(forecastGrams: Grams): Grams {
  return (forecastGrams * AHEAD_PERCENT) / 100n;
}

/** How many packs of a crop may be promised: whole packs, rounded down, none when the others have it all. */
export function mostAhead({ forecastGrams, elsewhereGrams, netGrams }: CapGround): number {
  const left = aheadGrams(forecastGrams) - elsewhereGrams;
  return left <= 0n ? 0 : Number(left / netGrams);
}

/** More is to be promised than the forecast allows, and nobody says why. */
export type CapReasonMissing = Refusal<"CapReasonMissing"> & { readonly most: number };
/** More has been promised, or is being paid for, than the cap would allow. */
export type CapBelowPromised = Refusal<"CapBelowPromised"> & { readonly least: number };
/** The goods would be sent before they are harvested, or before today. */
export type ShipsBeforeHarvest = Refusal<"ShipsBeforeHarvest"> & { readonly harvestFrom: string };
/** Nobody has estimated this harvest; nothing can be promised of it. */
export type ForecastMissing = Refusal<"ForecastMissing">;
/** Why a cap is not set. */
export type CapRefused =
  | CapReasonMissing
  | CapBelowPromised
  | ShipsBeforeHarvest
  | ForecastMissing
  | PacksOutOfRange;
/** It is not sold ahead. */
export type NotSoldAhead = Refusal<"NotSoldAhead">;
/** The goods of an order that was placed before the harvest are not in packs yet. */
export type PreorderNotThere = Refusal<"PreorderNotThere"> & {
  readonly skus: readonly { readonly skuId: string; readonly wanted: number; readonly left: number }[];
};

export interface WantedCap {
  readonly packs: number;
  /** empty where nobody says */
  readonly reason: string;
}

/** A cap may be lower than the forecast allows, and higher only for a reason. */
export function decideCap(
  { packs, reason }: WantedCap,
  most: number,
): Result<void, CapReasonMissing | PacksOutOfRange> {
  if (!Number.isSafeInteger(packs) || packs < 1 || packs > MOST_PACKS_AT_ONCE) {
    return refuse({ code: "PacksOutOfRange", most: MOST_PACKS_AT_ONCE });
  }
  return packs > most && reason === "" ? refuse({ code: "CapReasonMissing", most }) : ok();
}

/** Nothing is sent before today or before it is cut; days as YYYY-MM-DD. */
export function decideShipping(
  window: ShippingWindow,
  today: string,
  harvestFrom: string,
): Result<void, ShipsBeforeHarvest> {
  return window.from >= harvestFrom && window.from >= today
    ? ok()
    : refuse({ code: "ShipsBeforeHarvest", harvestFrom });
}
