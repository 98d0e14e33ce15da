import type { Result } from "~/kernel/result";
import { recordChange } from "~/modules/identity/index.server";
import {
  type HouseholdUnknown,
  insertPlot,
  type PlotForm,
  type TooManyPlots,
} from "~/modules/intake/index.server";
import type { Db } from "~/platform/db/db.server";
import type { IntakeAct } from "./weigh-delivery";

export interface AddPlot extends IntakeAct {
  readonly householdId: string;
  readonly form: PlotForm;
}

/** Adds a field to a household, with its place and its size. */
export function addPlot(
  deps: { readonly db: Db },
  { householdId, form, cooperativeId, userId, now }: AddPlot,
): Promise<Result<{ readonly plotId: string }, HouseholdUnknown | TooManyPlots>> {
  return deps.db.transaction(
    async (tx): Promise<Result<{ readonly plotId: string }, HouseholdUnknown | TooManyPlots>> => {
      const added = await insertPlot(tx, { ...form, householdId, cooperativeId, now });
      if (!added.ok) return added;
      await recordChange(tx, {
        at: now,
        actorUserId: userId,
        organisationId: cooperativeId,
        act: "plot.added",
        reason: null,
        subject: { kind: "household", id: householdId },
        before: null,
        after: { ...form },
      });
      return added;
    },
  );
}
