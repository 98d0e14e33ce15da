import { createHash } from "node:crypto";
import { newId, type RandomBytes } from "~/kernel/ids";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { Viewer } from "./access";
import type { Grant } from "./duties";
import type { SecondFactor } from "./proof";
import { afterVisit, beginSession } from "./session";

const TOKEN_BYTES = 32;
const LONGEST_USER_AGENT = 200;

export interface NewSession {
  readonly sessionId: string;
  /** goes into the cookie and is never stored */
  readonly token: string;
  readonly expiresAt: Date;
}

export interface FoundSession {
  readonly sessionId: string;
  readonly viewer: Viewer;
  readonly expiresAt: Date;
  /** When the person last proved to be here, and when by a second factor, and by which. */
  readonly provenAt: Date;
  readonly steppedUpAt: Date | null;
  readonly steppedUpBy: SecondFactor | null;
}

/** SHA-256 of a cookie's token: what the table holds instead of it. */
export function sessionTokenHash(token: string): Uint8Array {
  return createHash("sha256").update(token).digest();
}

const insertSession = statement<
  [
    id: string,
    tokenHash: Uint8Array,
    userId: string,
    userAgent: string,
    now: Date,
    expiresAt: Date,
    steppedUpBy: SecondFactor | null,
  ],
  never
>(
  "identity.createSession",
  `INSERT INTO session (id, token_hash, user_id, user_agent, created_at, last_seen_at, proven_at, expires_at,
                        stepped_up_by, stepped_up_at)
   VALUES ($1, $2, $3, $4, $5::timestamptz, $5::timestamptz, $5::timestamptz, $6, $7, CASE WHEN $7::text IS NOT NULL THEN $5::timestamptz END)`,
);

export async function createSession(
  tx: Tx,
  input: {
    readonly userId: string;
    readonly userAgent: string;
    readonly now: Date;
    readonly random: RandomBytes;
    /** The second factor that the sign-in itself was; without one the session begins below money. */
    readonly steppedUpBy?: SecondFactor | null;
  },
): Promise<NewSession> {
  const sessionId = newId(input.now);
  const token = Buffer.from(input.random(TOKEN_BYTES)).toString("base64url");
  const { expiresAt } = beginSession(input.now);
  const userAgent = input.userAgent.slice(0, LONGEST_USER_AGENT);
  await tx.run(insertSession, [
    sessionId,
    sessionTokenHash(token),
    input.userId,
    userAgent,
    input.now,
    expiresAt,
    input.steppedUpBy ?? null,
  ]);
  return { sessionId, token, expiresAt };
}

interface SessionRow {
  readonly id: string;
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly expires_at: Date;
  readonly proven_at: Date;
  readonly stepped_up_at: Date | null;
  readonly stepped_up_by: SecondFactor | null;
  readonly user_id: string;
  readonly display_name: string;
  readonly grants: readonly Grant[];
}

/** Only grants whose term covers `now` and that were not revoked come out, so nothing behind this has to think of terms. */
const selectSession = statement<[tokenHash: Uint8Array, now: Date], SessionRow>(
  "identity.findSession",
  `SELECT s.id, s.created_at, s.last_seen_at, s.expires_at, s.proven_at, s.stepped_up_at, s.stepped_up_by,
          u.id AS user_id, u.display_name,
          coalesce((SELECT json_agg(json_build_object('role', g.role, 'organisationId', g.organisation_id)
                                    ORDER BY g.valid_from, g.id)
                      FROM role_grant g
                     WHERE g.user_id = u.id AND g.revoked_at IS NULL AND g.valid_from <= $2
                       AND (g.valid_until IS NULL OR g.valid_until > $2)), '[]') AS grants
     FROM session s JOIN users u ON u.id = s.user_id
    WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > $2`,
);

const touchSession = statement<[id: string, lastSeenAt: Date, expiresAt: Date], never>(
  "identity.touchSession",
  "UPDATE session SET last_seen_at = $2, expires_at = $3 WHERE id = $1 AND last_seen_at < $2",
);

/** The session behind a cookie's token hash and whoever it belongs to; pushes its expiry on with the visit. */
export async function findSession(
  tx: Tx,
  tokenHash: Uint8Array,
  now: Date,
): Promise<FoundSession | undefined> {
  const [row] = await tx.run(selectSession, [tokenHash, now]);
  if (!row) return undefined;
  const visit = afterVisit(
    { createdAt: row.created_at, lastSeenAt: row.last_seen_at, expiresAt: row.expires_at },
    now,
  );
  if (visit) await tx.run(touchSession, [row.id, visit.lastSeenAt, visit.expiresAt]);
  return {
    sessionId: row.id,
    viewer: { userId: row.user_id, displayName: row.display_name, grants: row.grants },
    expiresAt: visit?.expiresAt ?? row.expires_at,
    provenAt: row.proven_at,
    steppedUpAt: row.stepped_up_at,
    steppedUpBy: row.stepped_up_by,
  };
}

const stepUp = statement<[id: string, by: SecondFactor, now: Date], never>(
  "identity.stepUpSession",
  "UPDATE session SET proven_at = $3, stepped_up_at = $3, stepped_up_by = $2 WHERE id = $1 AND revoked_at IS NULL",
);

/** Writes down that the person of a session has passed a second factor in it. */
export async function stepUpSession(
  tx: Tx,
  input: { readonly sessionId: string; readonly by: SecondFactor; readonly now: Date },
): Promise<void> {
  await tx.run(stepUp, [input.sessionId, input.by, input.now]);
}

const revoke = statement<[tokenHash: Uint8Array, now: Date], never>(
  "identity.revokeSession",
  "UPDATE session SET revoked_at = $2 WHERE token_hash = $1 AND revoked_at IS NULL",
);

/** Signing out. A token that names no session is left alone. */
export async function revokeSession(tx: Tx, tokenHash: Uint8Array, now: Date): Promise<void> {
  await tx.run(revoke, [tokenHash, now]);
}

const revokeAll = statement<[userId: string, now: Date], never>(
  "identity.revokeSessionsOfUser",
  "UPDATE session SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL",
);

export async function revokeSessionsOfUser(tx: Tx, userId: string, now: Date): Promise<void> {
  await tx.run(revokeAll, [userId, now]);
}
