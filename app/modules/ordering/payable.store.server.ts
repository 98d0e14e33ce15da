import type { Fen } from "~/kernel/money";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { OrderState } from "./order";

/** One position on Stripe's pay page, in the words of the order's language. */
export interface PayItem {
  readonly kind: "goods" | "freight";
  readonly name: string;
  readonly unitFen: Fen;
  readonly quantity: number;
}

export interface PayableOrders {
  /** Of the first order, for the way back from the pay page. */
  readonly number: string;
  readonly locale: string;
  readonly states: readonly OrderState[];
  readonly items: readonly PayItem[];
}

interface PayRow {
  readonly number: string;
  readonly locale: string;
  readonly state: OrderState;
  readonly freightFen: Fen;
  readonly items: { name: string; unitFen: string; quantity: number }[];
}

const PAYABLE = statement<[string], PayRow>(
  "ordering.payable",
  `SELECT o.number, o.locale, o.state, o.freight_fen AS "freightFen",
     (SELECT jsonb_agg(jsonb_build_object('name', (l.name ->> o.locale) || ' · ' || (l.sku_name ->> o.locale),
        'unitFen', l.unit_price_fen::text, 'quantity', l.packs) ORDER BY l.position)
      FROM order_line l WHERE l.order_id = o.id) AS items
   FROM orders o WHERE o.payment_id = $1 ORDER BY o.id`,
);

/** What is paid for with one payment; undefined when it has no orders. Always the same for the same payment. */
export async function payableOrders(tx: Tx, paymentId: string): Promise<PayableOrders | undefined> {
  const rows = await tx.run(PAYABLE, [paymentId]);
  const [first] = rows;
  if (!first) return undefined;
  const items = rows.flatMap((row): PayItem[] => [
    ...row.items.map((item) => ({ kind: "goods" as const, ...item, unitFen: BigInt(item.unitFen) })),
    ...(row.freightFen > 0n
      ? [{ kind: "freight" as const, name: row.number, unitFen: row.freightFen, quantity: 1 }]
      : []),
  ]);
  return { number: first.number, locale: first.locale, states: rows.map((row) => row.state), items };
}
