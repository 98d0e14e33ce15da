import { shanghaiDay } from "~/kernel/clock";
import { newId, newNumber, type RandomBytes } from "~/kernel/ids";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import { recordChange } from "~/modules/identity/index.server";
import {
  type Delivery,
  type DeliverySubject,
  decideHarvest,
  decideHarvestDay,
  deliverySubject,
  type HarvestDayRefused,
  type HouseholdUnknown,
  type IntakePriceRefused,
  insertSlip,
  lockSlip,
  type SafetyIntervalRunning,
  type Slip,
  type SlipNotInState,
  type Weighed,
  type WeighingRefused,
  weigh,
} from "~/modules/intake/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import { type EndedMeanwhile, unlessEnded } from "./unless-ended";

/** Who at which cooperative's desk, and when. */
export interface IntakeAct {
  readonly cooperativeId: string;
  readonly userId: string | null;
  readonly now: Date;
}

export interface WeighDelivery extends IntakeAct {
  readonly delivery: Delivery;
  /** the confirmed slip that this one puts right, and why */
  readonly corrects: { readonly number: string; readonly reason: string } | null;
}

/** No such slip at this cooperative. */
export type SlipUnknown = Refusal<"SlipUnknown">;
/** Another slip puts this one right already. */
export type SlipCorrected = Refusal<"SlipCorrected">;
/** Somebody puts a slip right and does not say why. */
export type CorrectionReasonMissing = Refusal<"CorrectionReasonMissing">;

export type DeliveryRefusal =
  | HouseholdUnknown
  | WeighingRefused
  | IntakePriceRefused
  | HarvestDayRefused
  | SafetyIntervalRunning;
export type WeighDeliveryRefusal =
  | DeliveryRefusal
  | SlipUnknown
  | SlipNotInState
  | SlipCorrected
  | CorrectionReasonMissing
  | EndedMeanwhile;

/**
 * Writes a slip for a delivery as it stands on the scale, with the price that was told before. It is a draft: nothing is
 * owed and no lot grows until the household has said yes.
 */
export function weighDelivery(
  deps: { readonly db: Db; readonly random: RandomBytes },
  input: WeighDelivery,
): Promise<Result<{ readonly slipId: string; readonly number: string }, WeighDeliveryRefusal>> {
  const weighing = deps.db.transaction(
    async (
      tx,
    ): Promise<Result<{ readonly slipId: string; readonly number: string }, WeighDeliveryRefusal>> => {
      const { cooperativeId, userId, now } = input;
      const corrected = await correctedSlip(tx, input);
      if (!corrected.ok) return corrected;
      const old = corrected.value;
      const delivery = old ? { ...input.delivery, householdId: old.householdId } : input.delivery;
      const decided = await decideDelivery(tx, { cooperativeId, now }, delivery, old);
      if (!decided.ok) return decided;
      const { subject, weighed } = decided.value;
      const slipId = newId(now);
      const number = newNumber("slip", deps.random);
      const corrects = old && input.corrects ? { slipId: old.id, reason: input.corrects.reason } : null;
      await insertSlip(tx, {
        slipId,
        number,
        cooperativeId,
        delivery,
        weighed,
        corrects,
        userId,
        now,
        member: subject.member,
      });
      await recordChange(tx, {
        at: now,
        actorUserId: userId,
        organisationId: cooperativeId,
        act: "intake.weighed",
        subject: { kind: "intake", id: number },
        before: null,
        after: { ...weighed, grade: delivery.grade, unitPrice: delivery.unitPrice, corrects: old?.number },
        reason: corrects?.reason ?? null,
      });
      return ok({ slipId, number });
    },
  );
  return unlessEnded(weighing);
}

async function correctedSlip(
  tx: Tx,
  { corrects, cooperativeId }: WeighDelivery,
): Promise<Result<Slip | null, SlipUnknown | SlipNotInState | SlipCorrected | CorrectionReasonMissing>> {
  if (corrects === null) return ok(null);
  if (corrects.reason === "") return refuse({ code: "CorrectionReasonMissing" });
  const slip = await lockSlip(tx, corrects.number, cooperativeId);
  if (!slip) return refuse({ code: "SlipUnknown" });
  if (slip.state !== "confirmed") return refuse({ code: "SlipNotInState", state: slip.state });
  return slip.corrected ? refuse({ code: "SlipCorrected" }) : ok(slip);
}

/**
 * Whether these goods may be taken in as they are described. `known` is the slip that is put right, or the draft that is
 * weighed anew: it may keep the day it was harvested on, however long ago; and what was wrong is put right also when the
 * household has left since, for its money and the books.
 */
export async function decideDelivery(
  tx: Tx,
  { cooperativeId, now }: Pick<IntakeAct, "cooperativeId" | "now">,
  delivery: Delivery,
  known: Pick<Slip, "harvestedOn" | "state" | "correctsId"> | null,
): Promise<Result<{ readonly subject: DeliverySubject; readonly weighed: Weighed }, DeliveryRefusal>> {
  const putsRight = known !== null && (known.state === "confirmed" || known.correctsId !== null);
  const subject = await deliverySubject(tx, cooperativeId, delivery, putsRight);
  if (!subject) return refuse({ code: "HouseholdUnknown" });
  const weighed = weigh(delivery.weighings, delivery.unitPrice);
  if (!weighed.ok) return weighed;
  if (delivery.harvestedOn !== known?.harvestedOn) {
    const day = decideHarvestDay(delivery.harvestedOn, shanghaiDay(now));
    if (!day.ok) return day;
  }
  const harvest = decideHarvest(subject.treatments, delivery.harvestedOn);
  return harvest.ok ? ok({ subject, weighed: weighed.value }) : harvest;
}
