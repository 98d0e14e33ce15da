import { shanghaiMonth } from "~/kernel/clock";
import type { Fen } from "~/kernel/money";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/** What was posted to an account on a day. */
export interface AccountDay {
  /** YYYY-MM-DD in Shanghai, when it happened */
  readonly day: string;
  /** credits less debits: negative on a day on which more was taken back than credited */
  readonly fen: Fen;
}

const CREDITED = statement<
  [bookId: string, period: string, from: Date, until: Date, account: string],
  AccountDay
>(
  "ledger.creditedByDay",
  `SELECT to_char(t.occurred_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day,
     sum(e.credits_posted - e.debits_posted)::int8 AS fen
   FROM ledger_transaction t
   JOIN transfer tr ON tr.transaction_id = t.id
   CROSS JOIN LATERAL ledger_effect(tr) e
   WHERE t.book_id = $1 AND t.period >= $2 AND t.occurred_at >= $3 AND t.occurred_at < $4 AND e.account_code = $5
   GROUP BY 1 HAVING sum(e.credits_posted - e.debits_posted) <> 0 ORDER BY 1`,
);

/**
 * What was credited to an account of a book from `from` until before `until`, by the day it happened; what is pending does
 * not count yet. A fact is booked in its month or a later one, so earlier months are not looked at. One statement.
 */
export function creditedByDay(
  tx: Tx,
  asked: { readonly bookId: string; readonly account: string; readonly from: Date; readonly until: Date },
): Promise<AccountDay[]> {
  const { bookId, account, from, until } = asked;
  return tx.run(CREDITED, [bookId, shanghaiMonth(from), from, until, account]);
}
