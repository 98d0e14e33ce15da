import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";

/** One open transaction: the connection it runs on and the savepoints Prisma has open inside it. */
interface OpenTransaction {
  readonly client: pg.PoolClient;
  savepoints: number;
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
  readonly #open = new AsyncLocalStorage<OpenTransaction>();
  #queries = 0;

  /** Queries sent since the pool was made; tests of hot pages take differences of it. */
  get queriesSent(): number {
    return this.#queries;
  }

  async inTransaction<T>(work: () => Promise<T>, keep: (result: T) => boolean): Promise<T> {
    if (this.#open.getStore()) throw new Error("a transaction is already open; pass its Tx on instead");
    const client = await super.connect();
    let broken: Error | undefined;
    try {
      await client.query("BEGIN");
      try {
        const result = await this.#open.run({ client, savepoints: 0 }, work);
        await client.query(keep(result) ? "COMMIT" : "ROLLBACK");
        return result;
      } catch (fault) {
        await client.query("ROLLBACK").catch((error: Error) => {
          broken = error;
        });
        throw fault;
      }
    } finally {
      client.release(broken);
    }
  }

  // The signatures of pg's overloads cannot be restated without `any`; the arguments are passed on untouched.
  override query = ((...args: Parameters<pg.Pool["query"]>) => {
    this.#queries += 1;
    const open = this.#open.getStore();
    if (open) return (open.client.query as pg.Pool["query"])(...args);
    return pg.Pool.prototype.query.apply(this, args);
  }) as pg.Pool["query"];

  override connect = ((...args: Parameters<pg.Pool["connect"]>) => {
    const open = this.#open.getStore();
    if (open) return Promise.resolve(this.#asSavepoint(open));
    return pg.Pool.prototype.connect.apply(this, args);
  }) as pg.Pool["connect"];

  #asSavepoint(open: OpenTransaction): pg.PoolClient {
    open.savepoints += 1;
    const name = `nested_${open.savepoints}`;
    return new Proxy(open.client, {
      get: (client, property) => {
        if (property === "release") return () => undefined;
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
