import { keptUntil, RETENTION } from "~/modules/identity/retention";
import { endOfAccountingYear } from "~/modules/intake/leaving";

/** The day on which name and signature are taken out of the vouchers of a household whose last one is of this moment. Pure. */
export function namesKeptUntil(lastVoucherAt: Date): Date {
  return keptUntil(RETENTION.householdNames, endOfAccountingYear(lastVoucherAt));
}
