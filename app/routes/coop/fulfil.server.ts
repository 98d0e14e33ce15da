import { z } from "zod";
import { notFound, type StaffVisit } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { readNumber } from "~/kernel/ids";
import { shipOrderForm } from "~/modules/ordering/checkout.forms";
import { type DeskOrderDetail, deskOrder } from "~/modules/ordering/index.server";
import { type FulfilIntent, isFulfilIntent } from "~/ui/desk/fulfil-intent";
import { deliverOrder } from "~/workflows/deliver-order";
import { packOrder } from "~/workflows/pack-order";
import { shipOrder } from "~/workflows/ship-order";

const askedForm = z.object({ intent: z.string().refine(isFulfilIntent), number: z.string() });

/** Which step a form of the desk asks for, and of which of the cooperative's orders. */
export async function readFulfilment(
  visit: StaffVisit,
): Promise<{ readonly intent: FulfilIntent; readonly order: DeskOrderDetail }> {
  const asked = askedForm.safeParse(Object.fromEntries(await visit.request.clone().formData()));
  if (!asked.success) throw new Response(null, { status: 400 });
  return { intent: asked.data.intent as FulfilIntent, order: await orderOf(visit, asked.data.number) };
}

/**
 * An order of the desk's cooperative by its number; a number of another one's is not found. The buyer is masked but in
 * orders that the visitor `looked` at (by number).
 */
export async function orderOf(
  { portal, locale, organisationId }: StaffVisit,
  typed: string,
  looked: ReadonlyMap<string, unknown> = new Map(),
): Promise<DeskOrderDetail> {
  const number = readNumber("order", typed);
  const order =
    number &&
    (await deskOrder(portal.db, {
      cooperativeId: organisationId,
      number,
      locale,
      shown: looked.has(number),
    }));
  if (!order) throw notFound();
  return order;
}

/** Packs, ships or marks delivered. The same step a second time changes nothing. */
export async function fulfil(visit: StaffVisit, intent: FulfilIntent, orderId: string) {
  const { request, portal, viewer, now, organisationId } = visit;
  const act = { orderId, cooperativeId: organisationId, userId: viewer.userId, now };
  if (intent === "pack") return packOrder(portal, act);
  if (intent === "deliver") return deliverOrder(portal, act);
  const form = await readForm(request, shipOrderForm);
  return form.ok ? shipOrder(portal, { ...act, ...form.value }) : form;
}
