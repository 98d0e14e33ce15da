import { ok } from "~/kernel/result";
import type { Db, Tx } from "~/platform/db/db.server";
import { until } from "../modules/ledger/ledger-ground";

const WAITING =
  "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

/** Two transactions on one PostgreSQL of which the second meets what the first has not committed yet. */
export function races(db: () => Db) {
  const somebodyWaits = (many = 1) => until(async () => (await db().pool.query(WAITING)).rows.length >= many);

  /** Does `first` in a transaction that stays open until `second`, begun meanwhile, waits for it or is through. */
  async function whileOpen<T>(
    first: (tx: Tx) => Promise<unknown>,
    second: () => Promise<T>,
    meanwhile: () => Promise<unknown> = () => somebodyWaits(),
  ): Promise<T> {
    const begun = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const holding = db().transaction(async (tx) => {
      await first(tx);
      begun.resolve();
      await go.promise;
      return ok();
    });
    await begun.promise;
    const done = second();
    done.catch(() => undefined);
    await meanwhile();
    go.resolve();
    await holding;
    return done;
  }

  return { somebodyWaits, whileOpen };
}
