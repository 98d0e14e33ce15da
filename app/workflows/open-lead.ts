import type { Result } from "~/kernel/result";
import { recordChange } from "~/modules/identity/index.server";
import {
  type LeadAct,
  type LeadNotFound,
  type LeadState,
  openLead as open,
} from "~/modules/wholesale/index.server";
import type { Db } from "~/platform/db/db.server";

/** Shows a lead's contact to a member of staff, after recording who saw it and when. */
export function openLead(
  deps: { readonly db: Db },
  input: LeadAct,
): Promise<Result<LeadState, LeadNotFound>> {
  return deps.db.transaction(async (tx) => {
    const done = await open(tx, input);
    if (!done.ok) return done;
    await recordChange(tx, {
      at: input.now,
      actorUserId: input.userId,
      organisationId: input.cooperativeId,
      act: "lead.opened",
      subject: { kind: "lead", id: input.leadId },
      before: null,
      after: null,
      reason: null,
    });
    return done;
  });
}
