import { ok, type Result, refuse } from "~/kernel/result";
import { type CountClosed, type CountNotFound, closeCount, lockCount } from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";

export interface GiveUpCount {
  readonly countId: string;
  readonly cooperativeId: string;
  readonly userId: string;
  readonly now: Date;
}

/** Ends a stock-take without changing any stock; what was counted stays readable. */
export function giveUpCount(
  { db }: { readonly db: Db },
  { countId, cooperativeId, userId, now }: GiveUpCount,
): Promise<Result<void, CountNotFound | CountClosed>> {
  return db.transaction(async (tx): Promise<Result<void, CountNotFound | CountClosed>> => {
    const count = await lockCount(tx, countId, cooperativeId);
    if (!count) return refuse({ code: "CountNotFound" });
    if (count.outcome !== null) return refuse({ code: "CountClosed" });
    await closeCount(tx, { countId, outcome: "givenUp", now, userId });
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "count.givenUp",
      subject: { kind: "count", id: countId },
      before: null,
      after: { outcome: "givenUp" },
      reason: null,
    });
    return ok();
  });
}
