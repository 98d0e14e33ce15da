/**
 * Pieces of SQL that read the collective's book for the public ledger. `t` is a ledger_transaction, `transfer` a
 * transfer of it. A share is income of the collective (account 501 and below): on the credit side it is gained, on
 * the debit side, where reversals put it, it is lost.
 */

/** What a transfer adds to the collective's income: positive, negative or nothing. */
export const GAIN = `CASE WHEN transfer.credit_account LIKE '501%' THEN transfer.fen
                   WHEN transfer.debit_account LIKE '501%' THEN -transfer.fen ELSE 0 END`;

/** Transactions about one sale in one book: the order's id is the event's id. */
export function ofBookAndEvent(bookId: string, orderId: string): string {
  return `t.book_id = ${bookId} AND t.event_id = ${orderId}`;
}

/**
 * What became of a share: still pending, credited, taken back. A pending that was posted or voided leaves the first;
 * voiding and reversing fill the third, and a reversal that was itself voided empties it again. The three always sum
 * to the share that was foreseen.
 */
export const SHARE_SUMS = `
  coalesce(sum(CASE transfer.phase WHEN 'pending' THEN ${GAIN} WHEN 'post' THEN -(${GAIN})
                                   WHEN 'void' THEN -(${GAIN}) ELSE 0 END), 0)::int8 AS pending,
  coalesce(sum(${GAIN}) FILTER (WHERE transfer.phase IN ('posted', 'post')), 0)::int8 AS credited,
  (coalesce(sum(${GAIN}) FILTER (WHERE transfer.phase = 'void'), 0)
   - coalesce(sum(${GAIN}) FILTER (WHERE transfer.reverses_transaction_id IS NOT NULL), 0))::int8 AS taken_back`;

/** Names line `l` in public. The id holds 74 random bits, so it cannot be found from its hash. */
export const LINE_REF = "left(encode(sha256(convert_to(l.id::text, 'UTF8')), 'hex'), 12)";
