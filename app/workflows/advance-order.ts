import { newId } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import { recordChange } from "~/modules/identity/index.server";
import {
  checkMove,
  lockSale,
  moveOrders,
  type OrderMove,
  type OrderNotInState,
  type OrderUnknown,
  type Sale,
} from "~/modules/ordering/index.server";
import type { Db, Tx } from "~/platform/db/db.server";

export interface AdvanceOrder {
  readonly orderId: string;
  /** The cooperative the staff member works for: other sellers' orders do not exist for them. */
  readonly cooperativeId: string;
  readonly userId: string | null;
  readonly now: Date;
}

export type AdvanceOrderRefusal = OrderUnknown | OrderNotInState;

interface Step<Besides extends Refusal> {
  readonly to: "packed" | "shipped" | "delivered";
  readonly data: Readonly<Record<string, string>>;
  readonly facts: (sale: Sale) => Pick<OrderMove, "carrier" | "waybill" | "claimUntil">;
  /** what else becomes true with this step, in the same transaction; refused, nothing of the step is done */
  readonly alongside?: (tx: Tx, sale: Sale) => Promise<Result<void, Besides>>;
}

/** One step of the desk: packed, shipped or delivered. Repeating the step that was just made changes nothing. */
export function advanceOrder<Besides extends Refusal = never>(
  { db }: { readonly db: Db },
  { orderId, cooperativeId, userId, now }: AdvanceOrder,
  step: Step<Besides>,
): Promise<Result<void, AdvanceOrderRefusal | Besides>> {
  return db.transaction(async (tx): Promise<Result<void, AdvanceOrderRefusal | Besides>> => {
    const sale = await lockSale(tx, orderId);
    if (!sale || sale.cooperativeId !== cooperativeId) return refuse({ code: "OrderUnknown" });
    if (sale.state === step.to) return ok();
    const allowed = checkMove(sale.state, step.to);
    if (!allowed.ok) return allowed;
    const moved = await moveOrders(tx, {
      to: step.to,
      at: now,
      userId,
      events: [{ id: newId(now), orderId, kind: step.to, data: step.data }],
      ...step.facts(sale),
    });
    invariant(moved.length === 1, "a locked order moves as decided");
    await recordChange(tx, {
      at: now,
      actorUserId: userId,
      organisationId: cooperativeId,
      act: `order.${step.to}`,
      subject: { kind: "order", id: sale.number },
      before: { state: sale.state },
      // Not with its waybill: that leads to the buyer, and the log is kept when the order has forgotten him.
      after: { state: step.to },
      reason: null,
    });
    return (await step.alongside?.(tx, sale)) ?? ok();
  });
}
