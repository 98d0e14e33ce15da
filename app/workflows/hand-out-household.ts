import { ok, type Result, refuse } from "~/kernel/result";
import { recordChange } from "~/modules/identity/index.server";
import { type HouseholdUnknown, leavingPlan } from "~/modules/intake/index.server";
import type { Db } from "~/platform/db/db.server";

/** What a cooperative's desk does about a household's own data, and on whose word. */
export interface HouseholdAct {
  readonly cooperativeId: string;
  readonly number: number;
  readonly userId: string;
  /** who asked, and by what the desk knew that it was them */
  readonly whoAsked: string;
  readonly now: Date;
}

/**
 * Lets a member of staff open everything about a household for a short while, because somebody of it asked (个人信息保护法
 * art 45). As with a mask, the entry in the log is the permission that pages look for.
 */
export function handOutHousehold(
  { db }: { readonly db: Db },
  { cooperativeId, number, userId, whoAsked, now }: HouseholdAct,
): Promise<Result<void, HouseholdUnknown>> {
  return db.transaction(async (tx): Promise<Result<void, HouseholdUnknown>> => {
    const household = await leavingPlan(tx, { cooperativeId, number });
    if (!household) return refuse({ code: "HouseholdUnknown" });
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "household.handedOut",
      subject: { kind: "household", id: household.id },
      before: null,
      after: null,
      reason: whoAsked,
    });
    return ok();
  });
}
