import type { Fen } from "~/kernel/money";
import { pageOf } from "~/kernel/page";
import type { Locale } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { OrderState } from "./order";

/** One page of a person's orders. */
export const MOST_LISTED_ORDERS = 20;

export interface ListedOrder {
  readonly number: string;
  readonly state: OrderState;
  readonly placedAt: Date;
  readonly totalFen: Fen;
  readonly cooperativeName: string;
  /** The first of its goods. */
  readonly firstName: string;
  readonly lineCount: number;
}

const LISTED_ORDERS = `SELECT o.number, o.state, o.placed_at AS "placedAt", o.total_fen AS "totalFen",
     co.name ->> $2 AS "cooperativeName", first.name AS "firstName",
     (SELECT count(*)::int FROM order_line l WHERE l.order_id = o.id) AS "lineCount"
   FROM orders o JOIN cooperative co ON co.id = o.cooperative_id
   JOIN LATERAL (SELECT l.name ->> $2 AS name FROM order_line l WHERE l.order_id = o.id ORDER BY l.position LIMIT 1) first
     ON true`;

const OF_BUYER = statement<[string, Locale, string | null, number], ListedOrder>(
  "ordering.ordersOfBuyer",
  `${LISTED_ORDERS}
   WHERE o.user_id = $1 AND ($3::text IS NULL OR (o.placed_at, o.id) <
     (SELECT last.placed_at, last.id FROM orders last WHERE last.number = $3 AND last.user_id = $1))
   ORDER BY o.placed_at DESC, o.id DESC LIMIT $4`,
);

export interface OrdersOfBuyer {
  readonly orders: readonly ListedOrder[];
  /** The number to go on after; null on the last page. */
  readonly next: string | null;
}

/** A person's orders, the latest first, on from the order with the number `after`. */
export async function ordersOfBuyer(
  tx: Tx,
  input: { readonly userId: string; readonly locale: Locale; readonly after: string | null },
): Promise<OrdersOfBuyer> {
  const rows = await tx.run(OF_BUYER, [input.userId, input.locale, input.after, MOST_LISTED_ORDERS + 1]);
  const { shown, next } = pageOf(rows, MOST_LISTED_ORDERS, ({ number }) => number);
  return { orders: shown, next };
}

const OF_PAYMENTS = statement<[readonly string[], Locale], ListedOrder>(
  "ordering.ordersOfPayments",
  `${LISTED_ORDERS}
   WHERE o.payment_id = ANY ($1::uuid[]) ORDER BY o.placed_at DESC, o.id DESC`,
);

/** The orders of some payments, the latest first. Whoever asks has proven to know the payments. */
export function ordersOfPayments(
  tx: Tx,
  input: { readonly paymentIds: readonly string[]; readonly locale: Locale },
): Promise<readonly ListedOrder[]> {
  return tx.run(OF_PAYMENTS, [input.paymentIds, input.locale]);
}
