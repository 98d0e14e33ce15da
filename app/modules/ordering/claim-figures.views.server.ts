import { addMs, DAY_MS } from "~/kernel/clock";
import { addDays, type Period, periodBefore, startOfShanghaiDay } from "~/kernel/period";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { type ClaimDay, type ClaimedShare, type ClaimFigures, claimsByPiece } from "./claim-figures";

const DAY_OF = (column: string) => `to_char(${column} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')`;

const DAYS = statement<[cooperativeId: string, from: Date, until: Date], ClaimDay>(
  "ordering.claimsByDay",
  `SELECT day, sum(opened)::int AS opened, sum(accepted)::int AS accepted, sum(declined)::int AS declined,
     sum(given)::int8 AS "givenFen"
   FROM (
     SELECT ${DAY_OF("opened_at")} AS day, 1 AS opened, 0 AS accepted, 0 AS declined, 0::int8 AS given FROM claim
      WHERE cooperative_id = $1 AND opened_at >= $2 AND opened_at < $3
     UNION ALL
     SELECT ${DAY_OF("closed_at")}, 0, (state = 'accepted')::int, (state = 'declined')::int, coalesce(given_fen, 0)
       FROM claim WHERE cooperative_id = $1 AND closed_at >= $2 AND closed_at < $3) each_claim
   GROUP BY day`,
);

/** The desk's index of orders is sorted by placing; goods sold ahead may arrive months later. */
const LONGEST_WAY_MS = 366 * DAY_MS;

const SHARE = statement<[cooperativeId: string, from: Date, until: Date, placedFrom: Date], ClaimedShare>(
  "ordering.claimedShare",
  `SELECT count(*)::int AS delivered, count(*) FILTER (WHERE EXISTS (
       SELECT FROM claim c WHERE c.order_id = o.id AND c.state <> 'withdrawn'))::int AS claimed
   FROM orders o
   WHERE o.cooperative_id = $1 AND o.placed_at >= $4 AND o.placed_at < $3
     AND o.delivered_at >= $2 AND o.delivered_at < $3`,
);

/** The claims of a cooperative's buyers over a period, in pieces, and those of as many days before. Two queries. */
export async function claimFigures(
  tx: Tx,
  { cooperativeId, period }: { readonly cooperativeId: string; readonly period: Period },
): Promise<ClaimFigures> {
  const from = startOfShanghaiDay(period.from);
  const until = startOfShanghaiDay(addDays(period.to, 1));
  const [days, [share]] = await Promise.all([
    tx.run(DAYS, [cooperativeId, startOfShanghaiDay(periodBefore(period).from), until]),
    tx.run(SHARE, [cooperativeId, from, until, addMs(from, -LONGEST_WAY_MS)]),
  ]);
  return { ...claimsByPiece(period, days), ...(share ?? { delivered: 0, claimed: 0 }) };
}
