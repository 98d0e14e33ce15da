import { addMs } from "~/kernel/clock";
import { newId, type RandomBytes } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";
import { type Fen, sumFen } from "~/kernel/money";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { Locale } from "~/kernel/text";
import {
  holdStock,
  type OutOfStock,
  productsWithLowStock,
  type RegionNotServed,
  skusForOrdering,
} from "~/modules/catalog/index.server";
import {
  type CartEmpty,
  type CartFull,
  type CartLine,
  type CheckoutForm,
  checkLines,
  joinLines,
  placeOrders,
  type TooManyPacks,
} from "~/modules/ordering/index.server";
import {
  insertPayment,
  PAY_PAGE_MS,
  paymentOfRequest,
  type RequestReused,
  requestHash,
} from "~/modules/payments/index.server";
import {
  type PlanBelowZero,
  type TouchOfLink,
  touchesOfVisitor,
  winningTouch,
} from "~/modules/sharing/index.server";
import type { Db } from "~/platform/db/db.server";
import type { Regions } from "~/platform/regions.server";
import { type CartOffer, holdsFresh, offerCart } from "./cart-offer";
import { type DraftedOrders, draftOrders } from "./draft-orders";
import { type EndedMeanwhile, unlessEnded } from "./unless-ended";

export interface PlaceOrderDeps {
  readonly db: Db;
  readonly regions: Pick<Regions, "regionByCode">;
  readonly random: RandomBytes;
}

export interface PlaceOrder {
  readonly lines: readonly CartLine[];
  /** The cart the lines come from, to be emptied of them; null for a purchase past the cart. */
  readonly cartId: string | null;
  readonly userId: string | null;
  readonly visitorId: string | null;
  readonly form: CheckoutForm;
  readonly locale: Locale;
  readonly now: Date;
}

export interface PlacedOrders {
  readonly paymentId: string;
  /** The same form was sent before; nothing new was bought. */
  readonly repeated: boolean;
}

/** No parcel can be addressed there. */
export interface RegionUnknown extends Refusal<"RegionUnknown"> {}
/** Taken off sale since it was put in the cart. */
export interface NotOnSale extends Refusal<"NotOnSale"> {
  readonly skuIds: readonly string[];
}
/** Prices or freight have changed since the form was drawn; the buyer looks again. */
export interface PriceChanged extends Refusal<"PriceChanged"> {
  readonly totalFen: Fen;
}
/** Fresh goods are in the cart and the buyer has not confirmed that they cannot be returned without reason. */
export interface ConsentMissing extends Refusal<"ConsentMissing"> {
  readonly consent: "freshNoReturn";
}

export type PlaceOrderRefusal =
  | CartEmpty
  | CartFull
  | TooManyPacks
  | RegionUnknown
  | RegionNotServed
  | NotOnSale
  | OutOfStock
  | PriceChanged
  | ConsentMissing
  | PlanBelowZero
  | RequestReused
  | EndedMeanwhile;

/**
 * Turns a cart into one order per cooperative, all waiting for one payment, with the stock held for them. Price,
 * freight, share plan and winning touch are frozen on the lines. The same form sent twice gives the first result,
 * whatever has become of cart and stock since. Nothing is charged here: `openCheckout` follows.
 */
export async function placeOrder(
  deps: PlaceOrderDeps,
  input: PlaceOrder,
): Promise<Result<PlacedOrders, PlaceOrderRefusal>> {
  const placed = await tryToPlace(deps, input);
  // A host or a cooperative closed since the cart was looked at. Looked at once more, it says so itself: the sale is
  // without its host, or the goods are off sale.
  return !placed.ok && placed.refusal.code === "OrganisationClosed" ? tryToPlace(deps, input) : placed;
}

