import type { Result } from "~/kernel/result";
import type { Db } from "~/platform/db/db.server";
import { type AdvanceOrder, type AdvanceOrderRefusal, advanceOrder } from "./advance-order";

export interface ShipOrder extends AdvanceOrder {
  readonly carrier: string;
  readonly waybill: string;
}

/** The parcel is with the carrier, under this waybill. */
export function shipOrder(
  deps: { readonly db: Db },
  input: ShipOrder,
): Promise<Result<void, AdvanceOrderRefusal>> {
  const { carrier, waybill } = input;
  return advanceOrder(deps, input, {
    to: "shipped",
    data: { carrier, waybill },
    facts: () => ({ carrier, waybill }),
  });
}
