import type { Result } from "~/kernel/result";
import { claimUntil } from "~/modules/ordering/index.server";
import type { Db } from "~/platform/db/db.server";
import { type AdvanceOrder, type AdvanceOrderRefusal, advanceOrder } from "./advance-order";

/** The buyer has the parcel: from now the claim window runs. */
export function deliverOrder(
  deps: { readonly db: Db },
  input: AdvanceOrder,
): Promise<Result<void, AdvanceOrderRefusal>> {
  return advanceOrder(deps, input, {
    to: "delivered",
    data: {},
    facts: (sale) => ({
      claimUntil: claimUntil(
        input.now,
        sale.lines.map((line) => line.claimWindowHours),
      ),
    }),
  });
}
