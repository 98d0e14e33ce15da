import type { Result } from "~/kernel/result";
import { drawForOrder, fillPromised, type PreorderNotThere } from "~/modules/catalog/index.server";
import type { Sale } from "~/modules/ordering/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import { type AdvanceOrder, type AdvanceOrderRefusal, advanceOrder } from "./advance-order";
import { expenseGoods } from "./expense-goods";

export type PackOrderRefusal = AdvanceOrderRefusal | PreorderNotThere;

/**
 * The goods are in their box: the buyer can no longer cancel by a tap, and it is known which lots they came from: of each
 * pack those that were packed first. What they cost by their slips leaves the cooperative's stock. What was ordered before the
 * harvest waits until packs are there for it.
 */
export function packOrder(
  deps: { readonly db: Db },
  input: AdvanceOrder,
): Promise<Result<void, PackOrderRefusal>> {
  return advanceOrder(deps, input, {
    to: "packed",
    data: {},
    facts: () => ({}),
    alongside: async (tx, sale) => {
      const filled = await fillPromised(tx, { orderId: sale.id, userId: input.userId, now: input.now });
      if (filled.ok) await takeOutOfLots(tx, sale, input.now);
      return filled;
    },
  });
}

async function takeOutOfLots(tx: Tx, { id: orderId, cooperativeId }: Sale, now: Date): Promise<void> {
  const outflows = await drawForOrder(tx, { orderId, now });
  await expenseGoods(tx, { cause: { orderId }, cooperativeId, reason: "sold", outflows, now });
}
