import { newId } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";
import { sumFen } from "~/kernel/money";
import type { LotOutflow } from "~/modules/catalog/index.server";
import { issueGoods } from "~/modules/intake/index.server";
import { recordTransactions } from "~/modules/ledger/index.server";
import type { Tx } from "~/platform/db/db.server";
import { issueTransaction } from "./intake-postings";

export interface ExpenseGoods {
  /** an order, or a movement of packs or grams; a movement gives its id to the postings */
  readonly cause: { readonly orderId: string } | { readonly movementId: string };
  readonly cooperativeId: string;
  /** `sold`, or why they left otherwise */
  readonly reason: string;
  /** what left which lot, as the catalogue has just counted it */
  readonly outflows: readonly LotOutflow[];
  readonly now: Date;
}

/**
 * Goods left the store: what their lots had cost becomes an expense, inside the caller's transaction. Whatever makes grams
 * of a lot leave ends here, so that the stock in the books is what lies in the store.
 */
export async function expenseGoods(tx: Tx, goods: ExpenseGoods): Promise<void> {
  const { cause, cooperativeId, reason, outflows, now } = goods;
  if (outflows.length === 0) return;
  await tx.dropPages([...new Set(outflows.map(({ lotId }) => `lot:${lotId}`))]);
  const orderId = "orderId" in cause ? cause.orderId : null;
  const eventId = "movementId" in cause ? cause.movementId : newId(now);
  const issued = await issueGoods(tx, { eventId, orderId, cooperativeId, reason, outflows, now });
  const costFen = sumFen((issued?.issues ?? []).map((issue) => issue.fen));
  if (!issued || costFen === 0n) return;
  const event = { bookId: issued.bookId, orderId, eventId };
  const booked = await recordTransactions(tx, {
    now,
    transactions: [issueTransaction(event, reason, costFen, now)],
  });
  invariant(booked.ok, "goods leave once");
}
