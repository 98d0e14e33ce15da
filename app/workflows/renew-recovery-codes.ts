import type { RandomBytes } from "~/kernel/ids";
import { accepted, ok } from "~/kernel/result";
import { recordChange, replaceRecoveryCodes, type Secrets } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";

/** Gives a person ten new recovery codes in place of those before. They are shown once and kept as hashes. */
export async function renewRecoveryCodes(
  { db, sessionSecrets: secrets, random }: { db: Db; sessionSecrets: Secrets; random: RandomBytes },
  { userId, now }: { readonly userId: string; readonly now: Date },
): Promise<readonly string[]> {
  return accepted(
    await db.transaction(async (tx) => {
      const codes = await replaceRecoveryCodes(tx, userId, { secrets, random, now });
      await recordChange(tx, {
        at: now,
        actorUserId: userId,
        organisationId: null,
        act: "account.recoveryCodesRenewed",
        subject: { kind: "user", id: userId },
        before: null,
        after: { count: codes.length },
        reason: null,
      });
      return ok(codes);
    }),
  );
}
