import type { Result } from "~/kernel/result";
import type { Db } from "~/platform/db/db.server";
import { type AdvanceOrder, type AdvanceOrderRefusal, advanceOrder } from "./advance-order";

/** The goods are in their box: the buyer can no longer cancel by a tap. */
export function packOrder(
  deps: { readonly db: Db },
  input: AdvanceOrder,
): Promise<Result<void, AdvanceOrderRefusal>> {
  return advanceOrder(deps, input, { to: "packed", data: {}, facts: () => ({}) });
}
