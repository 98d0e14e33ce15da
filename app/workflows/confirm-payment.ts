import { newId } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import { productsWithLowStock, sellHeld, takeAgain } from "~/modules/catalog/index.server";
import { type ReferenceReused, recordTransactions } from "~/modules/ledger/index.server";
import {
  deskTag,
  lockSalesOfPayment,
  moveOrders,
  type OrderEventKind,
  type Sale,
} from "~/modules/ordering/index.server";
import { findPayment, markPaid, markProcessed, type PaymentUnknown } from "~/modules/payments/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import type { GatewaySession } from "~/platform/stripe/gateway";
import { askRefund } from "./ask-refund";
import { paidTransactions, receiptTransactions } from "./sale-postings";

export interface ConfirmPayment {
  readonly session: GatewaySession;
  /** The webhook that told, already stored: marked as dealt with when the payment becomes paid by it, and only then. */
  readonly eventId?: string | undefined;
  readonly now: Date;
}

export interface ConfirmedPayment {
  /** Somebody told us before: nothing was done now. */
  readonly repeated: boolean;
  readonly paidOrderIds: readonly string[];
  /** Paid too late and sold out meanwhile: a refund is on its way. */
  readonly refundedOrderIds: readonly string[];
}

/** The session has not been paid (a wallet answers later). */
export interface NotPaidYet extends Refusal<"NotPaidYet"> {}

export type ConfirmPaymentRefusal = PaymentUnknown | NotPaidYet | ReferenceReused;

const REPEATED: ConfirmedPayment = { repeated: true, paidOrderIds: [], refundedOrderIds: [] };

/**
 * The buyer's money has arrived: payment and orders become paid, holds become sales, and the pending credits of
 * everybody who has a part stand in their books, all in one transaction. However often, late or at the same time this is
 * told, it happens once. Orders that lapsed before take their stock again, or are refunded by themselves.
 */
export function confirmPayment(
  { db }: { readonly db: Db },
  { session, eventId, now }: ConfirmPayment,
): Promise<Result<ConfirmedPayment, ConfirmPaymentRefusal>> {
  return db.transaction(async (tx): Promise<Result<ConfirmedPayment, ConfirmPaymentRefusal>> => {
    const { paymentId, sessionId, paymentIntentId } = session;
    if (!session.paid) return refuse({ code: "NotPaidYet" });
    if (paymentId === null) return refuse({ code: "PaymentUnknown" });
    // Side by side, in this order: the payment's row decides who confirms, and its orders are locked after it.
    const [amountFen, sales] = await Promise.all([
      markPaid(tx, { paymentId, sessionId, paymentIntentId, paidAt: now }),
      lockSalesOfPayment(tx, paymentId),
    ]);
    if (amountFen === undefined) {
      return (await findPayment(tx, paymentId)) ? ok(REPEATED) : refuse({ code: "PaymentUnknown" });
    }
    invariant(amountFen === session.amountFen, `payment ${paymentId} was paid in another amount than asked`);
    const waiting = sales.filter((sale) => sale.state === "placed");
    const late = sales.filter((sale) => sale.state === "lapsed");
    const cancelled = sales.filter((sale) => sale.state === "cancelled");

    // Side by side: they are sent together, in this order, and none needs another's answer. The stock comes last, so
    // that the pools, which other buyers want too, are locked for as short as can be.
    const [booked, , , packs] = await Promise.all([
      recordTransactions(tx, { now, transactions: waiting.flatMap((sale) => paidTransactions(sale, now)) }),
      becomePaid(tx, waiting, "paid", now),
      eventId !== undefined && markProcessed(tx, eventId, now),
      sellHeld(
        tx,
        waiting.map((sale) => sale.id),
        now,
      ),
    ]);
    if (!booked.ok) return booked;
    invariant(packs.size === waiting.length, "every placed order holds its stock");
    const lateAgain = await takeLate(tx, late, now);
    if (!lateAgain.ok) return lateAgain;
    const toRefund = [...lateAgain.value.soldOut, ...cancelled];
    const refunded = await giveBack(tx, toRefund, now);
    if (!refunded.ok) return refunded;

    tx.dropPagesSoon([...new Set([...waiting, ...lateAgain.value.taken].flatMap(staleTags))]);
    await tx.dropPages(lateAgain.value.pageTags);
    return ok({
      repeated: false,
      paidOrderIds: [...waiting, ...lateAgain.value.taken].map((sale) => sale.id),
      refundedOrderIds: toRefund.map((sale) => sale.id),
    });
  });
}

/** What a paid order changes: the figures of its villages and the work of its cooperative. */
function staleTags(sale: Sale): string[] {
  return [deskTag(sale.cooperativeId), ...sale.lines.map((line) => `village:${line.villageId}`)];
}

async function becomePaid(
  tx: Tx,
  sales: readonly Sale[],
  kind: Extract<OrderEventKind, "paid" | "paidLate">,
  now: Date,
): Promise<void> {
  if (sales.length === 0) return;
  const moved = await moveOrders(tx, {
    to: "paid",
    at: now,
    userId: null,
    events: sales.map((sale) => ({ id: newId(now), orderId: sale.id, kind, data: {} })),
  });
  invariant(moved.length === sales.length, "locked orders move as decided");
}

interface TakenLate {
  readonly taken: readonly Sale[];
  readonly soldOut: readonly Sale[];
  readonly pageTags: readonly string[];
}

/** Rare, so one order after the other: each takes all its packs again or none. */
async function takeLate(
  tx: Tx,
  late: readonly Sale[],
  now: Date,
): Promise<Result<TakenLate, ReferenceReused>> {
  const taken: Sale[] = [];
  const soldOut: Sale[] = [];
  const pageTags: string[] = [];
  for (const sale of late) {
    const stock = await takeAgain(tx, sale.id, now);
    if (!stock.ok) {
      soldOut.push(sale);
      continue;
    }
    taken.push(sale);
    pageTags.push(...productsWithLowStock(stock.value).map((id) => `product:${id}`));
  }
  const booked = await recordTransactions(tx, {
    now,
    transactions: taken.flatMap((sale) => paidTransactions(sale, now)),
  });
  if (!booked.ok) return booked;
  await becomePaid(tx, taken, "paidLate", now);
  return ok({ taken, soldOut, pageTags });
}

/** The money is here and the goods are not: it is booked as received and asked back in the same breath. */
async function giveBack(tx: Tx, sales: readonly Sale[], now: Date): Promise<Result<void, ReferenceReused>> {
  const booked = await recordTransactions(tx, {
    now,
    transactions: sales.flatMap((sale) => receiptTransactions(sale, now)),
  });
  if (!booked.ok) return booked;
  for (const sale of sales) {
    await askRefund(tx, {
      sale,
      amountFen: sale.totalFen,
      reason: "paidTooLate",
      userId: null,
      note: "",
      now,
    });
  }
  return ok();
}
