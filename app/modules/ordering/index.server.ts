/** The ordering module for the server: carts, orders and what the screens show of them. */
export {
  type BuyerOrder,
  type BuyerOrderLeg,
  type BuyerOrderLine,
  type BuyerOrderSibling,
  buyerOrder,
  type FoundOrder,
  paymentOfLookup,
} from "./buyer-order.views.server";
export {
  type ListedOrder,
  MOST_LISTED_ORDERS,
  type OrdersOfBuyer,
  ordersOfBuyer,
  ordersOfPayments,
} from "./buyer-orders.views.server";
export {
  type CartEmpty,
  type CartFull,
  type CartLine,
  type CartView,
  type CartViewGroup,
  type CartViewLine,
  checkLines,
  joinLines,
  type KeptCartLine,
  MAX_CART_LINES,
  MAX_PACKS,
  mergeLines,
  type TooManyPacks,
} from "./cart";
export {
  addToCart,
  type CartChange,
  type CartRefusal,
  cartOfUser,
  countCart,
  hashCartToken,
  type KeptCart,
  openCart,
  readCart,
  removeFromCart,
  type SkuUnknown,
  setInCart,
  takeOverCart,
} from "./cart.store.server";
export type { CheckoutForm } from "./checkout.forms";
export { CONSENTS, CONSENTS_FOR_ALL, type ConsentCode } from "./checkout-terms";
export {
  type Affected,
  type ClaimAlreadyOpen,
  type ClaimAnswered,
  type ClaimGivenTooLarge,
  type ClaimNothingLeft,
  type ClaimReason,
  type ClaimState,
  type ClaimsOpen,
  type ClaimTooEarly,
  type ClaimTooLarge,
  type ClaimTooLate,
  type ClaimUnknown,
  checkClaimMove,
  checkClaimTime,
  checkGiven,
  claimAmount,
  MAX_CLAIMS_PER_LINE,
  type TooManyClaims,
} from "./claim";
export {
  type ClaimEnd,
  type ClaimToAnswer,
  claimToAnswer,
  endClaim,
  hasOpenClaims,
  insertClaim,
  isRefundOfClaim,
  type LineToClaim,
  lineToClaim,
  type NewClaim,
  type OpenClaim,
  replaceRefund,
} from "./claim.store.server";
export {
  claimsForDesk,
  claimsOfOrder,
  claimsWaiting,
  type LineOffered,
  linesToClaim,
  type ShownClaim,
} from "./claim.views.server";
export type { ClaimedShare, ClaimFigures } from "./claim-figures";
export { claimFigures } from "./claim-figures.views.server";
export { commissionOf, type PartlyRefunded, type WholeCommission } from "./commission.views.server";
export {
  type Address,
  type AddressedOrder,
  addressOfOrder,
  holdAddress,
  lockAddress,
  writeAddress,
} from "./correcting.store.server";
export { dealsBefore, type PaidDeal } from "./deals.views.server";
export {
  type DeskCursor,
  type DeskOrder,
  type DeskOrderLine,
  type DeskOrderPage,
  deskOrderCounts,
  deskOrders,
  deskTag,
  MOST_DESK_ORDERS,
} from "./desk-order.views.server";
export {
  type DeskDetailLine,
  type DeskMonth,
  type DeskOrderDetail,
  type DeskOrderEvent,
  deskMonth,
  deskOrder,
} from "./desk-order-page.views.server";
export {
  ARRIVES_WITHIN_DAYS,
  type DeskWaiting,
  deskWaiting,
} from "./desk-waiting.views.server";
export {
  type AnonymousOrder,
  anonymiseOrders,
  forgetCarts,
  type NamedOrder,
  ordersToForget,
} from "./forgetting.store.server";
export { type MoneyDue, moneyDue } from "./money-due.views.server";
export {
  type AddressTooLate,
  type Canceller,
  type CancelTooLate,
  type Consent,
  checkAddressOpen,
  checkMove,
  claimUntil,
  decideCancel,
  type NewOrder,
  type NewOrderLine,
  type OrderEventKind,
  type OrderNotInState,
  type OrderState,
  type OrderUnknown,
} from "./order";
export {
  addRefunded,
  dueForSettlement,
  extendLapse,
  findOrderForCancel,
  lockSale,
  lockSalesOfPayment,
  moveOrders,
  type NewOrderEvent,
  noteEvents,
  type OrderMove,
  paidSalesAfter,
  paymentsOfOrders,
  type Sale,
  type SaleLeg,
  type SaleLine,
} from "./order.store.server";
export {
  dropCarts,
  lockContacts,
  type OrderToClose,
  type OwnCartLine,
  type OwnClaim,
  type OwnOrder,
  ordersToClose,
  ownCarts,
  ownOrders,
  touchesOfBuyer,
} from "./own-data.store.server";
export { type PayableOrders, type PayItem, payableOrders } from "./payable.store.server";
export { placeOrders } from "./placing.store.server";
export type { ComparedFigures, SalesFigures, SalesScope } from "./sales-figures";
export { salesFigures } from "./sales-figures.views.server";
export {
  type FailedRefunds,
  failedRefunds,
  type StuckRefund,
  stuckRefunds,
} from "./stuck-refund.views.server";
