import { accepted, ok } from "~/kernel/result";
import {
  forgetRecoveryCodes,
  passkeysOfUser,
  recordChange,
  removeTotp,
} from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";

/** Takes a person's authenticator app away; the recovery codes go too, unless they still stand in for a passkey. */
export async function removeAuthenticator(
  { db }: { readonly db: Db },
  { userId, now }: { readonly userId: string; readonly now: Date },
): Promise<void> {
  const removed = await db.transaction(async (tx) => {
    await removeTotp(tx, userId);
    if ((await passkeysOfUser(tx, userId)).length === 0) await forgetRecoveryCodes(tx, userId);
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: null,
      act: "account.appRemoved",
      reason: null,
      subject: { kind: "user", id: userId },
      before: null,
      after: null,
    });
    return ok();
  });
  accepted(removed);
}
