import { addMonths, startOfShanghaiMonth } from "~/kernel/clock";
import { type Fen, roundedDivide } from "~/kernel/money";
import type { Tx } from "~/platform/db/db.server";
import type { LedgerMonth } from "./public-ledger";

/** What the orders alone say about one month of a village: no book was opened for it. */
export type RecomputedMonth = LedgerMonth;

interface SoldOrder {
  readonly state: string;
  readonly totalFen: Fen;
  readonly refundedFen: Fen;
  readonly lines: readonly {
    readonly packs: number;
    readonly netGrams: bigint;
    readonly goodsFen: Fen;
    readonly freightFen: Fen;
    readonly legs: readonly { readonly kind: string; readonly bookId: string; readonly fen: Fen }[];
  }[];
}

/**
 * Works the figures of the public ledger out from orders, lines and legs, without reading the ledger's tables. That
 * both agree is what a villager who checks the page relies on; a test and the nightly check compare them.
 */
export async function recomputeFromOrders(
  tx: Tx,
  input: { readonly villageId: string; readonly bookId: string; readonly month: string },
): Promise<RecomputedMonth> {
  const orders = await tx.prisma.order.findMany({
    where: {
      paidAt: {
        gte: startOfShanghaiMonth(input.month),
        lt: startOfShanghaiMonth(addMonths(input.month, 1)),
      },
      lines: { some: { villageId: input.villageId } },
    },
    select: {
      state: true,
      totalFen: true,
      refundedFen: true,
      lines: {
        where: { villageId: input.villageId },
        select: {
          packs: true,
          netGrams: true,
          goodsFen: true,
          freightFen: true,
          legs: { select: { kind: true, bookId: true, fen: true } },
        },
      },
    },
  });
  return orders.reduce<RecomputedMonth>((month, order) => addOrder(month, order, input.bookId), {
    month: input.month,
    orders: 0,
    grams: 0n,
    salesFen: 0n,
    freightFen: 0n,
    shareFen: 0n,
    pendingFen: 0n,
    creditedFen: 0n,
    takenBackFen: 0n,
    refundedOrders: 0,
    refundedSalesFen: 0n,
  });
}

function addOrder(month: RecomputedMonth, order: SoldOrder, bookId: string): RecomputedMonth {
  let [grams, sales, freight, share] = [0n, 0n, 0n, 0n];
  for (const line of order.lines) {
    grams += line.netGrams * BigInt(line.packs);
    sales += line.goodsFen;
    freight += line.freightFen;
    for (const leg of line.legs) if (leg.kind === "collective" && leg.bookId === bookId) share += leg.fen;
  }
  const refunded = order.state === "refunded";
  const takenBack = refunded ? share : roundedDivide(share * order.refundedFen, order.totalFen);
  const kept = share - takenBack;
  const credited = order.state === "settled";
  return {
    month: month.month,
    orders: month.orders + 1,
    grams: month.grams + grams,
    salesFen: month.salesFen + sales,
    freightFen: month.freightFen + freight,
    shareFen: month.shareFen + share,
    pendingFen: month.pendingFen + (credited ? 0n : kept),
    creditedFen: month.creditedFen + (credited ? kept : 0n),
    takenBackFen: month.takenBackFen + takenBack,
    refundedOrders: month.refundedOrders + (refunded ? 1 : 0),
    refundedSalesFen: month.refundedSalesFen + (refunded ? sales : 0n),
  };
}
