import { invariant } from "~/kernel/invariant";
import { dueForSettlement } from "~/modules/ordering/index.server";
import type { Db } from "~/platform/db/db.server";
import { settleOrder } from "./settle-order";

/** One run settles this many; the rest waits for the next. */
const MAX_SETTLED_PER_RUN = 500;

/** Settles all orders whose claim window has passed, each in a transaction of its own. Returns how many. */
export async function settleDueOrders(
  { db }: { readonly db: Db },
  { now }: { readonly now: Date },
): Promise<number> {
  let settled = 0;
  for (const orderId of await dueForSettlement(db, now, MAX_SETTLED_PER_RUN)) {
    const result = await settleOrder({ db }, { orderId, now });
    invariant(result.ok, `order ${orderId} cannot be settled`);
    if (result.value) settled += 1;
  }
  return settled;
}
