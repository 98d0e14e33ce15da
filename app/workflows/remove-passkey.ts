import { accepted, ok } from "~/kernel/result";
import { recordChange, removePasskey as removeKey } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";

/** Takes one of a person's own passkeys away; somebody else's is left alone. */
export async function removePasskey(
  { db }: { readonly db: Db },
  { userId, id, now }: { readonly userId: string; readonly id: string; readonly now: Date },
): Promise<void> {
  const done = await db.transaction(async (tx) => {
    const removed = await removeKey(tx, { userId, id });
    if (removed) {
      await recordChange(tx, {
        at: now,
        actorUserId: userId,
        organisationId: null,
        act: "account.passkeyRemoved",
        subject: { kind: "user", id: userId },
        before: { name: removed.name },
        after: null,
        reason: null,
      });
    }
    return ok();
  });
  accepted(done);
}
