import { sumFen } from "~/kernel/money";
import type { Locale } from "~/kernel/text";
import { skusForOrdering } from "~/modules/catalog/index.server";
import {
  type CartView,
  type CartViewGroup,
  type KeptCartLine,
  readCart,
} from "~/modules/ordering/index.server";
import { touchesOfVisitor, winningTouch } from "~/modules/sharing/index.server";
import type { Tx } from "~/platform/db/db.server";
import { holdsFresh, type OfferedGroup, type OfferedLine, offerCart, wordsOf } from "./cart-offer";

export interface ViewCart {
  readonly tokenHash: Uint8Array | null;
  readonly visitorId: string | null;
  readonly userId: string | null;
  /** Where the goods would go; null until the buyer has said. */
  readonly regionCode: string | null;
  readonly locale: Locale;
  readonly now: Date;
}

export interface ViewedCart {
  readonly cartId: string | null;
  readonly lines: readonly KeptCartLine[];
  readonly view: CartView;
}

/** The cart as the cart and checkout screens show it, with today's prices, stock and freight. Reads only. */
export async function viewCart(tx: Tx, input: ViewCart): Promise<ViewedCart> {
  const cart = input.tokenHash && (await readCart(tx, input.tokenHash));
  const lines = cart?.lines ?? [];
  const skuIds = lines.map((line) => line.skuId);
  const [skus, touches] = await Promise.all([
    skuIds.length > 0 ? skusForOrdering(tx, skuIds) : new Map(),
    input.visitorId === null ? [] : touchesOfVisitor(tx, input.visitorId, input.now),
  ]);
  const offer = offerCart(
    lines,
    skus,
    input.regionCode,
    (sku) => (winningTouch(touches, sku, input.userId, input.now)?.sessionId ?? null) !== null,
  );
  const seen = new Map(lines.map((line) => [line.skuId, line.seenPriceFen]));
  const groups = offer.groups.map((group) => viewGroup(group, seen, input.locale));
  const shown = groups.flatMap((group) => group.lines);
  const totalFen = offer.freightFen === null ? null : offer.goodsFen + offer.freightFen;
  const view: CartView = {
    groups,
    packs: shown.reduce((sum, line) => sum + line.packs, 0),
    goodsFen: sumFen(groups.map((group) => group.goodsFen)),
    freightFen: offer.freightFen,
    totalFen,
    orderable: shown.length > 0 && shown.every((line) => line.trouble === null),
    fresh: holdsFresh(offer),
  };
  return { cartId: cart?.id ?? null, lines, view };
}

function viewGroup(group: OfferedGroup, seen: ReadonlyMap<string, bigint>, locale: Locale): CartViewGroup {
  const [first] = group.lines;
  return {
    cooperativeId: group.cooperativeId,
    cooperativeSlug: first?.sku.cooperativeSlug ?? "",
    cooperativeName: first?.sku.cooperativeName[locale] ?? "",
    ships: group.ships,
    lines: group.lines.map((line) => viewLine(line, seen.get(line.sku.skuId), locale)),
    goodsFen: group.goodsFen,
    freightFen: group.freightFen,
  };
}

function viewLine(line: OfferedLine, seenFen: bigint | undefined, locale: Locale) {
  const { sku } = line;
  return {
    skuId: sku.skuId,
    productSlug: sku.productSlug,
    imageKey: sku.imageKey,
    ...wordsOf(sku, locale),
    packing: sku.packing,
    netGrams: sku.netGrams,
    packs: line.packs,
    unitPriceFen: sku.priceFen,
    previousUnitPriceFen: seenFen !== undefined && seenFen !== sku.priceFen ? seenFen : null,
    goodsFen: line.goodsFen,
    available: line.available,
    trouble: line.trouble,
    fresh: sku.freshness === "fresh",
  };
}
