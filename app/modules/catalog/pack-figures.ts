import { freePacks, type StockPool } from "./stock";

/** The packs of one size as the overview counts them. */
export interface PackFigures {
  /** free in the shop */
  readonly shop: number;
  /** free in the allotment of live sessions */
  readonly live: number;
  /** taken into an order that is not paid yet */
  readonly held: number;
  /** kept for those who ordered before the harvest */
  readonly aside: number;
}

/** What stands in the store of a pack. What may still be promised of a harvest is no goods and not counted. */
export function packFigures(pools: readonly StockPool[]): PackFigures {
  const goods = pools.filter(({ channel }) => channel !== "ahead");
  const free = (channel: StockPool["channel"]) =>
    goods.reduce((sum, pool) => sum + (pool.channel === channel ? freePacks(pool) : 0), 0);
  return {
    shop: free("shop"),
    live: free("live"),
    held: goods.reduce((sum, { held }) => sum + held, 0),
    aside: free("aside"),
  };
}

export function packsInStore({ shop, live, held, aside }: PackFigures): number {
  return shop + live + held + aside;
}
