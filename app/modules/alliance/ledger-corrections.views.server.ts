import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { LedgerCorrection, SealedVoucher } from "./public-ledger";
import { GAIN, LINE_REF } from "./village-ledger.sql.server";

/** More corrections in a month than a page can show at once; the CSV has every line's state. */
export const MOST_CORRECTIONS = 200;

interface CorrectionRow {
  readonly minute: Date;
  readonly reason: string;
  readonly called_off: bigint;
  readonly reversed: bigint;
  readonly voucher: SealedVoucher | null;
  readonly month: string;
  readonly refs: readonly string[];
}

const selectCorrections = statement<[villageId: string, bookId: string, month: string], CorrectionRow>(
  "alliance.ledgerCorrections",
  `SELECT date_trunc('minute', t.occurred_at) AS minute, t.reason,
          coalesce(sum(${GAIN}) FILTER (WHERE transfer.phase = 'void'), 0)::int8 AS called_off,
          coalesce(-sum(${GAIN}) FILTER (WHERE transfer.reverses_transaction_id IS NOT NULL), 0)::int8 AS reversed,
          (SELECT json_build_object('number', v.number, 'hash', encode(v.hash, 'hex'), 'reason', t.reason)
             FROM voucher v WHERE v.transaction_id = t.id) AS voucher,
          to_char(o.paid_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month,
          (SELECT coalesce(json_agg(${LINE_REF} ORDER BY l.position), '[]') FROM order_line l
            WHERE l.order_id = o.id AND l.village_id = $1) AS refs
     FROM ledger_transaction t
     JOIN transfer ON transfer.transaction_id = t.id
      AND (transfer.credit_account LIKE '501%' OR transfer.debit_account LIKE '501%')
     JOIN orders o ON o.id = t.event_id AND o.paid_at IS NOT NULL
    WHERE t.book_id = $2 AND t.period = $3
      AND (transfer.phase = 'void' OR transfer.reverses_transaction_id IS NOT NULL)
    GROUP BY t.id, o.id
    ORDER BY minute DESC, t.id DESC LIMIT ${MOST_CORRECTIONS}`,
);

/** Entries of this accounting month that take back a share, each with the sale lines it corrects. */
export async function ledgerCorrections(
  tx: Tx,
  input: { readonly villageId: string; readonly bookId: string; readonly month: string },
): Promise<LedgerCorrection[]> {
  const rows = await tx.run(selectCorrections, [input.villageId, input.bookId, input.month]);
  return rows.map((row) => ({
    kind: row.called_off > 0n ? "calledOff" : "reversed",
    at: row.minute,
    reason: row.reason,
    fen: row.called_off + row.reversed,
    voucher: row.voucher,
    corrects: { month: row.month, refs: row.refs },
  }));
}
