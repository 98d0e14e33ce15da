import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import type { Result } from "~/kernel/result";
import {
  type Book,
  type ChartCode,
  type NewTransaction,
  type NewTransfer,
  openBook,
  recordTransactions,
  sealBooks,
} from "~/modules/ledger/index.server";
import { type Db, openDb, type Tx } from "~/platform/db/db.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";

/** A morning in November 2026, Shanghai time. */
export const NOW = new Date("2026-11-20T02:00:00.000Z");

/** The three books that one sale writes in. */
export interface Books {
  readonly operator: Book;
  readonly cooperative: Book;
  readonly collective: Book;
}

export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

/** Waits for something that another connection is about to do. */
export async function until(happened: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await happened()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("it did not happen within two seconds");
}

/** A database of its own for the test file. */
export function ledgerGround() {
  let database: TestDatabase;
  let db: Db;
  let closing = false;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = openDb({
      url: database.url,
      maxConnections: 10,
      onIdleError: (error) => {
        // Connections still saying goodbye are cut when the database is dropped.
        if (!closing) throw error;
      },
    });
  });
  afterAll(async () => {
    closing = true;
    await db?.close();
    await database?.drop();
  });
  const inTransaction = <T>(work: (tx: Tx) => Promise<Result<T>>) => db.transaction(work);
  return {
    db: () => db,
    inTransaction,
    sql: async (text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
      (await db.pool.query(text, values)).rows,
    /** What only the owner of the tables can do: change rows with the guards off. */
    tamper: async (table: string, text: string, values: unknown[] = []) => {
      await db.pool.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
      try {
        await db.pool.query(text, values);
      } finally {
        await db.pool.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
      }
    },
    record: async (...transactions: NewTransaction[]) =>
      value(await inTransaction((tx) => recordTransactions(tx, { now: NOW, transactions }))),
    seal: () => sealBooks(db, { now: () => NOW, maxBatches: 100 }),
    book: async (chart: ChartCode, openedOn = "2026-09-01") =>
      value(
        await inTransaction((tx) =>
          openBook(tx, { now: NOW, code: `b-${randomUUID()}`, title: TITLE, chart, openedOn }),
        ),
      ),
  };
}

const TITLE = { "zh-CN": "账套", "zh-TW": "帳套", en: "Book" };

export type Ground = ReturnType<typeof ledgerGround>;

export async function threeBooks(ground: Ground): Promise<Books> {
  return {
    operator: await ground.book("operator-2013"),
    cooperative: await ground.book("coop-2021"),
    collective: await ground.book("collective-2023"),
  };
}

export function transfer(
  debit: string,
  credit: string,
  fen: bigint,
  phase: NewTransfer["phase"] = "posted",
): NewTransfer {
  return { debit, credit, fen, phase };
}

/** One transaction of 3.00 yuan in a collective's book. */
export function simple(book: Book, over: Partial<NewTransaction> = {}): NewTransaction {
  const eventId = randomUUID();
  return {
    bookId: book.id,
    reference: `test:${eventId}`,
    eventId,
    reason: "test",
    occurredAt: NOW,
    transfers: [transfer("112.01", "501.01", 300n)],
    ...over,
  };
}

/** A sale of 59.80 yuan as it is recorded when the payment arrives: the receipt posted, all shares pending. */
export function sale(books: Books, eventId: string = randomUUID(), occurredAt: Date = NOW): NewTransaction[] {
  const one = (book: Book, transfers: NewTransfer[]): NewTransaction => ({
    bookId: book.id,
    reference: `sale:${eventId}:${book.id}`,
    eventId,
    reason: "sale-paid",
    occurredAt,
    transfers,
  });
  return [
    one(books.operator, [
      transfer("1012.01", "2241.01", 5980n),
      transfer("2241.01", "2202.01", 4999n, "pending"),
      transfer("2241.01", "2202.02", 299n, "pending"),
      transfer("2241.01", "2241.02", 503n, "pending"),
      transfer("2241.01", "2241.03", 60n, "pending"),
      transfer("2241.01", "5001.01", 119n, "pending"),
    ]),
    one(books.cooperative, [
      transfer("113.01", "501.01", 5980n, "pending"),
      transfer("521.01", "113.01", 981n, "pending"),
      transfer("521.02", "114.01", 3000n, "pending"),
      transfer("521.03", "213.01", 400n, "pending"),
      transfer("521.04", "211.01", 600n, "pending"),
    ]),
    one(books.collective, [transfer("112.01", "501.01", 299n, "pending")]),
  ];
}
