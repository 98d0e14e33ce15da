import { newId } from "~/kernel/ids";
import { ok, type Result, refuse } from "~/kernel/result";
import type { Grams } from "~/kernel/weight";
import {
  adjustLot as adjustGrams,
  checkGrams,
  checkReason,
  type GramsOutOfRange,
  type LotNotFound,
  type LotReason,
  type LotTooSmall,
  leftGrams,
  lockLot,
  productTags,
  type ReasonDoesNotFit,
  remainingGrams,
} from "~/modules/catalog/index.server";
import { recordChange } from "~/modules/identity/index.server";
import type { Db } from "~/platform/db/db.server";
import { expenseGoods } from "./expense-goods";

export interface AdjustLot {
  readonly lotId: string;
  readonly cooperativeId: string;
  /** The part of the lot it happened to. */
  readonly part: "retail" | "wholesale";
  /** Added, or taken away when negative. */
  readonly grams: Grams;
  readonly reason: LotReason;
  readonly note: string;
  readonly userId: string;
  readonly now: Date;
}

export type AdjustLotRefusal = LotNotFound | LotTooSmall | GramsOutOfRange | ReasonDoesNotFit;

/**
 * Writes down, for a declared reason, that there is more or less of a lot than was thought. What is gone takes its cost out
 * of the books; what was found comes in at none, so that the lot's average falls.
 */
export function adjustLot(
  { db }: { readonly db: Db },
  input: AdjustLot,
): Promise<Result<void, AdjustLotRefusal>> {
  return db.transaction(async (tx): Promise<Result<void, AdjustLotRefusal>> => {
    const { lotId, cooperativeId, part, grams, reason, note, userId, now } = input;
    const meant = checkGrams(grams < 0n ? -grams : grams);
    if (!meant.ok) return meant;
    const fits = checkReason(reason, grams > 0n ? "add" : "take");
    if (!fits.ok) return fits;
    const lot = await lockLot(tx, lotId, cooperativeId);
    if (!lot) return refuse({ code: "LotNotFound" });
    const there = part === "retail" ? remainingGrams(lot) : lot.gramsWholesale;
    const movementId = newId(now);
    const changed = await adjustGrams(tx, {
      movementId,
      lotId,
      reason,
      note,
      userId,
      at: now,
      gramsRetail: part === "retail" ? grams : 0n,
      gramsWholesale: part === "wholesale" ? grams : 0n,
    });
    if (!changed) return refuse({ code: "LotTooSmall", leftGrams: there });
    if (grams < 0n) {
      const outflow = { lotId, linePosition: null, grams: -grams, leftBefore: leftGrams(lot) };
      await expenseGoods(tx, { cause: { movementId }, cooperativeId, reason, outflows: [outflow], now });
    }
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: "lot.adjusted",
      subject: { kind: "lot", id: lotId },
      before: { part, grams: there },
      after: { part, grams: there + grams },
      reason: note ? `${reason}: ${note}` : reason,
    });
    await tx.dropPages([...productTags(lot.productId), "wholesale", `lot:${lotId}`]);
    return ok();
  });
}
