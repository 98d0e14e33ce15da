import { addMs, DAY_MS } from "~/kernel/clock";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";

/** A link that lies around for longer is in hands nobody thought of. */
export const INVITATION_DAYS = 7;
/** Open invitations one organisation may have at a time. */
export const MOST_OPEN_INVITATIONS = 50;

export function invitationExpiry(now: Date): Date {
  return addMs(now, INVITATION_DAYS * DAY_MS);
}

/** What decides whether an invitation can still be accepted. */
export interface InvitationTimes {
  readonly phone: string | null;
  readonly expiresAt: Date;
  readonly withdrawnAt: Date | null;
  readonly acceptedAt: Date | null;
  /** the end of the term it offers */
  readonly validUntil: Date | null;
}

export type InvitationUsed = Refusal<"InvitationUsed">;
export type InvitationWithdrawn = Refusal<"InvitationWithdrawn">;
export type InvitationExpired = Refusal<"InvitationExpired">;
export type InvitationForAnotherPhone = Refusal<"InvitationForAnotherPhone">;
export type InvitationClosed = InvitationUsed | InvitationWithdrawn | InvitationExpired;

/** Whether the invitation is still open, whoever holds it. */
export function checkOpen(invitation: InvitationTimes, now: Date): Result<void, InvitationClosed> {
  if (invitation.acceptedAt) return refuse({ code: "InvitationUsed" });
  if (invitation.withdrawnAt) return refuse({ code: "InvitationWithdrawn" });
  const over = invitation.validUntil !== null && invitation.validUntil <= now;
  if (invitation.expiresAt <= now || over) return refuse({ code: "InvitationExpired" });
  return ok();
}

/** Whether the person of this number (null: none known) may accept it now. */
export function decideAcceptance(
  invitation: InvitationTimes,
  phone: string | null,
  now: Date,
): Result<void, InvitationClosed | InvitationForAnotherPhone> {
  const open = checkOpen(invitation, now);
  if (!open.ok) return open;
  if (invitation.phone !== null && invitation.phone !== phone) {
    return refuse({ code: "InvitationForAnotherPhone" });
  }
  return ok();
}
