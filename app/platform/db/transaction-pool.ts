import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";

/** One open transaction: the connection it runs on and the savepoints Prisma has open inside it. */
interface OpenTransaction {
  readonly client: pg.PoolClient;
  savepoints: number;
  /** Settles when the latest savepoint is released. Savepoints nest, so two may not be open side by side. */
  latestSavepoint: Promise<void>;
  /** Work left behind that still runs then must not meet the next transaction on the same connection. */
  over: boolean;
  readonly afterCommit: (() => void)[];
}

const SAVEPOINT_FOR: Readonly<Record<string, (name: string) => string>> = {
  BEGIN: (name) => `SAVEPOINT ${name}`,
  COMMIT: (name) => `RELEASE SAVEPOINT ${name}`,
  ROLLBACK: (name) => `ROLLBACK TO SAVEPOINT ${name}`,
};

/**
 * A `pg` pool that Prisma's adapter and our own prepared statements share.
 *
 * Inside `inTransaction` every query made through the pool — ours or Prisma's — goes to that transaction's
 * connection. A workflow thus owns exactly one transaction whichever tool a store uses, and pays Prisma's price
 * only where Prisma is used. A transaction that Prisma opens by itself (nested writes) becomes a savepoint.
 */
export class TransactionPool extends pg.Pool {
  readonly #open = new AsyncLocalStorage<OpenTransaction | undefined>();
  #queries = 0;

  /** Queries sent since the pool was made; tests of hot pages take differences of it. */
  get queriesSent(): number {
    return this.#queries;
  }

  async inTransaction<T>(work: () => Promise<T>, keep: (result: T) => boolean): Promise<T> {
    if (this.#open.getStore()) throw new Error("a transaction is already open; pass its Tx on instead");
    const client = await super.connect();
    const open: OpenTransaction = {
      client,
      savepoints: 0,
      latestSavepoint: Promise.resolve(),
      over: false,
      afterCommit: [],
    };
    let broken: Error | undefined;
    // A connection that breaks between two statements says so by an event, which unheard would end the process.
    const onError = (error: Error) => {
      broken = error;
    };
    client.on("error", onError);
    try {
      // Not waited for here: it travels with the first statement, which the server takes after it.
      const begun = client.query("BEGIN");
      begun.catch(onError);
      const result = await this.#open.run(open, work);
      await begun;
      open.over = true;
      const kept = keep(result);
      if (kept) await commit(client);
      else await client.query("ROLLBACK");
      if (kept) for (const follow of open.afterCommit) this.#open.run(undefined, follow);
      return result;
    } catch (fault) {
      open.over = true;
      await client.query("ROLLBACK").catch(onError);
      throw fault;
    } finally {
      client.release(broken);
      client.removeListener("error", onError);
    }
  }

  /** Calls `follow` once the caller's transaction is committed, and never when it is not; at once outside of one. */
  afterCommit(follow: () => void): void {
    const open = this.#open.getStore();
    if (open) open.afterCommit.push(follow);
    else follow();
  }

  // The signatures of pg's overloads cannot be restated without `any`; the arguments are passed on untouched.
  override query = ((...args: Parameters<pg.Pool["query"]>) => {
    this.#queries += 1;
    const open = this.#open.getStore();
    if (open?.over) return Promise.reject(leftBehind());
    if (open) return (open.client.query as pg.Pool["query"])(...args);
    return pg.Pool.prototype.query.apply(this, args);
  }) as pg.Pool["query"];

  override connect = ((...args: Parameters<pg.Pool["connect"]>) => {
    const open = this.#open.getStore();
    if (open?.over) return Promise.reject(leftBehind());
    if (open) return this.#nextSavepoint(open);
    return pg.Pool.prototype.connect.apply(this, args);
  }) as pg.Pool["connect"];

  async #nextSavepoint(open: OpenTransaction): Promise<pg.PoolClient> {
    const before = open.latestSavepoint;
    let release = () => {};
    open.latestSavepoint = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    return this.#asSavepoint(open, release);
  }

  #asSavepoint(open: OpenTransaction, release: () => void): pg.PoolClient {
    open.savepoints += 1;
    const name = `nested_${open.savepoints}`;
    return new Proxy(open.client, {
      get: (client, property) => {
        if (property === "release") return release;
        if (property === "query") {
          return (query: { text: string } | string, ...rest: unknown[]) => {
            this.#queries += 1;
            const text = typeof query === "string" ? query : query.text;
            const translate = SAVEPOINT_FOR[text];
            if (translate) return client.query(translate(name));
            return (client.query as (...all: unknown[]) => unknown)(query, ...rest);
          };
        }
        const value: unknown = Reflect.get(client, property, client);
        return typeof value === "function" ? value.bind(client) : value;
      },
    });
  }
}

/**
 * PostgreSQL answers COMMIT of a transaction in which a statement failed with ROLLBACK, and calls that no error. It
 * is one here: somebody caught the fault and reported success, and nothing of it would have been kept.
 */
async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query("COMMIT");
  if (command !== "COMMIT") throw new Error("a statement failed and its fault was caught: nothing was kept");
}

function leftBehind(): Error {
  return new Error("this work belongs to a transaction that is over; await everything before it ends");
}
