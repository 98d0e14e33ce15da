import { DAY_MS } from "~/kernel/clock";
import type { Grams } from "~/kernel/weight";
import { LOW_STOCK } from "./stock";

/** Of its shelf life the last fifth, but at most a week: then a lot wants to be sold first. */
const LAST_PART = 5;
const MOST_DAYS_AHEAD = 7;

export type LotStanding = "unknown" | "good" | "ageing" | "over";

export interface LotAge {
  readonly standing: LotStanding;
  /** Days it is still good for, today included; nothing or less when it is over, null where nobody has said. */
  readonly daysLeft: number | null;
}

/** How a lot stands on a day (both YYYY-MM-DD). `shelfLifeDays` counts from the day of harvest; null: nobody has said. */
export function lotAge(harvestedOn: string, shelfLifeDays: number | null, today: string): LotAge {
  if (shelfLifeDays === null) return { standing: "unknown", daysLeft: null };
  const old = Math.round((Date.parse(today) - Date.parse(harvestedOn)) / DAY_MS);
  const daysLeft = shelfLifeDays - old;
  const warnFrom = Math.min(MOST_DAYS_AHEAD, Math.ceil(shelfLifeDays / LAST_PART));
  const standing = daysLeft <= 0 ? "over" : daysLeft <= warnFrom ? "ageing" : "good";
  return { standing, daysLeft };
}

/** The number of free packs below which the desk warns: the pack's own, or the usual one. */
export function lowLimit(lowBelow: number | null): number {
  return lowBelow ?? LOW_STOCK;
}

/** Whether few are left of something that is on sale; what is not may run out in peace. */
export function isLow(sku: {
  readonly free: number;
  readonly lowBelow: number | null;
  readonly onSale: boolean;
}): boolean {
  return sku.onSale && sku.free < lowLimit(sku.lowBelow);
}

/** Whether somebody should sell this lot now: it is ageing or over and something of it is left. */
export function wantsSelling(lot: LotAge & { readonly leftGrams: Grams }): boolean {
  return lot.leftGrams > 0n && (lot.standing === "ageing" || lot.standing === "over");
}
