import { ok, type Result, refuse } from "~/kernel/result";
import {
  checkOpen,
  type InvitationClosed,
  lockInvitation,
  recordChange,
  type Viewer,
  writeWithdrawn,
} from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import type { InvitationUnknown } from "./accept-invitation";

export interface WithdrawInvitation {
  readonly viewer: Viewer;
  readonly organisationId: string;
  readonly invitationId: string;
  readonly now: Date;
}

export type WithdrawInvitationRefusal = InvitationUnknown | InvitationClosed;

/** Makes an invitation's link useless before somebody has taken it up. */
export function withdrawInvitation(
  { db }: { readonly db: Db },
  { viewer, organisationId, invitationId, now }: WithdrawInvitation,
): Promise<Result<void, WithdrawInvitationRefusal>> {
  return db.transaction(async (tx): Promise<Result<void, WithdrawInvitationRefusal>> => {
    const invitation = await lockInvitation(tx, invitationId, organisationId);
    if (!invitation) return refuse({ code: "InvitationUnknown" });
    const open = checkOpen(invitation, now);
    if (!open.ok) return open;
    await writeWithdrawn(tx, invitationId, now);
    await recordChange(tx, {
      at: now,
      actorUserId: viewer.userId,
      organisationId,
      act: "invitation.withdrawn",
      subject: { kind: "invitation", id: invitationId },
      before: { role: invitation.role, phone: invitation.phone },
      after: null,
      reason: null,
    });
    return ok();
  });
}
