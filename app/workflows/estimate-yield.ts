import { shanghaiDay } from "~/kernel/clock";
import type { Result } from "~/kernel/result";
import { recordChange } from "~/modules/identity/index.server";
import {
  decideRecordDay,
  type EstimateForm,
  type HouseholdUnknown,
  insertEstimate,
  type NotDemonstration,
  type RecordDayRefused,
} from "~/modules/intake/index.server";
import type { Db } from "~/platform/db/db.server";
import type { IntakeAct } from "./weigh-delivery";

export interface EstimateYield extends IntakeAct {
  readonly productId: string;
  readonly form: EstimateForm;
}

export type EstimateYieldRefusal = HouseholdUnknown | NotDemonstration | RecordDayRefused;

/** A demonstration household says what it expects of a field; the year its harvest begins in is the season. */
export function estimateYield(
  deps: { readonly db: Db },
  { productId, form, cooperativeId, userId, now }: EstimateYield,
): Promise<Result<void, EstimateYieldRefusal>> {
  return deps.db.transaction(async (tx): Promise<Result<void, EstimateYieldRefusal>> => {
    const said = decideRecordDay(form.estimatedOn, shanghaiDay(now));
    if (!said.ok) return said;
    const season = Number(form.from.slice(0, 4));
    const estimated = await insertEstimate(tx, { cooperativeId, productId, season, form, userId, now });
    if (!estimated.ok) return estimated;
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "forecast.estimated",
      reason: null,
      subject: { kind: "product", id: productId },
      before: estimated.value.before === null ? null : { gramsPerMu: estimated.value.before },
      after: { ...form, season },
    });
    return said;
  });
}
