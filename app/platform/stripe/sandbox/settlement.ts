import { type Core, seconds } from "./core";
import { noSuch } from "./errors";
import type { BalanceTransaction, Charge, PaymentMethod, Refund } from "./types";

/** Days until a payment becomes available; invented, Stripe's depend on country and method. */
const DAYS_UNTIL_AVAILABLE = 7;

/** Books a payment: gross in the settlement currency, Stripe's fee, the net. */
export function bookCharge(core: Core, charge: Charge, method: PaymentMethod): BalanceTransaction {
  const { settlement } = core.settings;
  const gross = settled(core, charge.amount);
  const fee = Math.round((gross * settlement.feeBasisPoints) / 10_000) + settlement.feeFixed;
  const isCard = method === "card";
  return book(core, {
    amount: gross,
    fee,
    days: DAYS_UNTIL_AVAILABLE,
    source: charge.id,
    type: isCard ? "charge" : "payment",
    category: "charge",
    description: charge.description,
  });
}

/** Books money going back. The fee stays with Stripe. */
export function bookRefund(core: Core, refund: Refund, method: PaymentMethod): BalanceTransaction {
  return book(core, {
    amount: -settled(core, refund.amount),
    fee: 0,
    days: 0,
    source: refund.id,
    type: method === "card" ? "refund" : "payment_refund",
    category: "refund",
    description: null,
  });
}

/** Books a refund that could not be brought to the buyer: the money is back with the merchant. */
export function bookRefundFailure(core: Core, refund: Refund): BalanceTransaction {
  return book(core, {
    amount: settled(core, refund.amount),
    fee: 0,
    days: 0,
    source: refund.id,
    type: "refund_failure",
    category: "refund_failure",
    description: null,
  });
}

export function retrieveTransaction(core: Core, id: string): BalanceTransaction {
  const found = core.state.transactions.get(id);
  if (found === undefined) throw noSuch("balance transaction", id, "path");
  const status = found.available_on <= seconds(core) ? "available" : "pending";
  return { ...found, status };
}

/** Sums what is available and what is still on its way. Reads every transaction: a figure for people, not for loops. */
export function balance(core: Core): Record<string, unknown> {
  const now = seconds(core);
  let available = 0;
  let pending = 0;
  for (const transaction of core.state.transactions.values()) {
    if (transaction.available_on <= now) available += transaction.net;
    else pending += transaction.net;
  }
  const { currency } = core.settings.settlement;
  const entry = (amount: number) => [{ amount, currency, source_types: { card: amount } }];
  return { object: "balance", available: entry(available), livemode: false, pending: entry(pending) };
}

/** Fen to the settlement currency's smallest unit, rounded half up. */
function settled(core: Core, fen: number): number {
  return Math.round(fen * (core.settings.settlement.exchangeRate ?? 1));
}

interface Booking {
  readonly amount: number;
  readonly fee: number;
  readonly days: number;
  readonly source: string;
  readonly type: "charge" | "payment" | "refund" | "payment_refund" | "refund_failure";
  readonly category: string;
  readonly description: string | null;
}

function book(core: Core, booking: Booking): BalanceTransaction {
  const { settlement, idSource } = core.settings;
  const created = seconds(core);
  const { amount, fee } = booking;
  const transaction: BalanceTransaction = {
    id: idSource("txn_"),
    object: "balance_transaction",
    amount,
    available_on: created + booking.days * 86_400,
    balance_type: "payments",
    created,
    currency: settlement.currency,
    description: booking.description,
    exchange_rate: settlement.exchangeRate,
    fee,
    fee_details:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: null,
              currency: settlement.currency,
              description: "Stripe processing fees (invented by the sandbox)",
              type: "stripe_fee",
            },
          ],
    net: amount - fee,
    reporting_category: booking.category,
    source: booking.source,
    status: booking.days === 0 ? "available" : "pending",
    type: booking.type,
  };
  core.state.transactions.put(transaction);
  return transaction;
}
