import { accepted, ok, type Refusal, type Result } from "~/kernel/result";
import type { Db, Tx } from "~/platform/db/db.server";

/**
 * A transaction that commits also when its work refuses: a wrong guess must stay counted. Whatever the work wrote
 * before it refused is kept, so it refuses before it writes anything else.
 */
export async function commitAlways<T, R extends Refusal>(
  db: Db,
  work: (tx: Tx) => Promise<Result<T, R>>,
): Promise<Result<T, R>> {
  return accepted(await db.transaction<Result<T, R>, never>(async (tx) => ok(await work(tx))));
}
