import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { SealedTransaction } from "./canonical";
import { SEALED_COLUMNS, type SealedRow, sealedOf, TRANSFERS_AS_JSON } from "./sealed-rows.server";

/** One row of something that is wrong, in the words of a `LedgerDifference`. */
export interface WrongRow {
  readonly number: number | null;
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
}

const asText = (alias: string) =>
  `concat_ws(' ', ${alias}.phase, ${alias}.book_id, ${alias}.debit_account, ${alias}.credit_account, ${alias}.fen)`;

/** A post or void whose pending is missing, differs, or was resolved by another one as well. */
export const selectWrongResolution = statement<[string, number, number], WrongRow>(
  "ledger.wrongResolution",
  `SELECT v.number, r.transaction_id || '#' || r.position AS subject,
     concat_ws(' ', 'pending', r.book_id, r.debit_account, r.credit_account, r.fen) || ', once' AS expected,
     coalesce(${asText("p")}, 'nothing') || ', ' || n.times AS found
   FROM voucher v
   JOIN transfer r ON r.transaction_id = v.transaction_id AND r.resolves_transaction_id IS NOT NULL
   LEFT JOIN transfer p ON p.transaction_id = r.resolves_transaction_id AND p.position = r.resolves_position
   CROSS JOIN LATERAL (SELECT count(*) AS times FROM transfer o
     WHERE o.resolves_transaction_id = r.resolves_transaction_id AND o.resolves_position = r.resolves_position) n
   WHERE v.book_id = $1 AND v.number > $2 AND v.number <= $3
     AND (n.times <> 1 OR (p.phase, p.book_id, p.debit_account, p.credit_account, p.fen)
       IS DISTINCT FROM ('pending', r.book_id, r.debit_account, r.credit_account, r.fen))
   ORDER BY v.number, r.position LIMIT 1`,
);

/** A reversal whose original is missing, is of other accounts, never counted, or is taken back more than once over. */
export const selectWrongReversal = statement<[string, number, number], WrongRow>(
  "ledger.wrongReversal",
  `SELECT v.number, r.transaction_id || '#' || r.position AS subject,
     concat_ws(' ', 'at most', o.fen, r.book_id, r.credit_account, r.debit_account) AS expected,
     coalesce(concat_ws(' ', ledger_reversed_fen(o), 'of', ${asText("o")}), 'nothing') AS found
   FROM voucher v
   JOIN transfer r ON r.transaction_id = v.transaction_id AND r.reverses_transaction_id IS NOT NULL
   LEFT JOIN transfer o ON o.transaction_id = r.reverses_transaction_id AND o.position = r.reverses_position
   WHERE v.book_id = $1 AND v.number > $2 AND v.number <= $3
     AND (o.transaction_id IS NULL OR o.phase NOT IN ('posted', 'pending') OR o.reverses_transaction_id IS NOT NULL
       OR (o.book_id, o.debit_account, o.credit_account)
         IS DISTINCT FROM (r.book_id, r.credit_account, r.debit_account)
       OR (ledger_transfer_state(o) = 'voided' AND ledger_transfer_state(r) <> 'voided')
       OR ledger_reversed_fen(o) > o.fen)
   ORDER BY v.number, r.position LIMIT 1`,
);

/**
 * A transaction that is neither sealed nor waiting to be, or waits with fewer transfers than it says. What is sealed has
 * been compared with its voucher already.
 */
export const selectLost = statement<[string], WrongRow>(
  "ledger.lost",
  `SELECT NULL::int AS number, t.reference AS subject,
     t.transfer_count || ' transfers, sealed or waiting' AS expected,
     n.present || ' transfers, ' || CASE WHEN tail.book_id IS NULL THEN 'neither' ELSE 'waiting' END AS found
   FROM ledger_transaction t
   LEFT JOIN ledger_tail tail
     ON tail.book_id = t.book_id AND tail.recorded_at = t.recorded_at AND tail.transaction_id = t.id
   CROSS JOIN LATERAL (SELECT count(*) AS present FROM transfer WHERE transaction_id = t.id) n
   WHERE t.book_id = $1 AND NOT EXISTS (SELECT FROM voucher WHERE transaction_id = t.id)
     AND (tail.book_id IS NULL OR n.present <> t.transfer_count)
   ORDER BY t.recorded_at, t.id LIMIT 1`,
);

/** A close that names another voucher than it says, leaves out a month, or has vouchers of its month after it. */
export const selectWrongClose = statement<[string, string], WrongRow>(
  "ledger.wrongClose",
  `SELECT c.through_number AS number, 'close of ' || c.period AS subject,
     coalesce(encode(v.hash, 'hex'), $2) || ', month ' || e.period || ', nothing later' AS expected,
     encode(c.hash, 'hex') || ', month ' || c.period
       || CASE WHEN l.late THEN ', something later' ELSE ', nothing later' END AS found
   FROM (SELECT *, row_number() OVER (ORDER BY period) AS place FROM period_close WHERE book_id = $1) c
   JOIN book b ON b.id = c.book_id
   LEFT JOIN voucher v ON v.book_id = c.book_id AND v.number = c.through_number
   CROSS JOIN LATERAL (SELECT to_char(b.opened_on + make_interval(months => (c.place - 1)::int), 'YYYY-MM') AS period) e
   CROSS JOIN LATERAL (SELECT EXISTS (
     SELECT FROM ledger_transaction t LEFT JOIN voucher o ON o.transaction_id = t.id
     WHERE t.book_id = c.book_id AND t.period = c.period AND coalesce(o.number > c.through_number, true)) AS late) l
   WHERE c.period <> e.period OR l.late OR encode(c.hash, 'hex') <> coalesce(encode(v.hash, 'hex'), $2)
     OR (v.number IS NULL AND c.through_number <> 0)
   ORDER BY c.period LIMIT 1`,
);

export interface SnapshotRow {
  readonly account: string;
  readonly through_number: number;
  readonly debits_posted: bigint;
  readonly credits_posted: bigint;
  readonly debits_pending: bigint;
  readonly credits_pending: bigint;
}

export const selectSnapshots = statement<[string, number, number], SnapshotRow>(
  "ledger.snapshots",
  `SELECT account_code AS account, through_number, debits_posted, credits_posted, debits_pending, credits_pending
   FROM balance_snapshot WHERE book_id = $1 AND through_number > $2 AND through_number <= $3
   ORDER BY through_number, account_code`,
);

const selectTailAfter = statement<[string, Date, string, number], SealedRow>(
  "ledger.tailAfter",
  `SELECT ${SEALED_COLUMNS}, ${TRANSFERS_AS_JSON}
   FROM (SELECT * FROM ledger_tail WHERE book_id = $1 AND (recorded_at, transaction_id) > ($2, $3::uuid)
     ORDER BY recorded_at, transaction_id LIMIT $4) tail
   JOIN ledger_transaction t ON t.id = tail.transaction_id
   ORDER BY tail.recorded_at, tail.transaction_id`,
);

export interface Unsealed {
  readonly transaction: SealedTransaction;
  readonly contentHash: string;
}

/** The next transactions of a book that wait to be sealed. */
export async function unsealedAfter(
  tx: Tx,
  { bookId, after, limit }: { bookId: string; after: Unsealed | undefined; limit: number },
): Promise<Unsealed[]> {
  const from = after?.transaction;
  const rows = await tx.run(selectTailAfter, [
    bookId,
    from?.recordedAt ?? new Date(0),
    from?.id ?? "00000000-0000-0000-0000-000000000000",
    limit,
  ]);
  return rows.map((row) => ({ transaction: sealedOf(row), contentHash: row.content_hash }));
}
