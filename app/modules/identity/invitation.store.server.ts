import { createHash } from "node:crypto";
import { newId, type RandomBytes } from "~/kernel/ids";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { Role } from "./duties";
import { type InvitationTimes, invitationExpiry } from "./invitation";
import type { OrganisationKind } from "./organisation";

const TOKEN_BYTES = 24;

/** SHA-256 of a link's token: what the table holds instead of it. */
export function invitationTokenHash(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}

export interface NewInvitation {
  readonly organisationId: string;
  readonly role: Role;
  readonly phone: string | null;
  readonly validUntil: Date | null;
  readonly invitedByUserId: string;
  readonly now: Date;
  readonly random: RandomBytes;
}

/** Writes an invitation; its token goes into the link and is never stored. */
export async function insertInvitation(
  tx: Tx,
  { now, random, ...fields }: NewInvitation,
): Promise<{ readonly invitationId: string; readonly token: string; readonly expiresAt: Date }> {
  const token = Buffer.from(random(TOKEN_BYTES)).toString("base64url");
  const invitationId = newId(now);
  const expiresAt = invitationExpiry(now);
  await tx.prisma.invitation.create({
    data: {
      ...fields,
      id: invitationId,
      tokenHash: invitationTokenHash(token),
      createdAt: now,
      expiresAt,
    },
  });
  return { invitationId, token, expiresAt };
}

export interface Invitation extends InvitationTimes {
  readonly id: string;
  readonly organisationId: string;
  readonly kind: OrganisationKind;
  readonly role: Role;
  readonly invitedByUserId: string;
}

const COLUMNS = `i.id, i.organisation_id AS "organisationId", o.kind, i.role, i.phone, i.valid_until AS "validUntil",
       i.invited_by_user_id AS "invitedByUserId", i.expires_at AS "expiresAt", i.withdrawn_at AS "withdrawnAt",
       i.accepted_at AS "acceptedAt"`;

const lockByToken = statement<[tokenHash: Uint8Array], Invitation>(
  "identity.lockInvitationByToken",
  `SELECT ${COLUMNS} FROM invitation i JOIN organisation o ON o.id = i.organisation_id
    WHERE i.token_hash = $1 FOR UPDATE OF i`,
);

/** The invitation behind a link, locked so that it is accepted once. */
export async function lockInvitationByToken(tx: Tx, token: string): Promise<Invitation | undefined> {
  return (await tx.run(lockByToken, [invitationTokenHash(token)]))[0];
}

const lockById = statement<[id: string, organisationId: string], Invitation>(
  "identity.lockInvitation",
  `SELECT ${COLUMNS} FROM invitation i JOIN organisation o ON o.id = i.organisation_id
    WHERE i.id = $1 AND i.organisation_id = $2 FOR UPDATE OF i`,
);

/** An invitation of this organisation; another one's is not found. */
export async function lockInvitation(
  tx: Tx,
  id: string,
  organisationId: string,
): Promise<Invitation | undefined> {
  return (await tx.run(lockById, [id, organisationId]))[0];
}

const accept = statement<[id: string, now: Date, userId: string], never>(
  "identity.acceptInvitation",
  "UPDATE invitation SET accepted_at = $2, accepted_by_user_id = $3 WHERE id = $1",
);

export async function writeAccepted(tx: Tx, id: string, now: Date, userId: string): Promise<void> {
  await tx.run(accept, [id, now, userId]);
}

const withdraw = statement<[id: string, now: Date], never>(
  "identity.withdrawInvitation",
  "UPDATE invitation SET withdrawn_at = $2 WHERE id = $1",
);

export async function writeWithdrawn(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.run(withdraw, [id, now]);
}

const countOpen = statement<[organisationId: string, now: Date], { readonly count: number }>(
  "identity.countOpenInvitations",
  `SELECT count(*)::int AS count FROM invitation
    WHERE organisation_id = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > $2`,
);

export async function openInvitationCount(tx: Tx, organisationId: string, now: Date): Promise<number> {
  const [row] = await tx.run(countOpen, [organisationId, now]);
  return row?.count ?? 0;
}
