import { addMs, DAY_MS } from "~/kernel/clock";
import { addDays, type Period, periodBefore, startOfShanghaiDay } from "~/kernel/period";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { type ComparedFigures, comparePeriods, type DayFigures, type SalesScope } from "./sales-figures";

/**
 * Orders are found by the time they were placed, which is what the desk's index is sorted by. A pay page is open for hours and
 * news of a payment may be days late, so whoever looks this much earlier misses no order paid within the period.
 */
const LONGEST_WAIT_MS = 31 * DAY_MS;

type DayRow = DayFigures;
type Params = [id: string, from: Date, until: Date, placedFrom: Date];

const DAY_OF = (column: string) => `to_char(${column} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')`;
const SUMS = `sum(orders)::int AS orders, sum(grams)::int8 AS grams, sum(sales)::int8 AS "salesFen",
  sum(refunded)::int8 AS "refundedFen"`;

const OF_COOPERATIVE = statement<Params, DayRow>(
  "ordering.salesOfCooperative",
  `SELECT day, ${SUMS} FROM (
     SELECT ${DAY_OF("paid_at")} AS day, 1 AS orders, grams, total_fen AS sales, 0::int8 AS refunded FROM orders
      WHERE cooperative_id = $1 AND placed_at >= $4 AND placed_at < $3 AND paid_at >= $2 AND paid_at < $3
     UNION ALL
     SELECT ${DAY_OF("r.finished_at")}, 0, 0, 0, r.amount_fen FROM refund r JOIN orders o ON o.id = r.order_id
      WHERE r.state = 'succeeded' AND r.requested_at >= $4 AND r.requested_at < $3
        AND r.finished_at >= $2 AND r.finished_at < $3 AND o.cooperative_id = $1) figures
   GROUP BY day`,
);

/** Only the scope's own lines of each order count; a refund is one of the whole order and so not shown by line. */
const linesOf = (column: "village_id" | "host_id") =>
  `SELECT day, ${SUMS} FROM (
     SELECT ${DAY_OF("o.paid_at")} AS day, 1 AS orders, sum(l.packs * l.net_grams) AS grams,
            sum(l.goods_fen + l.freight_fen) AS sales, 0::int8 AS refunded
       FROM order_line l JOIN orders o ON o.id = l.order_id
      WHERE l.${column} = $1 AND o.placed_at >= $4 AND o.placed_at < $3 AND o.paid_at >= $2 AND o.paid_at < $3
      GROUP BY o.id) figures
   GROUP BY day`;

const BY_SCOPE: Readonly<Record<SalesScope["of"], typeof OF_COOPERATIVE>> = {
  cooperative: OF_COOPERATIVE,
  village: statement<Params, DayRow>("ordering.salesOfVillage", linesOf("village_id")),
  host: statement<Params, DayRow>("ordering.salesOfHost", linesOf("host_id")),
};

/** The sales of a scope over a period, in pieces, and those of as many days before. One query. */
export async function salesFigures(
  tx: Tx,
  { scope, period }: { readonly scope: SalesScope; readonly period: Period },
): Promise<ComparedFigures> {
  const from = startOfShanghaiDay(periodBefore(period).from);
  const until = startOfShanghaiDay(addDays(period.to, 1));
  const days = await tx.run(BY_SCOPE[scope.of], [scope.id, from, until, addMs(from, -LONGEST_WAIT_MS)]);
  return comparePeriods(period, days);
}
