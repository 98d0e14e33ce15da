/** The payments module for the server: payments, refunds and the archive of what Stripe told. */

export { emptyWebhooks } from "./forgetting.store.server";
export {
  HOLD_GRACE_MS,
  MAX_OPEN_ATTEMPTS,
  openingKey,
  PAY_PAGE_MS,
  type PaymentClosed,
  type PaymentState,
  type PaymentUnknown,
  type RequestReused,
} from "./payment";
export {
  beginNextAttempt,
  findPayment,
  insertPayment,
  markEnded,
  markOpened,
  markPaid,
  type NewPayment,
  type PaidNews,
  type Payment,
  paymentOfRequest,
  requestHash,
  undecidedPayments,
} from "./payment.store.server";
export {
  MAX_REFUNDS_PER_RUN,
  REFUND_REASONS,
  type RefundNotFailed,
  type RefundReason,
  type RefundState,
  type RefundTooLarge,
  type RefundUnknown,
  refundKey,
} from "./refund";
export {
  findRefund,
  insertRefund,
  moveRefund,
  type NewRefund,
  type Refund,
  type RefundNews,
  type RefundToSubmit,
  refundsOfOrders,
  refundsToSubmit,
  unfinishedRefunds,
  wasSentAgain,
} from "./refund.store.server";
export { markProcessed, type ReceivedEvent, storeEvent } from "./webhook.store.server";
