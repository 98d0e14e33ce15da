import type { LocalizedText } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { toJson } from "./order-json";

const carts = statement<[before: Date, limit: number], { readonly id: string }>(
  "ordering.forgetCarts",
  `DELETE FROM cart WHERE id IN (SELECT id FROM cart WHERE updated_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING id`,
);

/** Carts in which nothing was moved since `before`, with their lines. Answers how many. */
export async function forgetCarts(
  tx: Tx,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<number> {
  return (await tx.run(carts, [before, limit])).length;
}

/** An order that is over and still names its buyer. */
export interface NamedOrder {
  readonly id: string;
  readonly regionCode: string;
}

const due = (name: string, paid: string) =>
  statement<[before: Date, limit: number], NamedOrder>(
    name,
    `SELECT id, region_code AS "regionCode" FROM orders
      WHERE contact_erased_at IS NULL AND placed_at < $1 AND ${paid} AND state IN ('settled', 'refunded', 'lapsed', 'cancelled')
        AND greatest(placed_at, settled_at, closed_at) < $1
      LIMIT $2 FOR UPDATE SKIP LOCKED`,
  );
const DUE = {
  paid: due("ordering.paidOrdersToForget", "paid_at IS NOT NULL"),
  unpaid: due("ordering.unpaidOrdersToForget", "paid_at IS NULL"),
};

/** Orders that were over before `before`, locked, so that two sweeps do not take the same. */
export function ordersToForget(
  tx: Tx,
  which: keyof typeof DUE,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<NamedOrder[]> {
  return tx.run(DUE[which], [before, limit]);
}

const anonymise = statement<
  [ids: readonly string[], codes: readonly string[], regions: readonly string[], now: Date],
  never
>(
  "ordering.anonymiseOrders",
  `UPDATE orders o SET recipient = '', phone = '', street = '', note = '', waybill = NULL,
     region_code = province.code, region = province.name, contact_erased_at = $4
   FROM unnest($1::uuid[], $2::text[], $3::jsonb[]) AS province (id, code, name)
   WHERE o.id = province.id AND o.contact_erased_at IS NULL`,
);
const anonymiseEvents = statement<[ids: readonly string[]], never>(
  "ordering.anonymiseOrderEvents",
  `UPDATE order_event SET data = data - '{note,waybill}'::text[]
    WHERE order_id = ANY($1::uuid[]) AND data ?| '{note,waybill}'::text[]`,
);
const anonymiseClaims = statement<[ids: readonly string[]], never>(
  "ordering.anonymiseClaims",
  "UPDATE claim SET words = '', answer = '' WHERE order_id = ANY($1::uuid[]) AND (words <> '' OR answer <> '')",
);

/** An order and the province it went to: all that is kept of the address. */
export interface AnonymousOrder {
  readonly id: string;
  readonly provinceCode: string;
  readonly province: LocalizedText;
}

/** Takes the person out of orders; goods, amounts, shares, times and the province stay. */
export async function anonymiseOrders(tx: Tx, orders: readonly AnonymousOrder[], now: Date): Promise<void> {
  if (orders.length === 0) return;
  const ids = orders.map(({ id }) => id);
  await tx.run(anonymise, [
    ids,
    orders.map(({ provinceCode }) => provinceCode),
    orders.map(({ province }) => toJson(province)),
    now,
  ]);
  await tx.run(anonymiseEvents, [ids]);
  await tx.run(anonymiseClaims, [ids]);
}
