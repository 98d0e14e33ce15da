import { notFound, type Visit } from "~/http/door.server";
import { readReceipts } from "~/http/receipts.server";
import { readNumber } from "~/kernel/ids";
import { buyerOrder, type FoundOrder } from "~/modules/ordering/index.server";

/**
 * The order, for who bought it: signed in as the buyer, or with a receipt from paying or from the look-up in this
 * browser. Undefined for everybody else, whether there is such an order or not.
 */
export async function ownOrder(visit: Visit, number: string): Promise<FoundOrder | undefined> {
  const { portal, request, viewer, locale } = visit;
  const order = await buyerOrder(portal.db, { number, locale });
  if (!order) return undefined;
  const isBuyer = viewer !== undefined && order.userId === viewer.userId;
  return isBuyer || readReceipts(request, portal).includes(order.paymentId) ? order : undefined;
}

/** The order's number in the address; thrown 404 for what is none. */
export function numberOf({ params }: Visit): string {
  const number = readNumber("order", params.number ?? "");
  if (number === undefined) throw notFound();
  return number;
}
