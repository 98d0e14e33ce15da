import type { Fen } from "~/kernel/money";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/** Money that may be expected from sales, by the day on which their claim window ends. */
export interface MoneyDue {
  /** YYYY-MM-DD in Shanghai; null for sales not delivered yet, whose window has not begun */
  readonly day: string | null;
  readonly orders: number;
  readonly fen: Fen;
}

/** `sellers` is the part that says which cooperatives sold; of the whole country's open orders nobody reads the others'. */
const dueOf = (sellers: string) =>
  `SELECT to_char(o.claim_until AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day, count(DISTINCT o.id)::int AS orders,
     sum(e.debits_pending - e.credits_pending)::int8 AS fen
   FROM orders o
   JOIN ledger_transaction t ON t.event_id = o.id AND t.book_id = $2
   JOIN transfer tr ON tr.transaction_id = t.id
   CROSS JOIN LATERAL ledger_effect(tr) e
   WHERE o.cooperative_id ${sellers} AND o.state IN ('paid', 'packed', 'shipped', 'delivered') AND e.account_code = $3
   GROUP BY 1 HAVING sum(e.debits_pending - e.credits_pending) <> 0 ORDER BY 1 NULLS LAST`;

type Params = [id: string, bookId: string, account: string];

const BY_SCOPE = {
  cooperative: statement<Params, MoneyDue>("ordering.moneyDue", dueOf("= $1")),
  village: statement<Params, MoneyDue>(
    "ordering.moneyDueOfVillage",
    dueOf(`IN (SELECT id FROM cooperative WHERE village_id = $1
                UNION SELECT cooperative_id FROM product WHERE village_id = $1)`),
  ),
} as const;

export interface AskMoneyDue {
  /** whose sales: a cooperative's own, or those of a village's goods */
  readonly scope: { readonly of: keyof typeof BY_SCOPE; readonly id: string };
  readonly bookId: string;
  /** an account that such sales debit */
  readonly account: string;
}

/** What a book foresees on one of its accounts from sales not settled yet; the earliest day first. One statement. */
export function moneyDue(tx: Tx, { scope, bookId, account }: AskMoneyDue): Promise<MoneyDue[]> {
  return tx.run(BY_SCOPE[scope.of], [scope.id, bookId, account]);
}
