import { invariant } from "~/kernel/invariant";
import { ok, type Result } from "~/kernel/result";
import { openCount as openOrFind } from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";

export interface OpenCount {
  readonly cooperativeId: string;
  readonly userId: string;
  readonly now: Date;
}

/** Begins a stock-take, or joins the one that is open. Gives its id. */
export function openCount(
  { db }: { readonly db: Db },
  { cooperativeId, userId, now }: OpenCount,
): Promise<Result<string, never>> {
  return db.transaction(async (tx): Promise<Result<string, never>> => {
    // A second try sees the stock-take that somebody else has opened in this very moment.
    const input = { cooperativeId, userId, now };
    const count = (await openOrFind(tx, input)) ?? (await openOrFind(tx, input));
    invariant(count, "a stock-take is open after it was opened");
    if (count.fresh) {
      await recordChange(tx, {
        at: now,
        actorUserId: userId,
        organisationId: cooperativeId,
        act: "count.opened",
        subject: { kind: "count", id: count.countId },
        before: null,
        after: { openedAt: now },
        reason: null,
      });
    }
    return ok(count.countId);
  });
}
