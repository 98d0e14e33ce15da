import { newId } from "~/kernel/ids";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/** The roles a person holds now or has been promised; the person's row is locked until the transaction is over. */
const lockPerson = statement<[userId: string], { readonly phone: string | null }>(
  "identity.lockPersonToClose",
  "SELECT phone FROM users WHERE id = $1 AND closed_at IS NULL FOR UPDATE",
);
const heldRoles = statement<[userId: string, now: Date], { readonly role: string }>(
  "identity.rolesInTheWay",
  `SELECT DISTINCT role FROM role_grant
    WHERE user_id = $1 AND revoked_at IS NULL AND (valid_until IS NULL OR valid_until > $2) ORDER BY role`,
);

/** Locks an open account. `phone`: what signs the person in; undefined when there is no such account any more. */
export async function lockAccount(
  tx: Tx,
  userId: string,
): Promise<{ readonly phone: string | null } | undefined> {
  return (await tx.run(lockPerson, [userId]))[0];
}

/** The duties a person holds or has been promised: whoever has one cannot simply go. */
export async function dutiesInTheWay(tx: Tx, userId: string, now: Date): Promise<string[]> {
  return (await tx.run(heldRoles, [userId, now])).map(({ role }) => role);
}

const close = statement<[userId: string, now: Date], never>(
  "identity.closeAccount",
  "UPDATE users SET display_name = '', phone = NULL, closed_at = $2 WHERE id = $1",
);
const removals = (
  ["session", "password", "totp", "recovery_code", "passkey", "passkey_challenge"] as const
).map((table) =>
  statement<[userId: string], never>(`identity.close.${table}`, `DELETE FROM ${table} WHERE user_id = $1`),
);
const removeCodes = statement<[userId: string, phone: string | null], never>(
  "identity.close.codes",
  "DELETE FROM one_time_code WHERE user_id = $1 OR phone = $2",
);
const removeInvitations = statement<[phone: string | null], never>(
  "identity.close.invitations",
  "UPDATE invitation SET phone = NULL, withdrawn_at = coalesce(withdrawn_at, expires_at) WHERE phone = $1 AND accepted_at IS NULL",
);

/** Takes name, telephone and every way in from a locked account. The row stays: orders and the log point to it. */
export async function closeAccountRow(
  tx: Tx,
  input: { readonly userId: string; readonly phone: string | null; readonly now: Date },
): Promise<void> {
  for (const removal of removals) await tx.run(removal, [input.userId]);
  await tx.run(removeCodes, [input.userId, input.phone]);
  await tx.run(removeInvitations, [input.phone]);
  await tx.run(close, [input.userId, input.now]);
}

const withdraw = statement<
  [id: string, userId: string, orderId: string, consent: string, version: string, now: Date],
  { readonly id: string }
>(
  "identity.withdrawConsent",
  `INSERT INTO consent_withdrawal (id, user_id, order_id, consent, version, at) VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (order_id, consent) DO NOTHING RETURNING id`,
);

/** Writes down that a consent was taken back; false when it had been before. */
export async function recordWithdrawal(
  tx: Tx,
  input: {
    readonly userId: string;
    readonly orderId: string;
    readonly consent: string;
    readonly version: string;
    readonly now: Date;
  },
): Promise<boolean> {
  const { userId, orderId, consent, version, now } = input;
  return (await tx.run(withdraw, [newId(now), userId, orderId, consent, version, now])).length === 1;
}