async function tryToPlace(
  deps: PlaceOrderDeps,
  input: PlaceOrder,
): Promise<Result<PlacedOrders, PlaceOrderRefusal>> {
  const hash = requestHash(contentOf(input));
  const decided = await decide(deps, input);
  // Looked up only when something is in the way, because that may be the first sending of this very form.
  if (!decided.ok) return (await earlierResult(deps.db, input, hash)) ?? decided;
  const { orders, holds } = decided.value;
  const [first] = orders;
  invariant(first, "a cart with lines makes at least one order");

  const placing = deps.db.transaction(async (tx): Promise<Result<void, OutOfStock | RequestReused>> => {
    // Side by side: sent together, in this order, and taken back together when the form was sent before or a pack is
    // missing. The stock comes last, so that its rows, which other buyers want too, are locked for as short as can be.
    const [fresh, , held] = await Promise.all([
      insertPayment(tx, {
        id: first.paymentId,
        requestKey: input.form.requestKey,
        requestHash: hash,
        amountFen: sumFen(orders.map((order) => order.totalFen)),
        createdAt: input.now,
        expiresAt: addMs(input.now, PAY_PAGE_MS),
      }),
      placeOrders(
        tx,
        orders,
        orders.map(() => newId(input.now)),
        input.cartId,
      ),
      holdStock(tx, holds, first.lapsesAt),
    ]);
    if (!fresh) return refuse({ code: "RequestReused" });
    if (!held.ok) return held;
    await tx.dropPages(productsWithLowStock(held.value).map((id) => `product:${id}`));
    return ok();
  });
  const placed = await unlessEnded(placing);
  if (placed.ok) return ok({ paymentId: first.paymentId, repeated: false });
  return (await earlierResult(deps.db, input, hash)) ?? placed;
}

/** What the buyer said, apart from the cart, which the first sending may have emptied. */
function contentOf({ form, locale, userId }: PlaceOrder): string {
  const { requestKey: _requestKey, shownTotalFen, ...rest } = form;
  return JSON.stringify([rest, shownTotalFen.toString(), locale, userId]);
}

async function earlierResult(
  db: Db,
  input: PlaceOrder,
  hash: Uint8Array,
): Promise<Result<PlacedOrders, RequestReused> | undefined> {
  const earlier = await paymentOfRequest(db, input.form.requestKey, hash);
  if (!earlier) return undefined;
  if (!earlier.same) return refuse({ code: "RequestReused" });
  return ok({ paymentId: earlier.payment.id, repeated: true });
}

async function decide(
  { db, regions, random }: PlaceOrderDeps,
  input: PlaceOrder,
): Promise<Result<DraftedOrders, PlaceOrderRefusal>> {
  const { form, userId, now } = input;
  const lines = joinLines(input.lines);
  const checked = checkLines(lines);
  if (!checked.ok) return checked;
  const region = regions.regionByCode(form.regionCode);
  if (!region?.deliverable) return refuse({ code: "RegionUnknown" });
  const [skus, touches] = await Promise.all([
    skusForOrdering(
      db,
      lines.map((line) => line.skuId),
    ),
    input.visitorId === null ? [] : touchesOfVisitor(db, input.visitorId, now),
  ]);
  const winners = new Map<string, TouchOfLink | undefined>();
  for (const sku of skus.values()) winners.set(sku.productId, winningTouch(touches, sku, userId, now));
  const offer = offerCart(
    lines,
    skus,
    form.regionCode,
    (sku) => (winners.get(sku.productId)?.sessionId ?? null) !== null,
  );
  const accepted = acceptOffer(offer, form);
  if (!accepted.ok) return accepted;
  return draftOrders(
    offer,
    winners,
    { form, region: region.name, userId, locale: input.locale, now },
    random,
  );
}

/** Whether the offer may be charged as it is. */
function acceptOffer(
  offer: CartOffer,
  form: CheckoutForm,
): Result<void, NotOnSale | OutOfStock | RegionNotServed | PriceChanged | ConsentMissing> {
  const lines = offer.groups.flatMap((group) => group.lines);
  const skuIdsWith = (trouble: string) =>
    lines.filter((line) => line.trouble === trouble).map((line) => line.sku.skuId);
  const offSale = [...offer.unknownSkuIds, ...skuIdsWith("offSale")];
  if (offSale.length > 0) return refuse({ code: "NotOnSale", skuIds: offSale });
  const short = lines.filter((line) => line.trouble === "soldOut" || line.trouble === "tooFew");
  if (short.length > 0) {
    const skus = short.map((line) => ({ skuId: line.sku.skuId, wanted: line.packs, left: line.available }));
    return refuse({ code: "OutOfStock", skus });
  }
  const notSent = skuIdsWith("notSentHere");
  if (notSent.length > 0) return refuse({ code: "RegionNotServed", skuIds: notSent });
  invariant(offer.freightFen !== null, "freight is known for a region that is served");
  const totalFen = offer.goodsFen + offer.freightFen;
  if (totalFen !== form.shownTotalFen) return refuse({ code: "PriceChanged", totalFen });
  if (holdsFresh(offer) && !form.freshNoReturn) {
    return refuse({ code: "ConsentMissing", consent: "freshNoReturn" });
  }
  return ok();
}
