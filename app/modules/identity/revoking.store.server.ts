import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

const revokeOne = statement<[userId: string, sessionId: string, now: Date], { readonly id: string }>(
  "identity.revokeOwnSession",
  "UPDATE session SET revoked_at = $3 WHERE id = $2 AND user_id = $1 AND revoked_at IS NULL RETURNING id",
);

/** Signs one device of a person out; another person's is left alone. Gives how many were signed in. */
export async function revokeOwnSession(
  tx: Tx,
  input: { readonly userId: string; readonly sessionId: string; readonly now: Date },
): Promise<number> {
  return (await tx.run(revokeOne, [input.userId, input.sessionId, input.now])).length;
}

const revokeOthers = statement<[userId: string, keptId: string, now: Date], { readonly id: string }>(
  "identity.revokeOtherSessions",
  `UPDATE session SET revoked_at = $3 WHERE user_id = $1 AND id <> $2 AND revoked_at IS NULL AND expires_at > $3
   RETURNING id`,
);

/** Signs every device of a person out but the one named. Gives how many were signed in. */
export async function revokeOtherSessions(
  tx: Tx,
  input: { readonly userId: string; readonly keptId: string; readonly now: Date },
): Promise<number> {
  return (await tx.run(revokeOthers, [input.userId, input.keptId, input.now])).length;
}
