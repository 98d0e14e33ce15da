import { newId } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";
import { sumFen } from "~/kernel/money";
import type { Result } from "~/kernel/result";
import { issueGoods } from "~/modules/intake/index.server";
import { recordTransactions } from "~/modules/ledger/index.server";
import type { Sale } from "~/modules/ordering/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import { type AdvanceOrder, type AdvanceOrderRefusal, advanceOrder } from "./advance-order";
import { issueTransaction } from "./intake-postings";
import { cooperativeBookOf } from "./sale-postings";

/**
 * The goods are in their box: the buyer can no longer cancel by a tap, and it is known which lots they came from, oldest
 * harvest first. What they cost by their slips leaves the cooperative's stock.
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

async function takeOutOfLots(tx: Tx, sale: Sale, now: Date): Promise<void> {
  const eventId = newId(now);
  const { id: orderId, cooperativeId } = sale;
  const issues = await issueGoods(tx, { eventId, orderId, cooperativeId, now });
  const costFen = sumFen(issues.map((issue) => issue.fen));
  if (issues.length > 0) await tx.dropPages([...new Set(issues.map((issue) => `lot:${issue.lotId}`))]);
  if (costFen === 0n) return;
  const event = { bookId: cooperativeBookOf(sale), orderId, eventId };
  const booked = await recordTransactions(tx, { now, transactions: [issueTransaction(event, costFen, now)] });
  invariant(booked.ok, "an order is packed once");
}
