import { ok, type Result, refuse } from "~/kernel/result";
import {
  type CountClosed,
  type CountEntry,
  type CountNotFound,
  enterLine,
  lockCount,
} from "~/modules/catalog/index.server";
import type { Db } from "~/platform/db/db.server";

export type EnterCountRefusal = CountNotFound | CountClosed;

/**
 * Writes down how much of one thing lies there, beside what should. Counted again, the newer figure holds. The log gets
 * its line when the stock-take is posted: until then nothing has changed.
 */
export function enterCount(
  { db }: { readonly db: Db },
  entry: CountEntry,
): Promise<Result<void, EnterCountRefusal>> {
  return db.transaction(async (tx): Promise<Result<void, EnterCountRefusal>> => {
    const count = await lockCount(tx, entry.countId, entry.cooperativeId);
    if (!count) return refuse({ code: "CountNotFound" });
    if (count.outcome !== null) return refuse({ code: "CountClosed" });
    return (await enterLine(tx, entry)) ? ok() : refuse({ code: "CountNotFound" });
  });
}
