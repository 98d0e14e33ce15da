import { addMonths, startOfShanghaiMonth } from "~/kernel/clock";
import { invariant } from "~/kernel/invariant";
import { type Fen, sumFen } from "~/kernel/money";
import type { Tx } from "~/platform/db/db.server";
import type { LedgerMonth } from "./public-ledger";

/**
 * How much of each leg has been given back once this much of a whole sale has: the rule of the sharing module, handed
 * in because modules do not know each other.
 */
export type RefundedParts = (legs: readonly Fen[], refundedFen: Fen) => readonly Fen[];

export interface Recomputation {
  readonly villageId: string;
  /** the collective's book; legs credited in it are its shares */
  readonly bookId: string;
  /** YYYY-MM in Shanghai */
  readonly month: string;
  readonly refundedParts: RefundedParts;
}

/**
 * Works the figures of the public ledger out from orders, lines, legs and refunds, without reading the ledger's
 * tables. That both agree is what a villager who checks the page relies on; a test and the check of the books compare
 * them.
 */
export async function recomputeFromOrders(tx: Tx, input: Recomputation): Promise<LedgerMonth> {
  const orders = await soldOrders(tx, input);
  const gone = await goneFen(
    tx,
    orders.map((order) => order.id),
  );
  const figures = orders.map((order) => figuresOf(order, gone.get(order.id) ?? 0n, input));
  return {
    month: input.month,
    orders: figures.length,
    grams: figures.reduce((sum, each) => sum + each.grams, 0n),
    salesFen: sumFen(figures.map((each) => each.salesFen)),
    freightFen: sumFen(figures.map((each) => each.freightFen)),
    shareFen: sumFen(figures.map((each) => each.shareFen)),
    pendingFen: sumFen(figures.map((each) => each.pendingFen)),
    creditedFen: sumFen(figures.map((each) => each.creditedFen)),
    takenBackFen: sumFen(figures.map((each) => each.takenBackFen)),
    refundedOrders: figures.filter((each) => each.refunded).length,
    refundedSalesFen: sumFen(figures.map((each) => (each.refunded ? each.salesFen : 0n))),
  };
}

/** Orders paid in the month that hold goods of the village, with all their lines: a refund is split over all legs. */
async function soldOrders(tx: Tx, { villageId, month }: Recomputation) {
  const paidAt = { gte: startOfShanghaiMonth(month), lt: startOfShanghaiMonth(addMonths(month, 1)) };
  return tx.prisma.order.findMany({
    where: { paidAt, lines: { some: { villageId } } },
    select: {
      id: true,
      state: true,
      settledAt: true,
      lines: {
        orderBy: { position: "asc" },
        select: {
          villageId: true,
          packs: true,
          netGrams: true,
          goodsFen: true,
          freightFen: true,
          legs: { orderBy: { position: "asc" }, select: { kind: true, bookId: true, fen: true } },
        },
      },
    },
  });
}

type SoldOrder = Awaited<ReturnType<typeof soldOrders>>[number];

/** What has left the portal for each order; a refund that came back as undeliverable had left it all the same. */
async function goneFen(tx: Tx, orderIds: readonly string[]): Promise<ReadonlyMap<string, Fen>> {
  const refunds = await tx.prisma.refund.findMany({
    where: { orderId: { in: [...orderIds] }, state: { in: ["succeeded", "bounced"] } },
    select: { orderId: true, amountFen: true },
  });
  const gone = new Map<string, Fen>();
  for (const { orderId, amountFen } of refunds) gone.set(orderId, (gone.get(orderId) ?? 0n) + amountFen);
  return gone;
}

function figuresOf(order: SoldOrder, gone: Fen, { villageId, bookId, refundedParts }: Recomputation) {
  const lines = order.lines.filter((line) => line.villageId === villageId);
  const legs = order.lines.flatMap((line) => line.legs);
  const parts = refundedParts(
    legs.map((leg) => leg.fen),
    gone,
  );
  let [shareFen, takenBackFen] = [0n, 0n];
  legs.forEach((leg, index) => {
    if (leg.kind !== "collective" || leg.bookId !== bookId) return;
    const part = parts[index];
    invariant(part !== undefined, "a split has as many parts as legs");
    shareFen += leg.fen;
    takenBackFen += part;
  });
  const kept = shareFen - takenBackFen;
  const settled = order.settledAt !== null;
  return {
    grams: lines.reduce((sum, line) => sum + line.netGrams * BigInt(line.packs), 0n),
    salesFen: sumFen(lines.map((line) => line.goodsFen)),
    freightFen: sumFen(lines.map((line) => line.freightFen)),
    shareFen,
    takenBackFen,
    pendingFen: settled ? 0n : kept,
    creditedFen: settled ? kept : 0n,
    refunded: order.state === "refunded",
  };
}
