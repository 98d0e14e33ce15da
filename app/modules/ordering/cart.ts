import type { Fen } from "~/kernel/money";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";

/** More different goods than this is a purchase for a shop: wholesale is the better door. */
export const MAX_CART_LINES = 30;
/** Packs of one sku; the count still fits a phone's stepper and one carrier's pick-up. */
export const MAX_PACKS = 999;

export interface CartLine {
  readonly skuId: string;
  readonly packs: number;
}

/** A line as the cart keeps it, with the price of a pack when the buyer last put some in. */
export interface KeptCartLine extends CartLine {
  readonly seenPriceFen: Fen;
}

export interface CartFull extends Refusal<"CartFull"> {
  readonly maxLines: number;
}

export interface TooManyPacks extends Refusal<"TooManyPacks"> {
  readonly skuId: string;
  readonly maxPacks: number;
}

export interface CartEmpty extends Refusal<"CartEmpty"> {}

/** Whether lines may be ordered as they are: some, not too many, each sku once and within its limit. */
export function checkLines(lines: readonly CartLine[]): Result<void, CartEmpty | CartFull | TooManyPacks> {
  if (lines.length === 0) return refuse({ code: "CartEmpty" });
  if (lines.length > MAX_CART_LINES) return refuse({ code: "CartFull", maxLines: MAX_CART_LINES });
  const tooMany = lines.find((line) => line.packs > MAX_PACKS);
  if (tooMany) return refuse({ code: "TooManyPacks", skuId: tooMany.skuId, maxPacks: MAX_PACKS });
  return ok();
}

/** Lines with each sku once: packs of repeated skus are added up. Order of first mention. */
export function joinLines(lines: readonly CartLine[]): CartLine[] {
  const packs = new Map<string, number>();
  for (const line of lines) packs.set(line.skuId, (packs.get(line.skuId) ?? 0) + line.packs);
  return [...packs].map(([skuId, count]) => ({ skuId, packs: count }));
}

/**
 * Two carts become one when a visitor signs in: for goods in both the larger count stays (adding up would double
 * what was meant once), what is only in the visitor's cart follows as long as there is room.
 */
export function mergeLines(own: readonly CartLine[], visitor: readonly CartLine[]): CartLine[] {
  const packs = new Map(own.map((line) => [line.skuId, line.packs]));
  for (const line of visitor) {
    const known = packs.get(line.skuId);
    if (known === undefined && packs.size >= MAX_CART_LINES) continue;
    packs.set(line.skuId, Math.min(Math.max(known ?? 0, line.packs), MAX_PACKS));
  }
  return [...packs].map(([skuId, count]) => ({ skuId, packs: count }));
}

/** What the cart and the checkout show of one line. */
export interface CartViewLine {
  readonly skuId: string;
  readonly productSlug: string;
  /** Key of the cover picture, for its small renditions. */
  readonly imageKey: string | null;
  readonly name: string;
  readonly skuName: string;
  readonly packing: string;
  readonly netGrams: bigint;
  readonly packs: number;
  readonly unitPriceFen: Fen;
  /** The price when the line was put in the cart, where it differs from today's. */
  readonly previousUnitPriceFen: Fen | null;
  readonly goodsFen: Fen;
  /** Packs that could be had now; the line can be ordered when it is at least `packs`. */
  readonly available: number;
  readonly trouble: "offSale" | "soldOut" | "tooFew" | "notSentHere" | null;
  readonly fresh: boolean;
}

/** What one cooperative sends at one time. `freightFen` is null while the region is unknown or not served. */
export interface CartViewGroup {
  readonly cooperativeId: string;
  readonly cooperativeSlug: string;
  readonly cooperativeName: string;
  /** for goods of a harvest to come: when they will be sent, YYYY-MM-DD; null for goods that are there */
  readonly ships: { readonly from: string; readonly until: string } | null;
  readonly lines: readonly CartViewLine[];
  readonly goodsFen: Fen;
  readonly freightFen: Fen | null;
}

export interface CartView {
  readonly groups: readonly CartViewGroup[];
  readonly packs: number;
  readonly goodsFen: Fen;
  /** Null while a region is missing or some line cannot be sent there. */
  readonly freightFen: Fen | null;
  readonly totalFen: Fen | null;
  readonly orderable: boolean;
  /** Some goods are fresh: the checkout asks the buyer to confirm that they cannot be returned without reason. */
  readonly fresh: boolean;
}
