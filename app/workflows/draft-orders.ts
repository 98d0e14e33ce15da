import { addMs } from "~/kernel/clock";
import { newId, newNumber, type RandomBytes } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";
import { ok, type Result } from "~/kernel/result";
import type { Locale, LocalizedText } from "~/kernel/text";
import type { WantedHold } from "~/modules/catalog/index.server";
import {
  type CheckoutForm,
  CONSENTS,
  CONSENTS_FOR_ALL,
  type NewOrder,
} from "~/modules/ordering/index.server";
import { HOLD_GRACE_MS, PAY_PAGE_MS } from "~/modules/payments/index.server";
import type { PlanBelowZero, TouchOfLink } from "~/modules/sharing/index.server";
import type { CartOffer, OfferedGroup } from "./cart-offer";
import { draftLine } from "./draft-line";

/** Who buys, where it goes and when: the same for all orders of one checkout. */
export interface Checkout {
  readonly form: CheckoutForm;
  readonly region: LocalizedText;
  readonly userId: string | null;
  readonly locale: Locale;
  readonly now: Date;
}

export interface DraftedOrders {
  readonly orders: readonly NewOrder[];
  readonly holds: readonly WantedHold[];
}

/** One order per cooperative and shipping time of an accepted offer, all under one payment, and the stock they need. */
export function draftOrders(
  offer: CartOffer,
  winners: ReadonlyMap<string, TouchOfLink | undefined>,
  checkout: Checkout,
  random: RandomBytes,
): Result<DraftedOrders, PlanBelowZero> {
  const shared = sharedParts(checkout);
  const orders: NewOrder[] = [];
  const holds: WantedHold[] = [];
  for (const group of offer.groups) {
    const id = newId(checkout.now);
    const lines: NewOrder["lines"][number][] = [];
    for (const [index, offered] of group.lines.entries()) {
      const place = { orderId: id, position: index + 1, now: checkout.now };
      const drafted = draftLine(offered, winners.get(offered.sku.productId), place);
      if (!drafted.ok) return drafted;
      lines.push(drafted.value.line);
      holds.push(drafted.value.hold);
    }
    orders.push({ ...shared, ...sums(group, lines), id, number: newNumber("order", random), lines });
  }
  return ok({ orders, holds });
}

function sums(group: OfferedGroup, lines: NewOrder["lines"]) {
  const { cooperativeId, ships, goodsFen, freightFen } = group;
  invariant(freightFen !== null, "freight is known for an accepted offer");
  const grams = lines.reduce((sum, line) => sum + line.netGrams * BigInt(line.packs), 0n);
  const window = { shipsFrom: ships?.from ?? null, shipsUntil: ships?.until ?? null };
  return { cooperativeId, ...window, goodsFen, freightFen, totalFen: goodsFen + freightFen, grams };
}

function sharedParts({ form, region, userId, locale, now }: Checkout) {
  const { recipient, phone, regionCode, street, note, freshNoReturn } = form;
  const codes = [...CONSENTS_FOR_ALL, ...(freshNoReturn ? (["freshNoReturn"] as const) : [])];
  return {
    paymentId: newId(now),
    userId,
    recipient,
    phone,
    regionCode,
    region,
    street,
    note,
    locale,
    consents: codes.map((code) => ({ code, version: CONSENTS[code] })),
    placedAt: now,
    lapsesAt: addMs(now, PAY_PAGE_MS + HOLD_GRACE_MS),
  };
}
