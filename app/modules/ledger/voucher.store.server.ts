import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { SEALED_COLUMNS, type SealedRow, sealedOf, TRANSFERS_AS_JSON } from "./sealed-rows.server";
import type { Voucher } from "./voucher";
import type { VoucherWithRows } from "./voucher-check";

interface VoucherRow {
  readonly book_id: string;
  readonly number: number;
  readonly transaction_id: string;
  readonly canonical: string;
  readonly previous_hash: string;
  readonly hash: string;
  readonly sealed_at: Date;
}

const VOUCHER_COLUMNS = `v.book_id, v.number, v.transaction_id, v.canonical,
  encode(v.previous_hash, 'hex') AS previous_hash, encode(v.hash, 'hex') AS hash, v.sealed_at`;

const selectVouchers = statement<[string, number, number], VoucherRow>(
  "ledger.vouchers",
  `SELECT ${VOUCHER_COLUMNS} FROM voucher v
   WHERE v.book_id = $1 AND v.number > $2 ORDER BY v.number LIMIT $3`,
);

/** The book's id comes twice; the voucher's own stands last and counts. `id` is null when the rows are gone. */
const selectVouchersWithRows = statement<
  [string, number, number],
  VoucherRow & Omit<SealedRow, "id"> & { readonly id: string | null }
>(
  "ledger.vouchersWithRows",
  `SELECT ${SEALED_COLUMNS}, ${TRANSFERS_AS_JSON}, ${VOUCHER_COLUMNS}
   FROM (SELECT * FROM voucher WHERE book_id = $1 AND number > $2 ORDER BY number LIMIT $3) v
   LEFT JOIN ledger_transaction t ON t.id = v.transaction_id AND t.book_id = v.book_id
   ORDER BY v.number`,
);

export interface Page {
  readonly bookId: string;
  /** the last number seen; 0 to begin */
  readonly after: number;
  readonly limit: number;
}

/** The next vouchers of a book in order of their number. */
export async function vouchersAfter(tx: Tx, { bookId, after, limit }: Page): Promise<Voucher[]> {
  return (await tx.run(selectVouchers, [bookId, after, limit])).map(voucherOf);
}

/** As `vouchersAfter`, each with the transaction and transfers it was made from. */
export async function vouchersWithRowsAfter(
  tx: Tx,
  { bookId, after, limit }: Page,
): Promise<VoucherWithRows[]> {
  const rows = await tx.run(selectVouchersWithRows, [bookId, after, limit]);
  return rows.map((row) => ({
    voucher: voucherOf(row),
    transaction: row.id === null ? undefined : sealedOf({ ...row, id: row.id }),
    contentHash: row.content_hash,
  }));
}

function voucherOf(row: VoucherRow): Voucher {
  return {
    bookId: row.book_id,
    number: row.number,
    transactionId: row.transaction_id,
    canonical: row.canonical,
    previousHash: row.previous_hash,
    hash: row.hash,
    sealedAt: row.sealed_at,
  };
}
