import { shanghaiDay } from "~/kernel/clock";
import type { Result } from "~/kernel/result";
import { recordChange } from "~/modules/identity/index.server";
import {
  decideRecordDay,
  type HouseholdUnknown,
  insertRecord,
  type RecordDayRefused,
  type RecordForm,
} from "~/modules/intake/index.server";
import type { Db } from "~/platform/db/db.server";
import type { IntakeAct } from "./weigh-delivery";

export interface WriteProductionRecord extends IntakeAct {
  readonly householdId: string;
  readonly form: RecordForm;
}

/** Writes down what was done on a field (生产记录); passports of lots of that household show it at once. */
export function writeProductionRecord(
  deps: { readonly db: Db },
  { householdId, form, cooperativeId, userId, now }: WriteProductionRecord,
): Promise<Result<{ readonly recordId: string }, HouseholdUnknown | RecordDayRefused>> {
  return deps.db.transaction(
    async (tx): Promise<Result<{ readonly recordId: string }, HouseholdUnknown | RecordDayRefused>> => {
      const day = decideRecordDay(form.doneOn, shanghaiDay(now));
      if (!day.ok) return day;
      const written = await insertRecord(tx, { ...form, householdId, cooperativeId, userId, now });
      if (!written.ok) return written;
      await recordChange(tx, {
        at: now,
        actorUserId: userId,
        organisationId: cooperativeId,
        reason: null,
        act: "productionRecord.added",
        subject: { kind: "household", id: householdId },
        before: null,
        after: { ...form },
      });
      await tx.dropPages([`records:${form.productId}`]);
      return written;
    },
  );
}
