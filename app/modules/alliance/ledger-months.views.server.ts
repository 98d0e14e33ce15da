import { addMonths, startOfShanghaiMonth } from "~/kernel/clock";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { LedgerMonth } from "./public-ledger";
import { ofBookAndEvent, SHARE_SUMS } from "./village-ledger.sql.server";

const MONTHS_IN_SERIES = 12;

/** Sums are numeric in PostgreSQL and leave it as int8. Months without a sale are missing here and added below. */
const selectMonths = statement<
  [villageId: string, bookId: string, from: Date, until: Date],
  Omit<LedgerMonth, "refundedOrders" | "orders"> & {
    readonly orders: number;
    readonly refundedOrders: number;
  }
>(
  "alliance.ledgerMonths",
  `WITH sold AS MATERIALIZED (
     SELECT o.id, o.state = 'refunded' AS refunded,
            to_char(o.paid_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month,
            sum(l.packs * l.net_grams) AS grams, sum(l.goods_fen) AS sales, sum(l.freight_fen) AS freight,
            sum((SELECT coalesce(sum(leg.fen), 0) FROM order_leg leg
                  WHERE leg.line_id = l.id AND leg.kind = 'collective' AND leg.book_id = $2)) AS share
       FROM order_line l JOIN orders o ON o.id = l.order_id
      WHERE l.village_id = $1 AND o.paid_at >= $3 AND o.paid_at < $4
      GROUP BY o.id
   ), booked AS MATERIALIZED (
     SELECT sold.id, ${SHARE_SUMS}
       FROM sold JOIN ledger_transaction t ON ${ofBookAndEvent("$2", "sold.id")}
       JOIN transfer ON transfer.transaction_id = t.id
      GROUP BY sold.id
   )
   SELECT month, count(*)::int AS orders, sum(grams)::int8 AS grams, sum(sales)::int8 AS "salesFen",
          sum(freight)::int8 AS "freightFen", sum(share)::int8 AS "shareFen",
          coalesce(sum(booked.pending), 0)::int8 AS "pendingFen",
          coalesce(sum(booked.credited), 0)::int8 AS "creditedFen",
          coalesce(sum(booked.taken_back), 0)::int8 AS "takenBackFen",
          (count(*) FILTER (WHERE refunded))::int AS "refundedOrders",
          coalesce(sum(sales) FILTER (WHERE refunded), 0)::int8 AS "refundedSalesFen"
     FROM sold LEFT JOIN booked USING (id)
    GROUP BY month`,
);

/** The twelve months up to `month`, oldest first, each complete; months without a sale are zero. */
export async function ledgerMonths(
  tx: Tx,
  input: { readonly villageId: string; readonly bookId: string; readonly month: string },
): Promise<LedgerMonth[]> {
  const first = addMonths(input.month, 1 - MONTHS_IN_SERIES);
  const rows = await tx.run(selectMonths, [
    input.villageId,
    input.bookId,
    startOfShanghaiMonth(first),
    startOfShanghaiMonth(addMonths(input.month, 1)),
  ]);
  const byMonth = new Map(rows.map((row) => [row.month, row]));
  return Array.from({ length: MONTHS_IN_SERIES }, (_, step) => {
    const month = addMonths(first, step);
    return byMonth.get(month) ?? emptyMonth(month);
  });
}

function emptyMonth(month: string): LedgerMonth {
  const nothing = { shareFen: 0n, pendingFen: 0n, creditedFen: 0n, takenBackFen: 0n };
  const sold = { orders: 0, grams: 0n, salesFen: 0n, freightFen: 0n };
  return { month, ...sold, ...nothing, refundedOrders: 0, refundedSalesFen: 0n };
}

const selectBook = statement<[villageId: string], { readonly bookId: string }>(
  "alliance.bookOfVillage",
  'SELECT book_id AS "bookId" FROM collective WHERE village_id = $1',
);

/** One month of a village by its id alone, for the village's page; zeros for a village without a collective. */
export async function ledgerMonthOf(
  tx: Tx,
  input: { readonly villageId: string; readonly month: string },
): Promise<LedgerMonth> {
  const [row] = await tx.run(selectBook, [input.villageId]);
  if (!row) return emptyMonth(input.month);
  const [found] = await tx.run(selectMonths, [
    input.villageId,
    row.bookId,
    startOfShanghaiMonth(input.month),
    startOfShanghaiMonth(addMonths(input.month, 1)),
  ]);
  return found ?? emptyMonth(input.month);
}
