import { ok, type Result, refuse } from "~/kernel/result";
import { recordChange } from "~/modules/identity/index.server";
import {
  type HouseholdDelivering,
  type HouseholdLeft,
  type HouseholdUnknown,
  letHouseholdsLeave,
  lockLeavingHousehold,
} from "~/modules/intake/index.server";
import type { Db } from "~/platform/db/db.server";
import type { HouseholdAct } from "./hand-out-household";

export type LetHouseholdLeaveRefusal = HouseholdUnknown | HouseholdDelivering | HouseholdLeft;

/**
 * A household asks to be forgotten, or brings nothing any more (个人信息保护法 art 47): telephone and notes go at once. Its
 * confirmed slips are vouchers, so the name on them is kept for the law's thirty years (会计档案管理办法 art 14), shown to
 * nobody; treatments of its fields stay under its number (农产品质量安全法 art 27). The log says who asked.
 */
export function letHouseholdLeave(
  { db }: { readonly db: Db },
  { cooperativeId, number, userId, whoAsked, now }: HouseholdAct,
): Promise<Result<void, LetHouseholdLeaveRefusal>> {
  return db.transaction(async (tx): Promise<Result<void, LetHouseholdLeaveRefusal>> => {
    const household = await lockLeavingHousehold(tx, { cooperativeId, number });
    if (!household) return refuse({ code: "HouseholdUnknown" });
    if (household.leftAt) return refuse({ code: "HouseholdLeft" });
    if (household.drafts.length > 0) {
      return refuse({ code: "HouseholdDelivering", numbers: household.drafts });
    }
    await letHouseholdsLeave(tx, [household.id], now);
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "household.left",
      subject: { kind: "household", id: household.id },
      before: null,
      after: null,
      reason: whoAsked,
    });
    return ok();
  });
}
