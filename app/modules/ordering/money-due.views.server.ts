import type { Fen } from "~/kernel/money";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/** Money that a cooperative may expect from its sales, by the day on which their claim window ends. */
export interface MoneyDue {
  /** YYYY-MM-DD in Shanghai; null for sales not delivered yet, whose window has not begun */
  readonly day: string | null;
  readonly orders: number;
  readonly fen: Fen;
}

const DUE = statement<[cooperativeId: string, bookId: string, account: string], MoneyDue>(
  "ordering.moneyDue",
  `SELECT to_char(o.claim_until AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day, count(DISTINCT o.id)::int AS orders,
     sum(e.debits_pending - e.credits_pending)::int8 AS fen
   FROM orders o
   JOIN ledger_transaction t ON t.event_id = o.id AND t.book_id = $2
   JOIN transfer tr ON tr.transaction_id = t.id
   CROSS JOIN LATERAL ledger_effect(tr) e
   WHERE o.cooperative_id = $1 AND o.state IN ('paid', 'packed', 'shipped', 'delivered') AND e.account_code = $3
   GROUP BY 1 HAVING sum(e.debits_pending - e.credits_pending) <> 0 ORDER BY 1 NULLS LAST`,
);

/** What a book foresees on one of its accounts from sales not settled yet; the earliest day first. */
export function moneyDue(
  tx: Tx,
  input: { readonly cooperativeId: string; readonly bookId: string; readonly account: string },
): Promise<MoneyDue[]> {
  return tx.run(DUE, [input.cooperativeId, input.bookId, input.account]);
}
