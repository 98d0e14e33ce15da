import { addMonths, startOfShanghaiMonth } from "~/kernel/clock";
import type { Locale } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { LINE_REF } from "./village-ledger.sql.server";

/** Where the public ledger shows one line of an order. The way leads there only: no page of the ledger leads back. */
export interface PublicLine {
  readonly villageSlug: string;
  readonly villageName: string;
  readonly productName: string;
  /** YYYY-MM in Shanghai, when it was paid */
  readonly month: string;
  readonly ref: string;
}

const selectLinesOfOrder = statement<[orderId: string, locale: Locale], PublicLine>(
  "alliance.publicLinesOfOrder",
  `SELECT v.slug AS "villageSlug", v.name ->> $2 AS "villageName", l.name ->> $2 AS "productName",
          to_char(o.paid_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month, ${LINE_REF} AS ref
     FROM orders o JOIN order_line l ON l.order_id = o.id JOIN village v ON v.id = l.village_id
     JOIN collective k ON k.village_id = v.id
    WHERE o.id = $1 AND o.paid_at IS NOT NULL
    ORDER BY l.position`,
);

/** The lines of a paid order as their villages publish them; none while it is not paid. */
export function publicLinesOfOrder(
  tx: Tx,
  { orderId, locale }: { readonly orderId: string; readonly locale: Locale },
): Promise<PublicLine[]> {
  return tx.run(selectLinesOfOrder, [orderId, locale]);
}

const selectPageStart = statement<
  [villageId: string, from: Date, until: Date, ref: string, limit: number],
  { readonly minute: Date | null; readonly ref: string | null }
>(
  "alliance.ledgerPageOfLine",
  `WITH numbered AS MATERIALIZED (
     SELECT line.*, row_number() OVER (ORDER BY line.minute DESC, line.ref DESC) - 1 AS place
       FROM (SELECT date_trunc('minute', o.paid_at) AS minute, ${LINE_REF} AS ref
               FROM order_line l JOIN orders o ON o.id = l.order_id
              WHERE l.village_id = $1 AND o.paid_at >= $2 AND o.paid_at < $3) line
   )
   SELECT before.minute, before.ref
     FROM numbered wanted LEFT JOIN numbered before ON before.place = wanted.place - wanted.place % $5 - 1
    WHERE wanted.ref = $4`,
);

const REF = /^[0-9a-f]{12}$/;

/**
 * After which cursor the page of a month begins that shows the line `ref`, with `limit` lines a page; undefined for the
 * first page, and for a line that the month does not have.
 */
export async function ledgerPageOfLine(
  tx: Tx,
  query: {
    readonly villageId: string;
    /** YYYY-MM in Shanghai */
    readonly month: string;
    readonly ref: string;
    readonly limit: number;
  },
): Promise<string | undefined> {
  if (!REF.test(query.ref)) return undefined;
  const [start] = await tx.run(selectPageStart, [
    query.villageId,
    startOfShanghaiMonth(query.month),
    startOfShanghaiMonth(addMonths(query.month, 1)),
    query.ref,
    query.limit,
  ]);
  return start?.minute && start.ref ? ledgerCursor(start.minute, start.ref) : undefined;
}

/** The place of a line in its month, for the address of the page that goes on after it. */
export function ledgerCursor(minute: Date, ref: string): string {
  return `${minute.getTime() / 60_000}-${ref}`;
}
