import { maskMobilesIn, maskName, maskPhone } from "~/kernel/masking";

/** Who a parcel goes to, as a desk sees it. */
export interface Buyer {
  readonly recipient: string;
  readonly phone: string;
  /** null: behind the mask */
  readonly street: string | null;
  readonly note: string;
}

export interface WhetherShown {
  /** `locked`: kept for the law alone, shown to nobody any more */
  readonly contact: "masked" | "shown" | "locked";
}

interface Kept extends Buyer {
  readonly street: string;
  /** kept for the law alone */
  readonly locked: boolean;
}

/**
 * The buyer as a desk may see him: the first character of the name, the telephone without its middle, no street, and a
 * note without telephones, until somebody looks behind the mask. What is locked stays behind it.
 */
export function buyerShown<Row extends Kept>(
  row: Row,
  shown: boolean,
): Omit<Row, "street" | "contact"> & Buyer & WhetherShown {
  if (shown && !row.locked) return { ...row, contact: "shown" };
  return {
    ...row,
    contact: row.locked ? "locked" : "masked",
    recipient: maskName(row.recipient),
    phone: maskPhone(row.phone),
    street: null,
    note: maskMobilesIn(row.note),
  };
}
