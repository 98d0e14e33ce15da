import { newId } from "~/kernel/ids";
import { ok, type Result } from "~/kernel/result";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { decideGrant, type Grant, type IncompatibleDuties, type Role, type Viewer } from "./access";

export interface NewUser {
  readonly displayName: string;
  /** a mobile number in digits, or null for a person who does not sign in by phone */
  readonly phone: string | null;
  readonly now: Date;
}

export async function createUser(tx: Tx, user: NewUser): Promise<{ readonly userId: string }> {
  const userId = newId(user.now);
  await tx.prisma.user.create({
    data: { id: userId, displayName: user.displayName, phone: user.phone, createdAt: user.now },
  });
  return { userId };
}

interface GrantRow {
  readonly role: Role;
  readonly organisation_id: string | null;
}

/** The user's row is locked so that two grants at once cannot pass each other's check. */
const lockUser = statement<[userId: string], { readonly id: string; readonly display_name: string }>(
  "identity.lockUser",
  "SELECT id, display_name FROM users WHERE id = $1 FOR UPDATE",
);

const selectGrants = statement<[userId: string, now: Date], GrantRow>(
  "identity.grantsOfUser",
  `SELECT role, organisation_id FROM role_grant
    WHERE user_id = $1 AND valid_from <= $2 AND (valid_until IS NULL OR valid_until > $2)
    ORDER BY valid_from, id`,
);

async function grantsOf(tx: Tx, userId: string, now: Date): Promise<Grant[]> {
  const rows = await tx.run(selectGrants, [userId, now]);
  return rows.map((row) => ({ role: row.role, organisationId: row.organisation_id }));
}

export interface NewGrant {
  readonly userId: string;
  readonly role: Role;
  readonly organisationId: string | null;
  readonly validUntil: Date | null;
  readonly now: Date;
}

/** Gives a person a duty from now on. Holding it already is accepted and changes nothing. */
export async function grantRole(tx: Tx, wanted: NewGrant): Promise<Result<Grant, IncompatibleDuties>> {
  await tx.run(lockUser, [wanted.userId]);
  const held = await grantsOf(tx, wanted.userId, wanted.now);
  const grant: Grant = { role: wanted.role, organisationId: wanted.organisationId };
  if (held.some((one) => one.role === grant.role && one.organisationId === grant.organisationId))
    return ok(grant);
  const decided = decideGrant(held, grant);
  if (!decided.ok) return decided;
  await tx.prisma.roleGrant.create({
    data: {
      id: newId(wanted.now),
      userId: wanted.userId,
      role: wanted.role,
      organisationId: wanted.organisationId,
      validFrom: wanted.now,
      validUntil: wanted.validUntil,
    },
  });
  return ok(grant);
}

/** A person with the duties held now. */
export async function viewerById(tx: Tx, userId: string, now: Date): Promise<Viewer | undefined> {
  const user = await tx.prisma.user.findUnique({ where: { id: userId }, select: { displayName: true } });
  if (!user) return undefined;
  return { userId, displayName: user.displayName, grants: await grantsOf(tx, userId, now) };
}
