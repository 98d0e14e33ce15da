import { accepted, ok } from "~/kernel/result";
import { recordChange, revokeOtherSessions, revokeOwnSession } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";

export interface SignOutDevices {
  readonly userId: string;
  /** One device, or all but the one that asks. */
  readonly which: { readonly sessionId: string } | { readonly keptId: string };
  readonly now: Date;
}

/** Signs a person's other devices out. One that is signed out already, or somebody else's, is left alone. */
export async function signOutDevices(
  { db }: { readonly db: Db },
  { userId, which, now }: SignOutDevices,
): Promise<void> {
  const done = await db.transaction(async (tx) => {
    const devices =
      "keptId" in which
        ? await revokeOtherSessions(tx, { userId, keptId: which.keptId, now })
        : await revokeOwnSession(tx, { userId, sessionId: which.sessionId, now });
    if (devices > 0) {
      await recordChange(tx, {
        at: now,
        actorUserId: userId,
        organisationId: null,
        act: "account.devicesSignedOut",
        subject: { kind: "user", id: userId },
        before: null,
        after: { devices },
        reason: null,
      });
    }
    return ok();
  });
  accepted(done);
}
