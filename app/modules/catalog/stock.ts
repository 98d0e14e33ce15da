import { ok, type Refusal, type Result, refuse } from "~/kernel/result";

/** The allotments retail packs are split into. */
export const STOCK_CHANNELS = ["shop", "live"] as const;

/** Where packs may be put: on sale, or aside for those who ordered before the harvest. */
export const PACK_CHANNELS = [...STOCK_CHANNELS, "aside"] as const;
export type PackChannel = (typeof PACK_CHANNELS)[number];

/** `ahead` holds no goods: it is what may still be promised of a harvest to come. */
export type StockChannel = PackChannel | "ahead";

/** Below this many free packs a product page names the number, so the page changes with every sale. */
export const LOW_STOCK = 10;

/** A batch of lapsed holds given back in one go. */
export const MAX_LAPSED_PER_SWEEP = 200;

/** Packs wanted for one order line. */
export interface WantedHold {
  readonly holdId: string;
  readonly orderId: string;
  readonly skuId: string;
  readonly channel: StockChannel;
  readonly packs: number;
}

/** Packs on sale through one channel. Held packs wait for a payment. */
export interface StockPool {
  readonly channel: StockChannel;
  readonly onHand: number;
  readonly held: number;
}

/** A change of what is free to sell: packs before and after. */
export interface FreeChange {
  readonly skuId: string;
  readonly productId: string;
  readonly before: number;
  readonly after: number;
}

/** There are not enough packs; each sku named with what is left of it. Nothing has been held. */
export interface OutOfStock extends Refusal<"OutOfStock"> {
  readonly skus: readonly { readonly skuId: string; readonly wanted: number; readonly left: number }[];
}

/** More packs than a village packs in a year: beyond it a slip of the finger is likelier. */
export const MOST_PACKS_AT_ONCE = 100_000;

/** The change is nothing, or more than anybody means. */
export interface PacksOutOfRange extends Refusal<"PacksOutOfRange"> {
  readonly most: number;
}

/** Whether so many packs can be meant in one act. */
export function checkPacks(packs: number): Result<number, PacksOutOfRange> {
  const meant = Number.isSafeInteger(packs) && packs > 0 && packs <= MOST_PACKS_AT_ONCE;
  return meant ? ok(packs) : refuse({ code: "PacksOutOfRange", most: MOST_PACKS_AT_ONCE });
}

export function freePacks(pool: StockPool): number {
  return pool.onHand - pool.held;
}

/** Whether a change shows on the product page: it names the count below `LOW_STOCK`, and "sold out" at none. */
export function showsOnProductPage(change: FreeChange): boolean {
  return change.before !== change.after && Math.min(change.before, change.after) < LOW_STOCK;
}

/** The products whose pages must be drawn anew, each once. */
export function productsWithLowStock(changes: readonly FreeChange[]): string[] {
  return [...new Set(changes.filter(showsOnProductPage).map((change) => change.productId))];
}

/** What decides where a buyer's packs come from. */
export interface Buying {
  readonly broughtByLive: boolean;
  /** it is sold before its harvest, and then not otherwise */
  readonly ahead: boolean;
}

/** The pools that sell to a buyer, the first that has enough first. */
export function sellingChannels({ broughtByLive, ahead }: Buying): readonly StockChannel[] {
  if (ahead) return ["ahead"];
  return broughtByLive ? ["live", "shop"] : ["shop"];
}

/** Packs free in the allotments that are on sale. */
export function freeOnSale(pools: readonly StockPool[]): number {
  const onSale = pools.filter(({ channel }) => channel === "shop" || channel === "live");
  return onSale.reduce((sum, pool) => sum + freePacks(pool), 0);
}

/**
 * Where the packs of a line come from: a promise for what is sold ahead; the live allotment for a buyer whom a live
 * session brought, while it lasts; the shop's otherwise. Undefined when there are not enough.
 */
export function chooseChannel(
  pools: readonly StockPool[],
  packs: number,
  buying: Buying,
): StockChannel | undefined {
  return sellingChannels(buying).find((channel) =>
    pools.some((pool) => pool.channel === channel && freePacks(pool) >= packs),
  );
}
