import { newId } from "~/kernel/ids";
import { createLot, type LotBalance, remainingGrams } from "~/modules/catalog/index.server";
import type { Db } from "~/platform/db/db.server";
import { MARKET_OPENED, type Market, words } from "../../support/market";

export const USER = "0190a000-0000-7000-8000-000000000001";
export const KILOGRAM = 1000n;

let lots = 0;

/** A lot of this product: so much in all, so much of it for wholesale. */
export async function makeLot(
  db: Db,
  market: Market,
  productId: string,
  grams: { readonly total: bigint; readonly wholesale?: bigint; readonly harvestedOn?: string },
): Promise<string> {
  lots += 1;
  const { lotId } = await createLot(db, {
    code: `P-${lots}-${newId(MARKET_OPENED).slice(-6)}`,
    productId,
    cooperativeId: market.cooperativeId,
    harvestedOn: grams.harvestedOn ?? "2026-01-04",
    origin: words("陇县"),
    grade: words("一级"),
    gramsTotal: grams.total,
    gramsWholesale: grams.wholesale ?? 0n,
    now: MARKET_OPENED,
  });
  return lotId;
}

export async function lotOf(db: Db, lotId: string): Promise<LotBalance & { readonly left: bigint }> {
  const lot = await db.prisma.lot.findUniqueOrThrow({ where: { id: lotId } });
  return { ...lot, left: remainingGrams(lot) };
}

/** Packs on hand and held of both allotments together. */
export async function packsOf(db: Db, skuId: string) {
  const pools = await db.prisma.stockPool.findMany({ where: { skuId } });
  const sum = (field: "onHand" | "held") => pools.reduce((all, pool) => all + pool[field], 0);
  return { onHand: sum("onHand"), held: sum("held") };
}

/** What the story of a pack adds up to: movements less sales. */
export async function storyOf(db: Db, skuId: string): Promise<number> {
  const moved = await db.prisma.stockMovement.aggregate({ where: { skuId }, _sum: { packs: true } });
  const sold = await db.prisma.stockHold.aggregate({
    where: { skuId, soldAt: { not: null } },
    _sum: { packs: true },
  });
  return (moved._sum.packs ?? 0) - (sold._sum.packs ?? 0);
}
