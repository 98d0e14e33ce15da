import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import {
  decideAcceptance,
  type GrantRefusal,
  grantableRoles,
  grantRole,
  type Invitation,
  type InvitationClosed,
  type InvitationForAnotherPhone,
  lockInvitationByToken,
  phoneOfUser,
  recordChange,
  viewerById,
  writeAccepted,
} from "~/modules/identity/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import { type EndedMeanwhile, unlessEnded } from "./unless-ended";

export interface AcceptInvitation {
  readonly token: string;
  readonly userId: string;
  readonly now: Date;
}

/** The link leads to no invitation. */
export type InvitationUnknown = Refusal<"InvitationUnknown">;
export type AcceptInvitationRefusal =
  | InvitationUnknown
  | InvitationClosed
  | InvitationForAnotherPhone
  | GrantRefusal
  | EndedMeanwhile;

/**
 * Takes up the duty that an invitation offers, from now on. It counts only as long as whoever sent it may still give
 * that duty: what a dismissed manager sent is void.
 */
export function acceptInvitation(
  { db }: { readonly db: Db },
  { token, userId, now }: AcceptInvitation,
): Promise<Result<Invitation, AcceptInvitationRefusal>> {
  const taken = db.transaction(async (tx): Promise<Result<Invitation, AcceptInvitationRefusal>> => {
    const invitation = await lockInvitationByToken(tx, token);
    if (!invitation) return refuse({ code: "InvitationUnknown" });
    const decided = decideAcceptance(invitation, await phoneOfUser(tx, userId), now);
    if (!decided.ok) return decided;
    if (!(await senderMayStillGive(tx, invitation, now))) return refuse({ code: "InvitationWithdrawn" });
    const { role, organisationId, validUntil, invitedByUserId: grantedByUserId } = invitation;
    const grant = { userId, role, organisationId, validUntil, grantedByUserId, now };
    const granted = await grantRole(tx, grant);
    if (!granted.ok) return granted;
    await writeAccepted(tx, invitation.id, now, userId);
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId,
      act: "duty.accepted",
      subject: { kind: "person", id: userId },
      before: null,
      after: { role, validFrom: now, validUntil },
      reason: null,
    });
    return ok(invitation);
  });
  return unlessEnded(taken);
}

async function senderMayStillGive(tx: Tx, invitation: Invitation, now: Date): Promise<boolean> {
  const sender = await viewerById(tx, invitation.invitedByUserId, now);
  const { organisationId, kind, role } = invitation;
  return sender !== undefined && grantableRoles(sender.grants, organisationId, kind).includes(role);
}
