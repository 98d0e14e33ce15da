import { addMs, MINUTE_MS } from "~/kernel/clock";
import { cryptoRandom, type RandomBytes } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";
import { skusForOrdering } from "~/modules/catalog/index.server";
import { type CheckoutForm, lockSalesOfPayment } from "~/modules/ordering/index.server";
import { findPayment } from "~/modules/payments/index.server";
import { cancelOrder } from "~/workflows/cancel-order";
import { offerCart } from "~/workflows/cart-offer";
import { openCheckout, type PayPageWords } from "~/workflows/open-checkout";
import { placeOrder } from "~/workflows/place-order";
import { recordTouch } from "~/workflows/record-touch";
import { must } from "./must";
import type { Purchase } from "./purchases";
import type { Stage } from "./stage";

/** An order that was paid for, on its way through the desk. */
export interface PaidOrder {
  readonly orderId: string;
  readonly cooperativeId: string;
  readonly totalFen: bigint;
  readonly goodsFen: bigint;
  readonly purchase: Purchase;
}

/** Placed and with a pay page open. */
export interface PlacedPurchase {
  readonly purchase: Purchase;
  readonly paymentId: string;
  readonly sessionId: string;
}

/** On the way to the pay page and back, as the portal words it. */
function payPageWords(origin: string): PayPageWords {
  return {
    freightName: (locale) => (locale === "en" ? "Delivery" : locale === "zh-TW" ? "運費" : "运费"),
    returnUrls: (number) => ({
      successUrl: `${origin}/orders/${number}`,
      cancelUrl: `${origin}/orders/${number}`,
    }),
  };
}

/** A visit through the link if there was one, the checkout form, the pay page. */
export async function place(stage: Stage, purchase: Purchase): Promise<PlacedPurchase> {
  const { db } = stage;
  const { via, placedAt } = purchase;
  if (via !== null) {
    const code = stage.codeOf(via);
    must(
      await recordTouch({ db }, { code, visitorId: via.visitorId, now: via.touchedAt }),
      "following a link",
    );
  }
  const lines = purchase.lines.map(({ slug, sku, packs }) => ({ skuId: stage.skuId(slug, sku), packs }));
  const placed = await placeOrder(
    { db, regions: stage.regions, random: startingWith(purchase.numberBytes) },
    {
      lines,
      cartId: null,
      userId: purchase.buyer.signedIn ? stage.cast.userIds.buyer : null,
      visitorId: via?.visitorId ?? null,
      form: await fillForm(stage, purchase, lines),
      locale: purchase.buyer.locale,
      now: placedAt,
    },
  );
  const { paymentId } = must(placed, `a purchase of ${purchase.lines[0]?.slug}`);
  const words = payPageWords(stage.publicOrigin);
  const deps = { db, gateway: stage.gateway, words };
  must(await openCheckout(deps, { paymentId, now: placedAt }), "opening a pay page");
  const sessionId = (await findPayment(db, paymentId))?.sessionId;
  invariant(sessionId, "an opened payment has a session");
  return { purchase, paymentId, sessionId };
}

/** The seed's own bytes first, so that order numbers repeat; after them any others. */
function startingWith(bytes: Uint8Array): RandomBytes {
  let used = 0;
  return (length) => {
    const next = bytes.slice(used, used + length);
    used += length;
    return next.length === length ? next : cryptoRandom(length);
  };
}

async function fillForm(
  stage: Stage,
  { buyer, requestKey }: Purchase,
  lines: readonly { readonly skuId: string; readonly packs: number }[],
): Promise<CheckoutForm> {
  const skus = await skusForOrdering(
    stage.db,
    lines.map((line) => line.skuId),
  );
  const offer = offerCart(lines, skus, buyer.regionCode, () => true);
  invariant(offer.freightFen !== null, `parcels reach ${buyer.regionCode}`);
  const { recipient, phone, regionCode, street } = buyer;
  return {
    recipient,
    phone,
    regionCode,
    street,
    requestKey,
    note: "",
    terms: "on",
    shareWithSeller: "on",
    payAbroad: "on",
    freshNoReturn: "on",
    shownTotalFen: offer.goodsFen + offer.freightFen,
  };
}

/** What the buyer does on the pay page, if anything. */
export async function pay(stage: Stage, { purchase, sessionId }: PlacedPurchase): Promise<void> {
  const { fate, method } = purchase;
  if (fate === "lapsed" || fate === "closed") return;
  if (fate === "declined") await stage.sandbox.decline(sessionId, method);
  const paid = await stage.sandbox.pay(sessionId, method);
  invariant(!("refused" in paid), "the sandbox takes the payment");
}

/** The orders of a purchase; called once its payment has been told. */
export async function ordersOf(stage: Stage, placed: PlacedPurchase): Promise<PaidOrder[]> {
  const sales = await lockSalesOfPayment(stage.db, placed.paymentId);
  const { purchase } = placed;
  return sales.map((sale) => {
    const freight = sale.lines.flatMap((line) => line.legs).filter((leg) => leg.kind === "freight");
    const freightFen = freight.reduce((sum, leg) => sum + leg.fen, 0n);
    const { id: orderId, cooperativeId, totalFen } = sale;
    return { orderId, cooperativeId, totalFen, goodsFen: totalFen - freightFen, purchase };
  });
}

/** Minutes after which somebody thinks better of it. */
const SECOND_THOUGHTS = { closed: 12, cancelled: 45 } as const;

/**
 * The buyer takes the purchase back, before or after paying, unless that lies beyond `until`. True when nothing is
 * left to be packed: taken back, or never paid at all.
 */
export async function thinkAgain(
  stage: Stage,
  purchase: Purchase,
  orders: readonly PaidOrder[],
  until: Date,
): Promise<boolean> {
  const { fate } = purchase;
  if (fate === "lapsed") return true;
  if (fate !== "closed" && fate !== "cancelled") return false;
  const now = addMs(purchase.placedAt, SECOND_THOUGHTS[fate] * MINUTE_MS);
  if (now > until) return fate === "closed";
  const userId = purchase.buyer.signedIn ? stage.cast.userIds.buyer : null;
  for (const { orderId } of fate === "closed" ? orders.slice(0, 1) : orders) {
    const cancelled = await cancelOrder(stage, {
      orderId,
      by: "buyer" as const,
      cooperativeId: null,
      userId,
      note: "",
      now,
    });
    must(cancelled, "a buyer's cancellation");
  }
  return true;
}
