import type { RandomBytes } from "~/kernel/ids";
import { accepted, ok } from "~/kernel/result";
import {
  hashPassword,
  keepPassword,
  recordChange,
  revokeOtherSessions,
} from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";

export interface SetPassword {
  readonly userId: string;
  /** found good by `passwordProblem` */
  readonly password: string;
  /** Of the session that stays: whoever knew the old password is signed out everywhere else. */
  readonly sessionId: string;
  readonly now: Date;
}

export async function setPassword(
  { db, random }: { readonly db: Db; readonly random: RandomBytes },
  { userId, password, sessionId, now }: SetPassword,
): Promise<void> {
  const hash = await hashPassword(password, random);
  const kept = await db.transaction(async (tx) => {
    await keepPassword(tx, userId, hash, now);
    const devices = await revokeOtherSessions(tx, { userId, keptId: sessionId, now });
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: null,
      act: "account.passwordSet",
      reason: null,
      subject: { kind: "user", id: userId },
      before: null,
      after: { devices },
    });
    return ok();
  });
  accepted(kept);
}
