import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { type Device, describeDevice } from "./device";

/** The ways in which a person may sign in and prove to be here. */
export interface SignInWays {
  readonly phone: string | null;
  readonly hasPassword: boolean;
  readonly hasTotp: boolean;
  readonly recoveryCodesLeft: number;
  readonly passkeys: number;
  readonly hasSecondFactor: boolean;
}

interface WaysRow {
  readonly phone: string | null;
  readonly has_password: boolean;
  readonly has_totp: boolean;
  readonly codes_left: number;
  readonly passkeys: number;
}

const selectWays = statement<[userId: string], WaysRow>(
  "identity.signInWays",
  `SELECT u.phone,
          EXISTS (SELECT FROM password p WHERE p.user_id = u.id) AS has_password,
          EXISTS (SELECT FROM totp t WHERE t.user_id = u.id AND t.confirmed_at IS NOT NULL) AS has_totp,
          (SELECT count(*)::int FROM recovery_code r WHERE r.user_id = u.id AND r.used_at IS NULL) AS codes_left,
          (SELECT count(*)::int FROM passkey k WHERE k.user_id = u.id) AS passkeys
     FROM users u WHERE u.id = $1`,
);

export async function signInWays(tx: Tx, userId: string): Promise<SignInWays> {
  const [row] = await tx.run(selectWays, [userId]);
  return {
    phone: row?.phone ?? null,
    hasPassword: row?.has_password ?? false,
    hasTotp: row?.has_totp ?? false,
    recoveryCodesLeft: row?.codes_left ?? 0,
    passkeys: row?.passkeys ?? 0,
    hasSecondFactor: row !== undefined && (row.has_totp || row.passkeys > 0),
  };
}

/** A device that is signed in. */
export interface OwnSession {
  readonly id: string;
  readonly device: Device;
  readonly signedInAt: Date;
  /** To the hour: visits are written down no more often. */
  readonly lastSeenAt: Date;
  readonly here: boolean;
}

/** More devices than anybody has; the rest go with "sign out everywhere else". */
const MOST_SESSIONS = 50;

interface SessionRow {
  readonly id: string;
  readonly user_agent: string;
  readonly created_at: Date;
  readonly last_seen_at: Date;
}

const selectSessions = statement<[userId: string, now: Date, here: string], SessionRow>(
  "identity.sessionsOfUser",
  `SELECT id, user_agent, created_at, last_seen_at FROM session
    WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2
    ORDER BY id = $3 DESC, last_seen_at DESC, id DESC LIMIT ${MOST_SESSIONS}`,
);

/** The devices a person is signed in with, this one first. */
export async function sessionsOfUser(
  tx: Tx,
  { userId, here, now }: { readonly userId: string; readonly here: string; readonly now: Date },
): Promise<OwnSession[]> {
  const rows = await tx.run(selectSessions, [userId, now, here]);
  return rows.map((row) => ({
    id: row.id,
    device: describeDevice(row.user_agent),
    signedInAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    here: row.id === here,
  }));
}
