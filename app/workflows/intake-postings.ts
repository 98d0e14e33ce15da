import type { Fen } from "~/kernel/money";
import type { NewTransaction } from "~/modules/ledger/index.server";

/** Accounts of goods taken in, in a cooperative's chart (财会〔2021〕37号). */
export const INTAKE_ACCOUNTS = {
  products: "121",
  owedToMembers: "114.01",
  owedToOthers: "211.03",
  growersGoods: "521.02",
} as const;

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
  readonly orderId: string;
  readonly eventId: string;
}

/** Goods leave the store with an order: what they cost becomes an expense. */
export function issueTransaction(goods: GoodsEvent, costFen: Fen, occurredAt: Date): NewTransaction {
  return {
    bookId: goods.bookId,
    reference: `order:${goods.orderId}:goods`,
    eventId: goods.eventId,
    reason: "goods-issued",
    occurredAt,
    transfers: [
      {
        debit: INTAKE_ACCOUNTS.growersGoods,
        credit: INTAKE_ACCOUNTS.products,
        fen: costFen,
        phase: "posted",
      },
    ],
  };
}

/**
 * What of an order's growers' legs the slips have made owing before, taken off both, or (a negative change, after a
 * refund) put back. `step` names the moment and makes the reference unique.
 */
export function setOffTransaction(
  goods: GoodsEvent,
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
