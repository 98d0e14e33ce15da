import type { Result } from "~/kernel/result";
import { recordChange } from "~/modules/identity/index.server";
import {
  type LeadAct,
  type LeadMoveRefused,
  type LeadNotFound,
  type LeadState,
  planNextStep,
} from "~/modules/wholesale/index.server";
import type { Db } from "~/platform/db/db.server";

export interface SetLeadNextStep extends LeadAct {
  readonly nextStep: string;
  /** YYYY-MM-DD */
  readonly nextStepOn: string;
}

/** Writes down what the cooperative does next about a lead, and when. */
export function setLeadNextStep(
  deps: { readonly db: Db },
  input: SetLeadNextStep,
): Promise<Result<LeadState, LeadNotFound | LeadMoveRefused>> {
  return deps.db.transaction(async (tx) => {
    const done = await planNextStep(tx, input);
    if (!done.ok) return done;
    await recordChange(tx, {
      at: input.now,
      actorUserId: input.userId,
      organisationId: input.cooperativeId,
      act: "lead.nextStepSet",
      subject: { kind: "lead", id: input.leadId },
      before: null,
      after: { nextStep: input.nextStep, nextStepOn: input.nextStepOn },
      reason: null,
    });
    return done;
  });
}
