import type { Fen } from "~/kernel/money";
import type { NewTransaction } from "~/modules/ledger/index.server";

/** Accounts of goods taken in, in a cooperative's chart (财会〔2021〕37号). */
export const INTAKE_ACCOUNTS = {
  products: "121",
  owedToMembers: "114.01",
  owedToOthers: "211.03",
  growersGoods: "521.02",
  lostGoods: "529",
} as const;

/** Goods that spoiled or are missing are other expenses (其他支出); whatever was sold or used is a cost of trading. */
const LOSSES: ReadonlySet<string> = new Set(["spoiled", "recounted", "counted"]);

/** The account that goods go to when they leave the store for this reason. */
export function expenseAccountOf(reason: string): string {
  return LOSSES.has(reason) ? INTAKE_ACCOUNTS.lostGoods : INTAKE_ACCOUNTS.growersGoods;
}

interface BookedSlip {
  readonly id: string;
  readonly bookId: string;
  readonly member: boolean;
  readonly amountFen: Fen;
}

/** A confirmed slip: goods are on hand and owed for. Members and others are owed on accounts of their own. */
export function intakeTransaction(slip: BookedSlip, occurredAt: Date): NewTransaction {
  return {
    bookId: slip.bookId,
    reference: `intake:${slip.id}`,
    eventId: slip.id,
    reason: "intake-confirmed",
    occurredAt,
    transfers: [
      {
        debit: INTAKE_ACCOUNTS.products,
        credit: slip.member ? INTAKE_ACCOUNTS.owedToMembers : INTAKE_ACCOUNTS.owedToOthers,
        fen: slip.amountFen,
        phase: "posted",
      },
    ],
  };
}

interface GoodsEvent {
  readonly bookId: string;
  readonly eventId: string;
}
interface OrderGoods extends GoodsEvent {
  readonly orderId: string;
}

/**
 * Goods leave the store, with an order or for another reason: what they cost becomes an expense. A negative cost is walked
 * back: a slip was put right, and its goods had been expensed at more than they cost.
 */
export function issueTransaction(
  goods: GoodsEvent & { readonly orderId: string | null },
  reason: string,
  costFen: Fen,
  occurredAt: Date,
): NewTransaction {
  const { bookId, eventId, orderId } = goods;
  const { products } = INTAKE_ACCOUNTS;
  const expense = expenseAccountOf(reason);
  return {
    bookId,
    eventId,
    occurredAt,
    reference: orderId === null ? `goods:${eventId}` : `order:${orderId}:goods`,
    reason: LOSSES.has(reason) ? "goods-lost" : "goods-issued",
    transfers: [
      costFen > 0n
        ? { debit: expense, credit: products, fen: costFen, phase: "posted" }
        : { debit: products, credit: expense, fen: -costFen, phase: "posted" },
    ],
  };
}

/**
 * What of an order's growers' legs the slips have made owing before, taken off both, or (a negative change, after a
 * refund) put back. `step` names the moment and makes the reference unique.
 */
export function setOffTransaction(
  goods: OrderGoods,
  changeFen: Fen,
  step: string,
  occurredAt: Date,
): NewTransaction {
  const { owedToMembers, growersGoods } = INTAKE_ACCOUNTS;
  const [debit, credit] = changeFen > 0n ? [owedToMembers, growersGoods] : [growersGoods, owedToMembers];
  return {
    bookId: goods.bookId,
    reference: `order:${goods.orderId}:set-off:${step}`,
    eventId: goods.eventId,
    reason: "growers-set-off",
    occurredAt,
    transfers: [{ debit, credit, fen: changeFen > 0n ? changeFen : -changeFen, phase: "posted" }],
  };
}
