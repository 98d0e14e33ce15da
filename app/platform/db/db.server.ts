import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "~/generated/prisma/client";
import type { Refusal, Result } from "~/kernel/result";
import { GatheringSocket } from "./gathering-socket";
import { openPageNews } from "./page-news";
import { type Statement, statement } from "./statement";
import { TransactionPool } from "./transaction-pool";

/** What a store may do: run prepared statements, or ask Prisma. Both act in the caller's transaction, if any. */
export interface Tx {
  readonly prisma: PrismaClient;
  run<Params extends readonly unknown[], Row>(
    statement: Statement<Params, Row>,
    params: Params,
  ): Promise<Row[]>;
  /** Tells every process, after commit, that pages carrying these tags are stale. */
  dropPages(tags: readonly string[]): Promise<void>;
  /**
   * As `dropPages`, for figures that change with every sale: told a moment after commit, together with those of other
   * sales. A process that dies in this moment tells nobody; the pages are then stale until their time is over.
   */
  dropPagesSoon(tags: readonly string[]): void;
}

export interface Db extends Tx {
  /**
   * Runs `work` in one transaction: commits an accepted result, rolls back a refusal or a fault. Deadlocks and
   * serialization failures are tried again, `MAX_TRIES` in all, so `work` must do nothing outside the database.
   */
  transaction<T, R extends Refusal>(work: (tx: Tx) => Promise<Result<T, R>>): Promise<Result<T, R>>;
  readonly pool: TransactionPool;
  close(): Promise<void>;
}

export const PAGES_CHANNEL = "stale_pages";

/** PostgreSQL takes payloads below 8,000 bytes; a tag is a word and a uuid. */
const TAGS_PER_NOTICE = 100;
const notifyPages = statement<[channel: string, tags: string], Record<string, never>>(
  "db.drop-pages",
  "SELECT pg_notify($1, $2)",
);

const MAX_TRIES = 4;
const TRY_AGAIN = new Set(["40001", "40P01"]);

const INT8 = 20;
const DATE = 1082;

/** int8 as bigint and date as plain text; everything else as pg does it. */
const typeParsers: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (oid === INT8) return (text: string) => BigInt(text);
    if (oid === DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, format);
  },
};

export interface DbOptions {
  readonly url: string;
  readonly maxConnections: number;
  readonly onIdleError: (error: Error) => void;
  /** For work that is done all over again when it is broken off: commits do not wait for the disk. */
  readonly commitsMayBeLost?: boolean;
}

export function openDb(options: DbOptions): Db {
  const pool = new TransactionPool({
    connectionString: options.url,
    max: options.maxConnections,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    // Statements asked for side by side are sent without waiting for each other's answers.
    pipeline: true,
    stream: () => new GatheringSocket(),
    // Prisma writes timestamps without a zone and means UTC.
    options: `-c timezone=UTC -c statement_timeout=15000 -c idle_in_transaction_session_timeout=30000${
      options.commitsMayBeLost ? " -c synchronous_commit=off" : ""
    }`,
  });
  pool.on("error", options.onIdleError);
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: nameBySql() }),
  });

  const run: Tx["run"] = async (statement, params) => {
    const result = await pool.query({
      name: statement.name,
      text: statement.text,
      values: [...params],
      types: typeParsers,
    });
    return result.rows;
  };
  const dropPages: Tx["dropPages"] = async (tags) => {
    for (let from = 0; from < tags.length; from += TAGS_PER_NOTICE) {
      await run(notifyPages, [PAGES_CHANNEL, tags.slice(from, from + TAGS_PER_NOTICE).join(" ")]);
    }
  };
  const news = openPageNews(dropPages, options.onIdleError);
  const tx: Tx = {
    prisma,
    run,
    dropPages,
    dropPagesSoon: (tags) => pool.afterCommit(() => news.add(tags)),
  };

  return {
    ...tx,
    pool,
    transaction: (work) =>
      tryAgain(() =>
        pool.inTransaction(
          () => work(tx),
          (result) => result.ok,
        ),
      ),
    async close() {
      await news.close();
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

async function tryAgain<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (fault) {
      if (tries >= MAX_TRIES || !isWorthAnotherTry(fault)) throw fault;
    }
  }
}

/** Prisma tells a deadlock and a serialization failure by a code of its own. */
const PRISMA_WRITE_CONFLICT = "P2034";

function isWorthAnotherTry(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const { code, cause } = fault as { readonly code?: unknown; readonly cause?: unknown };
  if (code === PRISMA_WRITE_CONFLICT) return true;
  const { originalCode } = (cause ?? {}) as { readonly originalCode?: unknown };
  return TRY_AGAIN.has(String(originalCode ?? code));
}

/** Gives each distinct SQL text of Prisma a short stable name, so that pg keeps its plan. */
function nameBySql(): (query: { sql: string }) => string {
  const MAX_NAMES = 500;
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known) return known;
    // Past the limit (queries of varying shape) an empty name means an unnamed statement.
    if (names.size >= MAX_NAMES) return "";
    const name = `prisma_${names.size + 1}`;
    names.set(sql, name);
    return name;
  };
}
