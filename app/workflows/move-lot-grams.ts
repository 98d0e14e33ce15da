import { newId } from "~/kernel/ids";
import { ok, type Result, refuse } from "~/kernel/result";
import type { Grams } from "~/kernel/weight";
import {
  checkGrams,
  type GramMoveReason,
  type GramsOutOfRange,
  type LotNotFound,
  type LotTooSmall,
  lockLot,
  moveLotGrams as moveGrams,
  productTags,
  remainingGrams,
} from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";

export interface MoveLotGrams {
  readonly lotId: string;
  readonly cooperativeId: string;
  readonly to: "wholesale" | "retail";
  readonly grams: Grams;
  readonly reason: GramMoveReason;
  readonly note: string;
  readonly userId: string;
  readonly now: Date;
}

export type MoveLotGramsRefusal = LotNotFound | LotTooSmall | GramsOutOfRange;

/** Sets grams of a lot aside for wholesale or gives them back to retail; what the wholesale page offers changes with it. */
export function moveLotGrams(
  { db }: { readonly db: Db },
  input: MoveLotGrams,
): Promise<Result<void, MoveLotGramsRefusal>> {
  return db.transaction(async (tx): Promise<Result<void, MoveLotGramsRefusal>> => {
    const { lotId, cooperativeId, to, grams, reason, note, userId, now } = input;
    const meant = checkGrams(grams);
    if (!meant.ok) return meant;
    const lot = await lockLot(tx, lotId, cooperativeId);
    if (!lot) return refuse({ code: "LotNotFound" });
    const toWholesaleGrams = to === "wholesale" ? grams : -grams;
    const act = { movementId: newId(now), lotId, reason, note, userId, at: now };
    if (!(await moveGrams(tx, { ...act, toWholesaleGrams }))) {
      const leftGrams = to === "wholesale" ? remainingGrams(lot) : lot.gramsWholesale;
      return refuse({ code: "LotTooSmall", leftGrams });
    }
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "lot.moved",
      subject: { kind: "lot", id: lotId },
      before: { gramsWholesale: lot.gramsWholesale },
      after: { gramsWholesale: lot.gramsWholesale + toWholesaleGrams },
      reason: note ? `${reason}: ${note}` : reason,
    });
    await tx.dropPages([...productTags(lot.productId), "wholesale", `lot:${lotId}`]);
    return ok();
  });
}
