import { invariant } from "~/kernel/invariant";
import type { Fen } from "~/kernel/money";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { ofBookAndEvent, SHARE_SUMS } from "./village-ledger.sql.server";

export interface CreditedInMonth {
  /** sales of the month in which a village collective has a share */
  readonly orders: number;
  readonly creditedFen: Fen;
  readonly pendingFen: Fen;
}

const selectCredited = statement<[month: string], CreditedInMonth>(
  "alliance.creditedThisMonth",
  `WITH sale AS MATERIALIZED (
     SELECT DISTINCT t.book_id, t.event_id
       FROM collective k
       JOIN ledger_transaction t ON t.book_id = k.book_id AND t.period = $1
       JOIN transfer ON transfer.transaction_id = t.id AND transfer.credit_account LIKE '501%'
      WHERE transfer.phase IN ('posted', 'pending') AND transfer.reverses_transaction_id IS NULL
   ), booked AS (
     SELECT ${SHARE_SUMS}
       FROM sale JOIN ledger_transaction t ON ${ofBookAndEvent("sale.book_id", "sale.event_id")}
       JOIN transfer ON transfer.transaction_id = t.id
   )
   SELECT (SELECT count(DISTINCT event_id)::int FROM sale) AS orders,
          credited AS "creditedFen", pending AS "pendingFen" FROM booked`,
);

/** What the sales of an accounting month (YYYY-MM) brought all village collectives together, as it stands now. */
export async function creditedThisMonth(tx: Tx, month: string): Promise<CreditedInMonth> {
  const [row] = await tx.run(selectCredited, [month]);
  invariant(row, "sums are always one row");
  return row;
}
