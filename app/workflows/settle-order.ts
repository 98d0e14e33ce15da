import { newId } from "~/kernel/ids";
import { sumFen } from "~/kernel/money";
import { ok, type Result } from "~/kernel/result";
import { type EventRefusal, resolvePendings } from "~/modules/ledger/index.server";
import { hasOpenClaims, lockSale, moveOrders } from "~/modules/ordering/index.server";
import { refundsOfOrders } from "~/modules/payments/index.server";
import type { Db } from "~/platform/db/db.server";
import { HAS_LEFT } from "./finish-refund";
import { setOffGrowers } from "./set-off-growers";

/**
 * The claim window has passed without a full refund and no claim waits for its answer: the pending credits of everybody
 * who has a part are posted. False when there is nothing to settle (any more, or yet).
 */
export function settleOrder(
  { db }: { readonly db: Db },
  { orderId, now }: { readonly orderId: string; readonly now: Date },
): Promise<Result<boolean, EventRefusal>> {
  return db.transaction(async (tx): Promise<Result<boolean, EventRefusal>> => {
    const sale = await lockSale(tx, orderId);
    if (sale?.state !== "delivered" || sale.claimUntil === null || sale.claimUntil > now) return ok(false);
    if (await hasOpenClaims(tx, orderId)) return ok(false);
    const posted = await resolvePendings(tx, {
      now,
      eventId: orderId,
      how: "post",
      reason: "sale-settled",
      reference: `order:${orderId}:settled`,
      occurredAt: now,
    });
    if (!posted.ok) return posted;
    const gone = (await refundsOfOrders(tx, [orderId])).filter((refund) => HAS_LEFT.has(refund.state));
    const goneFen = sumFen(gone.map((refund) => refund.amountFen));
    const setOff = await setOffGrowers(tx, { sale, goneFen, step: "settled", now });
    if (!setOff.ok) return setOff;
    await moveOrders(tx, {
      to: "settled",
      at: now,
      userId: null,
      events: [{ id: newId(now), orderId, kind: "settled", data: {} }],
    });
    tx.dropPagesSoon([...new Set(sale.lines.map((line) => `village:${line.villageId}`))]);
    return ok(true);
  });
}
