import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { type Grant, grantableRoles, type Role } from "./duties";
import type { OrganisationKind } from "./organisation";

/** No such running duty at this organisation. */
export type DutyNotFound = Refusal<"DutyNotFound">;
/** Whoever asks may not give or take this duty. */
export type DutyNotYours = Refusal<"DutyNotYours"> & { readonly role: Role };
/** Without a manager nobody could name another one; only the operator may leave a cooperative so. */
export type LastManager = Refusal<"LastManager">;
/** A term cannot end in the past; a duty is revoked instead. */
export type TermOver = Refusal<"TermOver">;

export interface RunningDuty {
  readonly id: string;
  readonly userId: string;
  readonly role: Role;
  readonly kind: OrganisationKind;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  /** other managers whose term has no end */
  readonly otherManagers: number;
}

/** The organisation's row is locked so that two managers cannot revoke each other at once. */
const lockOrganisation = statement<[organisationId: string], { readonly id: string }>(
  "identity.lockOrganisation",
  "SELECT id FROM organisation WHERE id = $1 FOR UPDATE",
);

const selectRunning = statement<[grantId: string, organisationId: string, now: Date], RunningDuty>(
  "identity.runningDuty",
  `SELECT g.id, g.user_id AS "userId", g.role, o.kind, g.valid_from AS "validFrom",
          g.valid_until AS "validUntil",
          (SELECT count(*)::int FROM role_grant m
            WHERE m.organisation_id = g.organisation_id AND m.id <> g.id AND m.role = 'coopManager'
              AND m.user_id <> g.user_id AND m.revoked_at IS NULL AND m.valid_until IS NULL
              AND m.valid_from <= $3) AS "otherManagers"
     FROM role_grant g JOIN organisation o ON o.id = g.organisation_id
    WHERE g.id = $1 AND g.organisation_id = $2 AND g.revoked_at IS NULL
      AND (g.valid_until IS NULL OR g.valid_until > $3)
      FOR UPDATE OF g`,
);

export interface TakeDuty {
  readonly grantId: string;
  readonly organisationId: string;
  /** the duties of whoever asks */
  readonly grantsOfActor: readonly Grant[];
  readonly now: Date;
}

/** A running duty that this person may end, locked. `forGood`: it will be over, so somebody must stay manager. */
export async function lockDutyToTake(
  tx: Tx,
  { grantId, organisationId, grantsOfActor, now }: TakeDuty,
  forGood: boolean,
): Promise<Result<RunningDuty, DutyNotFound | DutyNotYours | LastManager>> {
  await tx.run(lockOrganisation, [organisationId]);
  const [duty] = await tx.run(selectRunning, [grantId, organisationId, now]);
  if (!duty) return refuse({ code: "DutyNotFound" });
  if (!grantableRoles(grantsOfActor, organisationId, duty.kind).includes(duty.role)) {
    return refuse({ code: "DutyNotYours", role: duty.role });
  }
  const operator = grantsOfActor.some((grant) => grant.role === "operator");
  if (forGood && duty.role === "coopManager" && duty.otherManagers === 0 && !operator) {
    return refuse({ code: "LastManager" });
  }
  return ok(duty);
}

const revoke = statement<[grantId: string, now: Date, userId: string, reason: string], never>(
  "identity.revokeDuty",
  "UPDATE role_grant SET revoked_at = $2, revoked_by_user_id = $3, revoked_reason = $4 WHERE id = $1",
);

export async function writeRevoked(
  tx: Tx,
  duty: { readonly grantId: string; readonly userId: string; readonly reason: string; readonly now: Date },
): Promise<void> {
  await tx.run(revoke, [duty.grantId, duty.now, duty.userId, duty.reason]);
}

const setEnd = statement<[grantId: string, validUntil: Date | null], never>(
  "identity.setDutyEnd",
  "UPDATE role_grant SET valid_until = $2 WHERE id = $1",
);

export async function writeTermEnd(tx: Tx, grantId: string, validUntil: Date | null): Promise<void> {
  await tx.run(setEnd, [grantId, validUntil]);
}
