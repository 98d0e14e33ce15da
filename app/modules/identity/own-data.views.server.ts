import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/** What the portal holds about a person's account, as it is handed out to the person: times as ISO 8601 text. */
export interface OwnAccount {
  readonly id: string;
  readonly displayName: string;
  readonly phone: string | null;
  readonly createdAt: string;
}
export interface HeldSession {
  readonly device: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly endedAt: string | null;
}
export interface OwnGrant {
  readonly role: string;
  readonly organisation: Readonly<Record<string, string>> | null;
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly revokedAt: string | null;
}
/** Who did it is told only when it was the person: the names of staff are not the person's data. */
export interface OwnAuditEntry {
  readonly at: string;
  readonly act: string;
  readonly subject: string;
  readonly bySelf: boolean;
}
export interface OwnWithdrawal {
  readonly orderId: string;
  readonly consent: string;
  readonly version: string;
  readonly at: string;
}

const account = statement<[userId: string], OwnAccount>(
  "identity.ownAccount",
  `SELECT id, display_name AS "displayName", phone, to_json(created_at) AS "createdAt" FROM users WHERE id = $1`,
);
const sessions = statement<[userId: string, limit: number], HeldSession>(
  "identity.heldSessions",
  `SELECT user_agent AS device, to_json(created_at) AS "createdAt", to_json(last_seen_at) AS "lastSeenAt",
     to_json(revoked_at) AS "endedAt" FROM session WHERE user_id = $1 ORDER BY id DESC LIMIT $2`,
);
const grants = statement<[userId: string, limit: number], OwnGrant>(
  "identity.ownGrants",
  `SELECT g.role, o.name AS organisation, to_json(g.valid_from) AS "validFrom", to_json(g.valid_until) AS "validUntil",
     to_json(g.revoked_at) AS "revokedAt"
   FROM role_grant g LEFT JOIN organisation o ON o.id = g.organisation_id WHERE g.user_id = $1 ORDER BY g.id LIMIT $2`,
);
const audit = statement<[userId: string, subjects: readonly string[], limit: number], OwnAuditEntry>(
  "identity.ownAuditEntries",
  `SELECT to_json(at) AS at, act, subject_kind || ' ' || subject_id AS subject,
     actor_user_id IS NOT DISTINCT FROM $1 AS "bySelf"
   FROM audit_entry WHERE actor_user_id = $1 OR (subject_kind IN ('order', 'lead', 'user') AND subject_id = ANY($2))
   ORDER BY id DESC LIMIT $3`,
);
const withdrawals = statement<[userId: string, limit: number], OwnWithdrawal>(
  "identity.ownWithdrawals",
  `SELECT order_id AS "orderId", consent, version, to_json(at) AS at FROM consent_withdrawal
    WHERE user_id = $1 ORDER BY id DESC LIMIT $2`,
);

/** The account itself; undefined for nobody and for an account that was closed long ago and is gone. */
export async function ownAccount(tx: Tx, userId: string): Promise<OwnAccount | undefined> {
  return (await tx.run(account, [userId]))[0];
}
export function heldSessions(tx: Tx, userId: string, limit: number): Promise<HeldSession[]> {
  return tx.run(sessions, [userId, limit]);
}
export function ownGrants(tx: Tx, userId: string, limit: number): Promise<OwnGrant[]> {
  return tx.run(grants, [userId, limit]);
}
/** What the person did, and what was done with the things named by `subjects` (ids or numbers). */
export function ownAuditEntries(
  tx: Tx,
  userId: string,
  subjects: readonly string[],
  limit: number,
): Promise<OwnAuditEntry[]> {
  return tx.run(audit, [userId, subjects, limit]);
}
export function ownWithdrawals(tx: Tx, userId: string, limit: number): Promise<OwnWithdrawal[]> {
  return tx.run(withdrawals, [userId, limit]);
}
