import { ok, type Result, refuse } from "~/kernel/result";
import { recordChange } from "~/modules/identity/index.server";
import { lockSlip, mustBe, type SlipNotInState, writeCancellation } from "~/modules/intake/index.server";
import type { Db } from "~/platform/db/db.server";
import type { IntakeAct, SlipUnknown } from "./weigh-delivery";

export interface CancelSlip extends IntakeAct {
  readonly number: string;
  readonly reason: string;
}

/** Ends a slip that was never confirmed; it stays on record with the reason. */
export function cancelSlip(
  deps: { readonly db: Db },
  { number, cooperativeId, reason, userId, now }: CancelSlip,
): Promise<Result<void, SlipUnknown | SlipNotInState>> {
  return deps.db.transaction(async (tx): Promise<Result<void, SlipUnknown | SlipNotInState>> => {
    const slip = await lockSlip(tx, number, cooperativeId);
    if (!slip) return refuse({ code: "SlipUnknown" });
    const draft = mustBe(slip.state, "draft");
    if (!draft.ok) return draft;
    await writeCancellation(tx, slip.id, reason, now);
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "intake.cancelled",
      subject: { kind: "intake", id: number },
      before: { state: slip.state },
      after: { state: "cancelled" },
      reason,
    });
    return ok();
  });
}
