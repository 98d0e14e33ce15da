import { accepted, ok } from "~/kernel/result";
import { forgetRecoveryCodes, passkeysOfUser, removeTotp } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";

/** Takes a person's authenticator app away; the recovery codes go too, unless they still stand in for a passkey. */
export async function removeAuthenticator(
  { db }: { readonly db: Db },
  { userId }: { readonly userId: string },
): Promise<void> {
  const removed = await db.transaction(async (tx) => {
    await removeTotp(tx, userId);
    if ((await passkeysOfUser(tx, userId)).length === 0) await forgetRecoveryCodes(tx, userId);
    return ok();
  });
  accepted(removed);
}
