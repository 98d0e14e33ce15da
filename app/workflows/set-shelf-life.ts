import { ok, type Result, refuse } from "~/kernel/result";
import { type LotNotFound, setShelfLife as writeShelfLife } from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";

export interface SetShelfLife {
  /** Said where a lot is looked at; holds for every lot of its product. */
  readonly lotId: string;
  readonly cooperativeId: string;
  /** From the day of harvest; null: nobody says. */
  readonly days: number | null;
  readonly userId: string;
  readonly now: Date;
}

/** How long goods keep, so that the desk can say which lot should be sold first. */
export function setShelfLife(
  { db }: { readonly db: Db },
  { lotId, cooperativeId, days, userId, now }: SetShelfLife,
): Promise<Result<void, LotNotFound>> {
  return db.transaction(async (tx): Promise<Result<void, LotNotFound>> => {
    const set = await writeShelfLife(tx, { lotId, cooperativeId, days });
    if (!set) return refuse({ code: "LotNotFound" });
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "product.shelfLifeSet",
      subject: { kind: "product", id: set.productId },
      before: { days: set.before },
      after: { days },
      reason: null,
    });
    return ok();
  });
}
