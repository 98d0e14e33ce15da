import { duePlans } from "~/modules/catalog/index.server";
import type { Db } from "~/platform/db/db.server";
import { carryOutPlan } from "./carry-out-plan";

/** One run carries out this many; the rest waits for the next. */
const MAX_PLANS_PER_RUN = 200;

/**
 * Carries out every planned change whose time has come, each in a transaction of its own, so that one trouble keeps no
 * other waiting. Any number of processes may do so at once. Returns how many were done.
 */
export async function carryOutDuePlans(
  { db, onFault }: { readonly db: Db; readonly onFault: (fault: unknown, planId: string) => void },
  { now }: { readonly now: Date },
): Promise<number> {
  let done = 0;
  for (const planId of await duePlans(db, now, MAX_PLANS_PER_RUN)) {
    try {
      if ((await carryOutPlan({ db }, { planId, now })) === "done") done += 1;
    } catch (fault) {
      onFault(fault, planId);
    }
  }
  return done;
}
