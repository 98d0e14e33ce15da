import { endOfShanghaiDay } from "~/kernel/clock";
import type { RandomBytes } from "~/kernel/ids";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import {
  DUTIES_AT,
  type DutyNotYours,
  type DutyOutOfPlace,
  grantableRoles,
  insertInvitation,
  MOST_OPEN_INVITATIONS,
  type OrganisationUnknown,
  openInvitationCount,
  organisationById,
  type Role,
  recordChange,
  type TermOver,
  type Viewer,
} from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import { type EndedMeanwhile, unlessEnded } from "./unless-ended";

export interface InviteToDuty {
  readonly viewer: Viewer;
  readonly organisationId: string;
  readonly role: Role;
  /** only the person of this number may accept; null: whoever has the link */
  readonly phone: string | null;
  /** the last day of the term in Shanghai, YYYY-MM-DD; null: no end */
  readonly lastDay: string | null;
  readonly now: Date;
}

export type TooManyInvitations = Refusal<"TooManyInvitations"> & { readonly most: number };
export type InviteToDutyRefusal =
  | OrganisationUnknown
  | DutyOutOfPlace
  | DutyNotYours
  | TermOver
  | TooManyInvitations
  | EndedMeanwhile;

export interface SentInvitation {
  /** for the link; it is shown this once and never again */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Offers a duty at an organisation to whoever will hold the link. */
export function inviteToDuty(
  { db, random }: { readonly db: Db; readonly random: RandomBytes },
  { viewer, organisationId, role, phone, lastDay, now }: InviteToDuty,
): Promise<Result<SentInvitation, InviteToDutyRefusal>> {
  const sending = db.transaction(async (tx): Promise<Result<SentInvitation, InviteToDutyRefusal>> => {
    const organisation = await organisationById(tx, organisationId);
    if (!organisation) return refuse({ code: "OrganisationUnknown" });
    if (!DUTIES_AT[organisation.kind].includes(role)) return refuse({ code: "DutyOutOfPlace", wanted: role });
    if (!grantableRoles(viewer.grants, organisationId, organisation.kind).includes(role)) {
      return refuse({ code: "DutyNotYours", role });
    }
    const validUntil = lastDay === null ? null : endOfShanghaiDay(lastDay);
    if (validUntil && validUntil <= now) return refuse({ code: "TermOver" });
    if ((await openInvitationCount(tx, organisationId, now)) >= MOST_OPEN_INVITATIONS) {
      return refuse({ code: "TooManyInvitations", most: MOST_OPEN_INVITATIONS });
    }
    const sent = await insertInvitation(tx, {
      organisationId,
      role,
      phone,
      validUntil,
      invitedByUserId: viewer.userId,
      now,
      random,
    });
    await recordChange(tx, {
      at: now,
      actorUserId: viewer.userId,
      organisationId,
      act: "invitation.sent",
      subject: { kind: "invitation", id: sent.invitationId },
      before: null,
      after: { role, phone, validUntil, expiresAt: sent.expiresAt },
      reason: null,
    });
    return ok({ token: sent.token, expiresAt: sent.expiresAt });
  });
  return unlessEnded(sending);
}
