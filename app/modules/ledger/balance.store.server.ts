import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { AccountBalance } from "./balance";

interface BalanceRow {
  readonly book_id: string;
  readonly account: string;
  readonly debits_posted: bigint;
  readonly credits_posted: bigint;
  readonly debits_pending: bigint;
  readonly credits_pending: bigint;
}

const TOTALS = ["debits_posted", "credits_posted", "debits_pending", "credits_pending"] as const;
const SUMMED = TOTALS.map((column) => `sum(${column})::bigint AS ${column}`).join(", ");

/** One statement and so one picture: a transaction is in the snapshot or in the tail, never in both or in neither. */
const selectBalances = statement<[string], BalanceRow>(
  "ledger.balances",
  `SELECT a.book_id, a.code AS account, ${TOTALS.map(
    (column) => `(coalesce(s.${column}, 0) + coalesce(t.${column}, 0))::bigint AS ${column}`,
  ).join(", ")}
   FROM account a
   LEFT JOIN LATERAL (
     SELECT * FROM balance_snapshot WHERE book_id = a.book_id AND account_code = a.code
     ORDER BY through_number DESC LIMIT 1
   ) s ON true
   LEFT JOIN (
     SELECT e.account_code, ${SUMMED}
     FROM ledger_tail tail
     JOIN transfer tr ON tr.transaction_id = tail.transaction_id
     CROSS JOIN LATERAL ledger_effect(tr) AS e
     WHERE tail.book_id = $1
     GROUP BY e.account_code
   ) t ON t.account_code = a.code
   WHERE a.book_id = $1
   ORDER BY a.code COLLATE "C"`,
);

const selectEventBalance = statement<[string], BalanceRow>(
  "ledger.balanceOfEvent",
  `SELECT tr.book_id, e.account_code AS account, ${SUMMED}
   FROM ledger_transaction t
   JOIN transfer tr ON tr.transaction_id = t.id
   CROSS JOIN LATERAL ledger_effect(tr) AS e
   WHERE t.event_id = $1
   GROUP BY tr.book_id, e.account_code
   ORDER BY tr.book_id, e.account_code COLLATE "C"`,
);

/** Every account of a book with its totals to this moment, unsealed transactions included; by account code. */
export async function balances(tx: Tx, bookId: string): Promise<AccountBalance[]> {
  return (await tx.run(selectBalances, [bookId])).map(balanceOf);
}

/** What one business event did to every account of every book it touched. */
export async function balanceOfEvent(tx: Tx, eventId: string): Promise<AccountBalance[]> {
  return (await tx.run(selectEventBalance, [eventId])).map(balanceOf);
}

function balanceOf(row: BalanceRow): AccountBalance {
  return {
    bookId: row.book_id,
    account: row.account,
    debitsPosted: row.debits_posted,
    creditsPosted: row.credits_posted,
    debitsPending: row.debits_pending,
    creditsPending: row.credits_pending,
  };
}
