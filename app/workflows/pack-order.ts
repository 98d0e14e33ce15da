import type { Result } from "~/kernel/result";
import { drawForOrder } from "~/modules/catalog/index.server";
import type { Sale } from "~/modules/ordering/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import { type AdvanceOrder, type AdvanceOrderRefusal, advanceOrder } from "./advance-order";
import { expenseGoods } from "./expense-goods";

/**
 * The goods are in their box: the buyer can no longer cancel by a tap, and it is known which lots they came from: of each
 * pack those that were packed first. What they cost by their slips leaves the cooperative's stock.
 */
export function packOrder(
  deps: { readonly db: Db },
  input: AdvanceOrder,
): Promise<Result<void, AdvanceOrderRefusal>> {
  return advanceOrder(deps, input, {
    to: "packed",
    data: {},
    facts: () => ({}),
    alongside: (tx, sale) => takeOutOfLots(tx, sale, input.now),
  });
}

async function takeOutOfLots(tx: Tx, { id: orderId, cooperativeId }: Sale, now: Date): Promise<void> {
  const outflows = await drawForOrder(tx, { orderId, now });
  await expenseGoods(tx, { cause: { orderId }, cooperativeId, reason: "sold", outflows, now });
}
