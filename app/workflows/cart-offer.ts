import { invariant } from "~/kernel/invariant";
import type { Fen } from "~/kernel/money";
import { sumFen } from "~/kernel/money";
import type { Locale } from "~/kernel/text";
import {
  freePacks,
  orderFreight,
  type ShippingWindow,
  type SkuForOrdering,
  sellingChannels,
} from "~/modules/catalog/index.server";
import type { CartLine, CartViewLine } from "~/modules/ordering/index.server";

/** A line of the cart against what is on sale now. */
export interface OfferedLine {
  readonly sku: SkuForOrdering;
  readonly packs: number;
  readonly goodsFen: Fen;
  /** Free packs in the pool the line would be taken from. */
  readonly available: number;
  readonly freightFen: Fen | null;
  readonly trouble: CartViewLine["trouble"];
}

/** What one cooperative would send at one time: one order. */
export interface OfferedGroup {
  readonly cooperativeId: string;
  /** when goods of a harvest to come will be sent; null for goods that are there */
  readonly ships: ShippingWindow | null;
  readonly lines: readonly OfferedLine[];
  readonly goodsFen: Fen;
  readonly freightFen: Fen | null;
}

export interface CartOffer {
  readonly groups: readonly OfferedGroup[];
  readonly goodsFen: Fen;
  readonly freightFen: Fen | null;
  /** Lines whose sku does not exist any more. */
  readonly unknownSkuIds: readonly string[];
}

/** The free packs a line can count on: a single pool, since a line is never taken from two. */
function availableOf(sku: SkuForOrdering, broughtByLive: boolean): number {
  const channels = sellingChannels({ broughtByLive, ahead: sku.ships !== null });
  const pools = sku.pools.filter((pool) => channels.includes(pool.channel));
  return Math.max(0, ...pools.map(freePacks));
}

function troubleOf(sku: SkuForOrdering, packs: number, available: number): OfferedLine["trouble"] {
  if (!sku.onSale) return "offSale";
  if (available === 0) return "soldOut";
  return available < packs ? "tooFew" : null;
}

/**
 * Prices a cart: the same computation for the screen that shows it and for the order that charges it. Groups by
 * cooperative in the order of the cart; freight is known once `regionCode` is. `broughtByLive` tells which lines may
 * use the allotment of a live session.
 */
export function offerCart(
  lines: readonly CartLine[],
  skus: ReadonlyMap<string, SkuForOrdering>,
  regionCode: string | null,
  broughtByLive: (sku: SkuForOrdering) => boolean,
): CartOffer {
  const offered = lines.flatMap((line): OfferedLine[] => {
    const sku = skus.get(line.skuId);
    if (!sku) return [];
    const available = availableOf(sku, broughtByLive(sku));
    const trouble = troubleOf(sku, line.packs, available);
    const goodsFen = sku.priceFen * BigInt(line.packs);
    return [{ sku, packs: line.packs, goodsFen, available, freightFen: null, trouble }];
  });
  const groups = [...Map.groupBy(offered, parcelOf).values()].map((group) => withFreight(group, regionCode));
  return {
    groups,
    goodsFen: sumFen(groups.map((group) => group.goodsFen)),
    freightFen: sumKnown(groups.map((group) => group.freightFen)),
    unknownSkuIds: lines.filter((line) => !skus.has(line.skuId)).map((line) => line.skuId),
  };
}

/** Goods that are there do not wait for a harvest to come: they go in a parcel of their own. */
function parcelOf({ sku }: OfferedLine): string {
  return [sku.cooperativeId, sku.ships?.from, sku.ships?.until].join();
}

function withFreight(lines: readonly OfferedLine[], regionCode: string | null): OfferedGroup {
  const goodsFen = sumFen(lines.map((line) => line.goodsFen));
  const [first] = lines;
  invariant(first, "a parcel has goods");
  const { cooperativeId, ships } = first.sku;
  const parcel = { cooperativeId, ships };
  if (regionCode === null) return { ...parcel, lines, goodsFen, freightFen: null };
  const freight = orderFreight(
    lines.map(({ sku, packs }) => ({
      skuId: sku.skuId,
      template: sku.template,
      grams: sku.netGrams * BigInt(packs),
    })),
    regionCode,
  );
  if (!freight.ok) {
    const refused = new Set(freight.refusal.skuIds);
    const marked = lines.map((line) =>
      refused.has(line.sku.skuId) ? { ...line, trouble: line.trouble ?? ("notSentHere" as const) } : line,
    );
    return { ...parcel, lines: marked, goodsFen, freightFen: null };
  }
  const priced = lines.map((line, position) => ({
    ...line,
    freightFen: freight.value.perLine[position] ?? null,
  }));
  return { ...parcel, lines: priced, goodsFen, freightFen: freight.value.freightFen };
}

function sumKnown(amounts: readonly (Fen | null)[]): Fen | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === amounts.length ? sumFen(known) : null;
}

/** Whether some of the goods are fresh: then the buyer confirms that they cannot be returned without reason. */
export function holdsFresh(offer: CartOffer): boolean {
  return offer.groups.some((group) => group.lines.some((line) => line.sku.freshness === "fresh"));
}

/** Words of a line in the reader's language. */
export function wordsOf(sku: SkuForOrdering, locale: Locale): { name: string; skuName: string } {
  return { name: sku.name[locale], skuName: sku.skuName[locale] };
}
