import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

const revokeOne = statement<[userId: string, sessionId: string, now: Date], never>(
  "identity.revokeOwnSession",
  "UPDATE session SET revoked_at = $3 WHERE id = $2 AND user_id = $1 AND revoked_at IS NULL",
);

/** Signs one device of a person out; another person's is left alone. */
export async function revokeOwnSession(
  tx: Tx,
  input: { readonly userId: string; readonly sessionId: string; readonly now: Date },
): Promise<void> {
  await tx.run(revokeOne, [input.userId, input.sessionId, input.now]);
}

const revokeOthers = statement<[userId: string, keptId: string, now: Date], never>(
  "identity.revokeOtherSessions",
  "UPDATE session SET revoked_at = $3 WHERE user_id = $1 AND id <> $2 AND revoked_at IS NULL",
);

/** Signs every device of a person out but the one named. */
export async function revokeOtherSessions(
  tx: Tx,
  input: { readonly userId: string; readonly keptId: string; readonly now: Date },
): Promise<void> {
  await tx.run(revokeOthers, [input.userId, input.keptId, input.now]);
}
