import { lapsedHolds, MAX_LAPSED_PER_SWEEP } from "~/modules/catalog/index.server";
import { paymentsOfOrders } from "~/modules/ordering/index.server";
import type { Db } from "~/platform/db/db.server";
import { endPayment } from "./end-payment";

/**
 * Closes orders whose time to pay has passed and sets their stock free: one transaction per payment, so that one trouble
 * does not keep the others' stock. Any number of processes may sweep at once. Returns the orders closed.
 */
export async function lapseOrders(
  { db }: { readonly db: Db },
  { now }: { readonly now: Date },
): Promise<readonly string[]> {
  const overdue = await lapsedHolds(db, now, MAX_LAPSED_PER_SWEEP);
  if (overdue.length === 0) return [];
  const closed: string[] = [];
  for (const paymentId of await paymentsOfOrders(db, overdue)) {
    const orderIds = await endPayment(
      { db },
      { paymentId, as: "expired", ordersBecome: "lapsed", userId: null, note: "", now },
    );
    closed.push(...orderIds);
  }
  return closed;
}
