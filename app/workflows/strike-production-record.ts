import { ok, type Result } from "~/kernel/result";
import { recordChange } from "~/modules/identity/index.server";
import { type RecordUnknown, strikeRecord } from "~/modules/intake/index.server";
import type { Db } from "~/platform/db/db.server";
import type { IntakeAct } from "./weigh-delivery";

export interface StrikeProductionRecord extends IntakeAct {
  readonly householdId: string;
  readonly recordId: string;
  readonly reason: string;
}

/** Strikes out a production record that was wrong. It stays readable, with the reason. */
export function strikeProductionRecord(
  deps: { readonly db: Db },
  { userId, ...input }: StrikeProductionRecord,
): Promise<Result<void, RecordUnknown>> {
  return deps.db.transaction(async (tx): Promise<Result<void, RecordUnknown>> => {
    const struck = await strikeRecord(tx, input);
    if (!struck.ok) return struck;
    await recordChange(tx, {
      at: input.now,
      actorUserId: userId,
      organisationId: input.cooperativeId,
      act: "productionRecord.struck",
      subject: { kind: "household", id: input.householdId },
      before: { recordId: input.recordId, struck: false },
      after: { recordId: input.recordId, struck: true },
      reason: input.reason,
    });
    await tx.dropPages([`records:${struck.value.productId}`]);
    return ok();
  });
}
