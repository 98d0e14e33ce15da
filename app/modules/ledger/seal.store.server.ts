import { ok, type Refusal, type Result } from "~/kernel/result";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { chainedText, FIRST_PREVIOUS_HASH, voucherText } from "./canonical";
import { sha256 } from "./hash.server";
import { SEALED_COLUMNS, type SealedRow, sealedOf, TRANSFERS_AS_JSON } from "./sealed-rows.server";
import { MAX_SEALED_PER_BATCH, type Seal, type SealedBatch } from "./voucher";

/** Whatever runs a unit of work in a transaction of its own: `Db` does. */
export interface Transactions {
  transaction<T, R extends Refusal>(work: (tx: Tx) => Promise<Result<T, R>>): Promise<Result<T, R>>;
}

const tryLock = statement<[string], { locked: boolean }>(
  "ledger.trySealing",
  "SELECT pg_try_advisory_xact_lock(ledger_sealing_key($1::uuid)) AS locked",
);

const waitForLock = statement<[string], { locked: string }>(
  "ledger.awaitSealing",
  "SELECT pg_advisory_xact_lock(ledger_sealing_key($1::uuid))::text AS locked",
);

const selectHead = statement<[string], { number: number; hash: string; sealed_at: Date }>(
  "ledger.latestSeal",
  `SELECT number, encode(hash, 'hex') AS hash, sealed_at FROM voucher
   WHERE book_id = $1 ORDER BY number DESC LIMIT 1`,
);

const selectTail = statement<[string, number], SealedRow>(
  "ledger.tail",
  `SELECT ${SEALED_COLUMNS}, ${TRANSFERS_AS_JSON}
   FROM (SELECT * FROM ledger_tail WHERE book_id = $1 ORDER BY recorded_at, transaction_id LIMIT $2) tail
   JOIN ledger_transaction t ON t.id = tail.transaction_id
   ORDER BY tail.recorded_at, tail.transaction_id`,
);

/** A trigger checks the chain again, rolls the balance snapshots on and empties the tail of what is sealed. */
const insertVouchers = statement<[string, Date, string], never>(
  "ledger.seal",
  `INSERT INTO voucher (book_id, number, transaction_id, canonical, previous_hash, hash, sealed_at)
   SELECT $1, v.number, v.transaction, v.canonical, decode(v.previous, 'hex'), decode(v.hash, 'hex'), $2
   FROM jsonb_to_recordset($3::jsonb) AS v(number int, transaction uuid, canonical text, previous text, hash text)`,
);

const selectBooksWithTail = statement<[], { book_id: string }>(
  "ledger.booksWithTail",
  `SELECT b.id AS book_id FROM book b
   WHERE EXISTS (SELECT FROM ledger_tail WHERE book_id = b.id) ORDER BY b.id`,
);

/**
 * Seals one batch of a book: gives voucher numbers without gaps and chains the hashes. A book that another sealer
 * is busy with is left to it (`sealed: 0`). All or nothing with the caller's transaction.
 */
export async function sealBook(
  tx: Tx,
  { bookId, now, limit = MAX_SEALED_PER_BATCH }: { bookId: string; now: Date; limit?: number },
): Promise<SealedBatch> {
  const [lock] = await tx.run(tryLock, [bookId]);
  if (!lock?.locked) return { sealed: 0, more: false };
  return sealLocked(tx, { bookId, now, limit });
}

/** As `sealBook`, but waits for another sealer of the book instead of leaving it to that one. */
export async function holdSealing(tx: Tx, bookId: string): Promise<void> {
  await tx.run(waitForLock, [bookId]);
}

async function sealLocked(
  tx: Tx,
  { bookId, now, limit }: { bookId: string; now: Date; limit: number },
): Promise<SealedBatch> {
  const rows = await tx.run(selectTail, [bookId, limit]);
  if (rows.length === 0) return { sealed: 0, more: false };
  const head = await latestSeal(tx, bookId);
  let number = head?.number ?? 0;
  let previous = head?.hash ?? FIRST_PREVIOUS_HASH;
  const vouchers = rows.map((row) => {
    number += 1;
    const canonical = voucherText(number, sealedOf(row));
    const hash = sha256(chainedText(previous, canonical));
    const voucher = { number, transaction: row.id, canonical, previous, hash };
    previous = hash;
    return voucher;
  });
  await tx.run(insertVouchers, [bookId, now, JSON.stringify(vouchers)]);
  return { sealed: vouchers.length, more: rows.length === limit };
}

/**
 * Seals what is waiting in all books, each batch in a transaction of its own, so that a killed sealer leaves whole
 * batches behind. Any number of sealers may run. Stops after `maxBatches`; answers how many vouchers it made.
 */
export async function sealBooks(
  db: Transactions & Tx,
  { now, maxBatches }: { readonly now: () => Date; readonly maxBatches: number },
): Promise<number> {
  let total = 0;
  let batches = 0;
  const waiting = (await db.run(selectBooksWithTail, [])).map((row) => row.book_id);
  for (const bookId of waiting) {
    for (let more = true; more && batches < maxBatches; batches += 1) {
      const batch = await db.transaction(async (tx) => ok(await sealBook(tx, { bookId, now: now() })));
      if (!batch.ok) break;
      total += batch.value.sealed;
      more = batch.value.more;
    }
  }
  return total;
}

/** The last voucher of a book's chain; nothing for a book without vouchers. */
export async function latestSeal(tx: Tx, bookId: string): Promise<Seal | undefined> {
  const [row] = await tx.run(selectHead, [bookId]);
  return row && { number: row.number, hash: row.hash, sealedAt: row.sealed_at };
}
