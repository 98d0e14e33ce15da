import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import { closeAccountRow, dutiesInTheWay, lockAccount, recordChange } from "~/modules/identity/index.server";
import {
  anonymiseOrders,
  dropCarts,
  lockContacts,
  type OrderToClose,
  ordersToClose,
} from "~/modules/ordering/index.server";
import { dropTouches } from "~/modules/sharing/index.server";
import { anonymiseLeadsOfPhone } from "~/modules/wholesale/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import type { Regions } from "~/platform/regions.server";
import { withProvinceOnly } from "./forget-what-is-due";

/** There is no such account any more. */
export type AccountGone = Refusal<"AccountGone">;
/** Whoever has a duty leaves it first: others rely on it. */
export interface DutiesHeld extends Refusal<"DutiesHeld"> {
  readonly roles: readonly string[];
}
/** Parcels under way and time for claims: the buyer must be reachable. */
export interface OrdersUnderWay extends Refusal<"OrdersUnderWay"> {
  readonly numbers: readonly string[];
}
export type CloseAccountRefusal = AccountGone | DutiesHeld | OrdersUnderWay;

/**
 * Closes somebody's account (个人信息保护法 art 47, 电子商务法 art 24): every way in, name, telephone, carts, visits and
 * requests without a contract go at once; unpaid orders lose their buyer; of paid ones name and address are locked, shown
 * to nobody, until the sweep takes them out when the law's time is over (RETENTION.paidOrders).
 */
export function closeAccount(
  { db, regions }: { readonly db: Db; readonly regions: Regions },
  { userId, now }: { readonly userId: string; readonly now: Date },
): Promise<Result<void, CloseAccountRefusal>> {
  return db.transaction(async (tx): Promise<Result<void, CloseAccountRefusal>> => {
    const account = await lockAccount(tx, userId);
    if (!account) return refuse({ code: "AccountGone" });
    const roles = await dutiesInTheWay(tx, userId, now);
    if (roles.length > 0) return refuse({ code: "DutiesHeld", roles });
    const orders = await ordersToClose(tx, userId);
    const underWay = orders.filter(({ over }) => !over);
    if (underWay.length > 0) {
      return refuse({ code: "OrdersUnderWay", numbers: underWay.map(({ number }) => number) });
    }
    await letGoOfOrders(tx, orders, regions, now);
    await dropCarts(tx, userId);
    await anonymiseLeadsOfPhone(tx, account.phone, now);
    await closeAccountRow(tx, { userId, phone: account.phone, now });
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: null,
      act: "account.closed",
      subject: { kind: "user", id: userId },
      before: null,
      after: { lockedOrders: orders.filter(({ paid }) => paid).length },
      reason: null,
    });
    return ok();
  });
}

async function letGoOfOrders(
  tx: Tx,
  orders: readonly OrderToClose[],
  regions: Regions,
  now: Date,
): Promise<void> {
  const unpaid = orders.filter(({ paid }) => !paid);
  const paid = orders.filter((order) => order.paid);
  await anonymiseOrders(
    tx,
    unpaid.map(({ id, regionCode }) => withProvinceOnly(id, regionCode, regions)),
    now,
  );
  await lockContacts(
    tx,
    paid.map(({ id }) => id),
    now,
  );
  await dropTouches(
    tx,
    orders.flatMap(({ touchIds }) => touchIds),
  );
}
