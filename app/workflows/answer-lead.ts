import type { Result } from "~/kernel/result";
import { recordChange } from "~/modules/identity/index.server";
import {
  answerLead as answer,
  type LeadAct,
  type LeadMoveRefused,
  type LeadNotFound,
  type LeadState,
  MOST_ANSWERS,
  type TooManyAnswers,
} from "~/modules/wholesale/index.server";
import type { Db } from "~/platform/db/db.server";

export interface AnswerLead extends LeadAct {
  readonly body: string;
}

export type AnswerLeadRefusal = LeadNotFound | LeadMoveRefused | TooManyAnswers;

/** Answers a buyer, who reads it behind the link. The lead has been opened before. */
export function answerLead(
  deps: { readonly db: Db },
  input: AnswerLead,
): Promise<Result<LeadState, AnswerLeadRefusal>> {
  return deps.db.transaction(async (tx) => {
    const done = await answer(tx, { ...input, most: MOST_ANSWERS });
    if (!done.ok) return done;
    await recordChange(tx, {
      at: input.now,
      actorUserId: input.userId,
      organisationId: input.cooperativeId,
      act: "lead.answered",
      subject: { kind: "lead", id: input.leadId },
      before: null,
      after: { state: done.value },
      reason: null,
    });
    return done;
  });
}
