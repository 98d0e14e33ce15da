import { randomUUID } from "node:crypto";
import type { Book } from "~/modules/ledger/index.server";
import { type Ground, NOW } from "./ledger-ground";

export interface RawTransfer {
  readonly debit?: string;
  readonly credit?: string;
  readonly fen?: number;
  readonly phase?: string;
  readonly bookId?: string;
  readonly resolves?: string | null;
  readonly reverses?: string | null;
  readonly position?: number;
}

export interface RawTransaction {
  readonly bookId?: string;
  readonly period?: string;
  readonly count?: number;
  readonly occurredAt?: Date;
  readonly beforeCommit?: () => Promise<unknown>;
}

/** What a stranger with a database password would write: a transaction with its transfers, in plain SQL. */
export async function insertRaw(
  ground: Ground,
  book: Book,
  raw: RawTransfer[],
  over: RawTransaction,
): Promise<string> {
  const id = randomUUID();
  const client = await ground.db().pool.connect();
  try {
    await client.query("BEGIN");
    await client.query(
      `INSERT INTO ledger_transaction (id, book_id, reference, content_hash, event_id, reason, period, occurred_at,
         recorded_at, transfer_count) VALUES ($1, $2, $1::uuid::text, sha256('x'), $1, 'raw', $3, $4, $4, $5)`,
      [
        id,
        over.bookId ?? book.id,
        over.period ?? "2026-11",
        over.occurredAt ?? NOW,
        over.count ?? raw.length,
      ],
    );
    for (const [index, each] of raw.entries()) {
      await client.query(
        `INSERT INTO transfer (transaction_id, position, book_id, debit_account, credit_account, fen, phase,
           resolves_transaction_id, resolves_position, reverses_transaction_id, reverses_position)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8::uuid, CASE WHEN $8::uuid IS NOT NULL THEN 1 END,
           $9::uuid, CASE WHEN $9::uuid IS NOT NULL THEN 1 END)`,
        [
          id,
          each.position ?? index + 1,
          each.bookId ?? book.id,
          each.debit ?? "112.01",
          each.credit ?? "501.01",
          each.fen ?? 300,
          each.phase ?? "posted",
          each.resolves ?? null,
          each.reverses ?? null,
        ],
      );
    }
    await over.beforeCommit?.();
    await client.query("COMMIT");
    return id;
  } catch (fault) {
    await client.query("ROLLBACK");
    throw fault;
  } finally {
    client.release();
  }
}
