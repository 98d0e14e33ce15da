import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import { recordChange, recordWithdrawal } from "~/modules/identity/index.server";
import { lockContacts, ordersToClose } from "~/modules/ordering/index.server";
import type { Db } from "~/platform/db/db.server";

/** The order goes on and needs it, or there is no such consent to take back. */
export type ConsentNotWithdrawable = Refusal<"ConsentNotWithdrawable">;

export interface WithdrawConsent {
  readonly userId: string;
  readonly orderId: string;
  readonly version: string;
  readonly now: Date;
}

/**
 * Takes back the consent to pass name, telephone and address of an order on to its seller (个人信息保护法 art 15), once the
 * order is over: before, the parcel could not be sent (art 13 no. 2). The desk and the look-up by number then show them
 * to nobody; the law's three years of keeping run on. Taking it back twice changes nothing.
 */
export function withdrawConsent(
  { db }: { readonly db: Db },
  { userId, orderId, version, now }: WithdrawConsent,
): Promise<Result<void, ConsentNotWithdrawable>> {
  return db.transaction(async (tx): Promise<Result<void, ConsentNotWithdrawable>> => {
    const order = (await ordersToClose(tx, userId)).find(({ id }) => id === orderId);
    if (!order?.over) return refuse({ code: "ConsentNotWithdrawable" });
    const fresh = await recordWithdrawal(tx, { userId, orderId, consent: "shareWithSeller", version, now });
    if (!fresh) return ok();
    await lockContacts(tx, [orderId], now);
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: null,
      act: "account.consentWithdrawn",
      subject: { kind: "order", id: order.number },
      before: null,
      after: { consent: "shareWithSeller", version },
      reason: null,
    });
    return ok();
  });
}
