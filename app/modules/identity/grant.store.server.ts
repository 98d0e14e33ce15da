import { newId } from "~/kernel/ids";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import {
  type Duty,
  type DutyOutOfPlace,
  decideGrant,
  type Grant,
  type IncompatibleDuties,
  type Role,
} from "./duties";
import type { OrganisationKind } from "./organisation";
import { organisationById } from "./organisation.store.server";

/** The user's row is locked so that two grants at once cannot pass each other's check. */
const lockUser = statement<[userId: string], { readonly id: string }>(
  "identity.lockUser",
  "SELECT id FROM users WHERE id = $1 FOR UPDATE",
);

interface DutyRow {
  readonly role: Role;
  readonly organisation_id: string | null;
  readonly kind: OrganisationKind | null;
  readonly began: boolean;
}

/** Duties that run now and those that will begin later: what was promised counts when another one is wanted. */
const selectDuties = statement<[userId: string, now: Date], DutyRow>(
  "identity.dutiesOfUser",
  `SELECT g.role, g.organisation_id, o.kind, g.valid_from <= $2 AS began
     FROM role_grant g LEFT JOIN organisation o ON o.id = g.organisation_id
    WHERE g.user_id = $1 AND g.revoked_at IS NULL AND (g.valid_until IS NULL OR g.valid_until > $2)
    ORDER BY g.valid_from, g.id`,
);

/** The duties a person holds now. */
export async function grantsOf(tx: Tx, userId: string, now: Date): Promise<Grant[]> {
  const rows = await tx.run(selectDuties, [userId, now]);
  return rows
    .filter((row) => row.began)
    .map((row) => ({ role: row.role, organisationId: row.organisation_id }));
}

const staffWithPhone = statement<
  [phone: string, organisationId: string, now: Date],
  { readonly found: boolean }
>(
  "identity.isPhoneOfStaff",
  `SELECT EXISTS (SELECT FROM users u JOIN role_grant g ON g.user_id = u.id
     WHERE u.phone = $1 AND g.organisation_id = $2 AND g.valid_from <= $3 AND g.revoked_at IS NULL
       AND (g.valid_until IS NULL OR g.valid_until > $3)) AS found`,
);

/** Whether somebody with a duty at this organisation signs in with this number. */
export async function isPhoneOfStaff(
  tx: Tx,
  asked: { readonly phone: string; readonly organisationId: string; readonly now: Date },
): Promise<boolean> {
  const [row] = await tx.run(staffWithPhone, [asked.phone, asked.organisationId, asked.now]);
  return row?.found ?? false;
}

export interface NewGrant {
  readonly userId: string;
  readonly role: Role;
  /** null: the whole portal */
  readonly organisationId: string | null;
  /** from now on when left out */
  readonly validFrom?: Date;
  readonly validUntil: Date | null;
  /** left out for what is set up without a person */
  readonly grantedByUserId?: string;
  readonly now: Date;
}

/** Nobody knows this place. */
export type OrganisationUnknown = Refusal<"OrganisationUnknown">;

export type GrantRefusal = IncompatibleDuties | DutyOutOfPlace | OrganisationUnknown;

/** Gives a person a duty for a term. Holding it already is accepted and changes nothing. */
export async function grantRole(tx: Tx, wanted: NewGrant): Promise<Result<Grant, GrantRefusal>> {
  const { userId, role, organisationId, now, validUntil, grantedByUserId = null } = wanted;
  await tx.run(lockUser, [userId]);
  const organisation = organisationId === null ? null : await organisationById(tx, organisationId);
  if (organisation === undefined) return refuse({ code: "OrganisationUnknown" });
  const rows = await tx.run(selectDuties, [userId, now]);
  const held = rows.map((row): Duty => ({ ...row, organisationId: row.organisation_id }));
  const grant: Grant = { role, organisationId };
  if (held.some((one) => one.role === role && one.organisationId === organisationId)) return ok(grant);
  const decided = decideGrant(held, { ...grant, kind: organisation?.kind ?? null });
  if (!decided.ok) return decided;
  await tx.prisma.roleGrant.create({
    data: {
      id: newId(now),
      userId,
      role,
      organisationId,
      validFrom: wanted.validFrom ?? now,
      validUntil,
      grantedAt: now,
      grantedByUserId,
    },
  });
  return ok(grant);
}
