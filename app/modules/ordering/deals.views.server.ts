import type { Fen } from "~/kernel/money";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/** At what price a pack was sold and paid, the last time at this price. */
export interface PaidDeal {
  readonly unitFen: Fen;
  readonly paidAt: Date;
}

const selectDeals = statement<[skuId: string, cooperativeId: string, since: Date, until: Date], PaidDeal>(
  "ordering.dealsBefore",
  `WITH recent AS (
     SELECT line.unit_price_fen AS "unitFen", max(o.paid_at) AS "paidAt"
       FROM orders o JOIN order_line line ON line.order_id = o.id
      WHERE o.cooperative_id = $2 AND o.paid_at >= $3 AND o.paid_at < $4 AND line.sku_id = $1
      GROUP BY line.unit_price_fen)
   SELECT * FROM recent
   UNION ALL
   (SELECT line.unit_price_fen, o.paid_at FROM orders o JOIN order_line line ON line.order_id = o.id
     WHERE o.cooperative_id = $2 AND o.paid_at < $3 AND line.sku_id = $1 AND NOT EXISTS (SELECT FROM recent)
     ORDER BY o.paid_at DESC LIMIT 1)`,
);

/**
 * The prices at which a pack was sold from `since` until before `until`; where it was not, its last sale before. A sale
 * paid back later was a sale.
 */
export function dealsBefore(
  tx: Tx,
  asked: {
    readonly skuId: string;
    readonly cooperativeId: string;
    readonly since: Date;
    readonly until: Date;
  },
): Promise<PaidDeal[]> {
  return tx.run(selectDeals, [asked.skuId, asked.cooperativeId, asked.since, asked.until]);
}
