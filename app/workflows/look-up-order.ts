import { ok, type Result, refuse } from "~/kernel/result";
import { type Secrets, type TryLater, takePaces } from "~/modules/identity/index.server";
import { type OrderUnknown, paymentOfLookup } from "~/modules/ordering/index.server";
import type { Db } from "~/platform/db/db.server";
import { commitAlways } from "./commit-always";

export interface LookUpOrder {
  /** as `readNumber` gives it */
  readonly number: string;
  readonly phone: string;
  readonly clientAddress: string;
  readonly now: Date;
}

/**
 * The payment of an order, for whoever knows its number and the telephone it was placed with. Tries are counted by number,
 * whether there is such an order or not, and by address, so that neither a telephone can be found by trying nor who
 * tries learns which numbers exist.
 */
export function lookUpOrder(
  { db, sessionSecrets: secrets }: { readonly db: Db; readonly sessionSecrets: Secrets },
  { number, phone, clientAddress, now }: LookUpOrder,
): Promise<Result<{ readonly paymentId: string }, OrderUnknown | TryLater>> {
  return commitAlways<{ readonly paymentId: string }, OrderUnknown | TryLater>(db, async (tx) => {
    const tries = [
      { pace: "lookupsOfOrder", subject: number },
      { pace: "lookupsOfAddress", subject: clientAddress },
    ] as const;
    const paced = await takePaces(tx, tries, { secrets, now });
    if (!paced.ok) return paced;
    const paymentId = await paymentOfLookup(tx, { number, phone });
    return paymentId === undefined ? refuse({ code: "OrderUnknown" }) : ok({ paymentId });
  });
}
