import type { Refusal } from "~/kernel/result";

/** A delivery is on the scale: it is confirmed or cancelled first. */
export interface HouseholdDelivering extends Refusal<"HouseholdDelivering"> {
  readonly numbers: readonly string[];
}
/** It has left already. */
export type HouseholdLeft = Refusal<"HouseholdLeft">;

/**
 * The moment from which vouchers are kept their years: the end of the accounting year they belong to
 * (会计档案管理办法 art 14). The accounting year is the calendar's (会计法 art 11), in the business's time zone. Pure.
 */
export function endOfAccountingYear(at: Date): Date {
  const year = Number(
    new Intl.DateTimeFormat("en", { year: "numeric", timeZone: "Asia/Shanghai" }).format(at),
  );
  return new Date(`${year + 1}-01-01T00:00:00+08:00`);
}
