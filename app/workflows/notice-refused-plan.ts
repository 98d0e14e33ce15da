import { accepted, ok, type Result } from "~/kernel/result";
import { noticePlan } from "~/modules/catalog/index.server";
import type { Db } from "~/platform/db/db.server";

/** Somebody at the desk has read that a planned change was refused; it is no task any more. */
export async function noticeRefusedPlan(
  deps: { readonly db: Db },
  read: { readonly planId: string; readonly cooperativeId: string; readonly now: Date },
): Promise<void> {
  accepted(
    await deps.db.transaction(async (tx): Promise<Result<void, never>> => {
      await noticePlan(tx, read);
      return ok();
    }),
  );
}
