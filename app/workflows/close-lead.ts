import type { Result } from "~/kernel/result";
import { recordChange } from "~/modules/identity/index.server";
import {
  closeLead as close,
  type LeadAct,
  type LeadMoveRefused,
  type LeadNotFound,
  type LeadState,
} from "~/modules/wholesale/index.server";
import type { Db } from "~/platform/db/db.server";

export interface CloseLead extends LeadAct {
  readonly outcome: "win" | "lose";
  /** stays with the cooperative */
  readonly reason: string;
}

/** Ends a lead as won or lost. A lost one is taken up again by answering it. */
export function closeLead(
  deps: { readonly db: Db },
  input: CloseLead,
): Promise<Result<LeadState, LeadNotFound | LeadMoveRefused>> {
  return deps.db.transaction(async (tx) => {
    const done = await close(tx, input);
    if (!done.ok) return done;
    await recordChange(tx, {
      at: input.now,
      actorUserId: input.userId,
      organisationId: input.cooperativeId,
      act: "lead.closed",
      subject: { kind: "lead", id: input.leadId },
      before: null,
      after: { state: done.value },
      reason: input.reason || null,
    });
    return done;
  });
}
