import { ok, type Result, refuse } from "~/kernel/result";
import { recordChange } from "~/modules/identity/index.server";
import {
  type Delivery,
  lockSlip,
  mustBe,
  rewriteSlip,
  type SlipNotInState,
} from "~/modules/intake/index.server";
import type { Db } from "~/platform/db/db.server";
import { type DeliveryRefusal, decideDelivery, type IntakeAct, type SlipUnknown } from "./weigh-delivery";

export interface WeighAnew extends IntakeAct {
  readonly number: string;
  /** the household stays the slip's own */
  readonly delivery: Omit<Delivery, "householdId">;
}

export type WeighAnewRefusal = DeliveryRefusal | SlipUnknown | SlipNotInState;

/** Changes a slip that the household has not confirmed yet. Codes told before no longer hold. */
export function weighAnew(
  deps: { readonly db: Db },
  { number, cooperativeId, userId, now, ...input }: WeighAnew,
): Promise<Result<void, WeighAnewRefusal>> {
  return deps.db.transaction(async (tx): Promise<Result<void, WeighAnewRefusal>> => {
    const slip = await lockSlip(tx, number, cooperativeId);
    if (!slip) return refuse({ code: "SlipUnknown" });
    const draft = mustBe(slip.state, "draft");
    if (!draft.ok) return draft;
    const delivery = { ...input.delivery, householdId: slip.householdId };
    const decided = await decideDelivery(tx, { cooperativeId, now }, delivery, slip);
    if (!decided.ok) return decided;
    const { subject, weighed } = decided.value;
    await rewriteSlip(tx, { slipId: slip.id, member: subject.member, delivery, weighed });
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "intake.weighedAnew",
      subject: { kind: "intake", id: number },
      before: {
        netGrams: slip.netGrams,
        amountFen: slip.amountFen,
        grade: slip.grade,
        unitPrice: slip.unitPrice,
      },
      after: { ...weighed, grade: delivery.grade, unitPrice: delivery.unitPrice },
      reason: null,
    });
    return ok();
  });
}
