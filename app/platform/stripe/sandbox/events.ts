import { ACCOUNT_API_VERSION, type Act, type Core, seconds } from "./core";
import { noSuch } from "./errors";
import { boolean, list, optional, text } from "./params";
import type { ApiObject, EventType, StoredEvent } from "./types";

/** What a webhook endpoint of the portal would subscribe to; everything else is only listed under /v1/events. */
export const USUAL_EVENTS: readonly EventType[] = [
  "checkout.session.completed",
  "checkout.session.expired",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "payment_intent.succeeded",
  "payment_intent.payment_failed",
  "charge.refunded",
  "refund.created",
  "refund.updated",
  "refund.failed",
];

/** How long Stripe keeps events. */
export const EVENT_DAYS = 30;

export const eventFilters = {
  type: optional(text()),
  types: optional(list(text(), { min: 1, max: 20 })),
  delivery_success: optional(boolean()),
};
type EventFilters = { [K in keyof typeof eventFilters]: ReturnType<(typeof eventFilters)[K]> };

/** Records that something happened to an object; the news leaves when the act is over. */
export function tell(
  core: Core,
  act: Act,
  type: EventType,
  object: ApiObject,
  previous?: Record<string, unknown>,
): void {
  const event: StoredEvent = {
    id: core.settings.idSource("evt_"),
    object: "event",
    // An event keeps the account's version, whatever version the causing request spoke.
    api_version: ACCOUNT_API_VERSION,
    created: seconds(core),
    data: previous === undefined ? { object } : { object, previous_attributes: previous },
    livemode: false,
    request: act.request,
    type,
  };
  core.state.events.put(event);
  act.events.push(event);
}

/** The event as the API and the endpoint see it. */
export function renderEvent(core: Core, event: StoredEvent): Record<string, unknown> {
  const pending = core.state.deliveries.get(event.id)?.state === "waiting" ? 1 : 0;
  return { ...event, pending_webhooks: pending };
}

export function retrieveEvent(core: Core, id: string): Record<string, unknown> {
  const event = core.state.events.get(id);
  if (event === undefined || event.created < oldestSecond(core)) throw noSuch("event", id, "path");
  return renderEvent(core, event);
}

/** Events from before this second are no longer given out. */
export function oldestSecond(core: Core): number {
  return seconds(core) - EVENT_DAYS * 86_400;
}

/** Whether an event passes the list's filters. An event nobody subscribed to was never undelivered. */
export function eventMatches(core: Core, filters: EventFilters): (event: StoredEvent) => boolean {
  const { type, types, delivery_success: success } = filters;
  return (event) => {
    if (type !== undefined && !named(event, type)) return false;
    if (types !== undefined && !types.some((wanted) => named(event, wanted))) return false;
    if (success === undefined) return true;
    const delivery = core.state.deliveries.get(event.id);
    return success === (delivery === undefined || delivery.state === "delivered");
  };
}

/** A filter may end in `*`: `checkout.session.*`. */
function named(event: StoredEvent, wanted: string): boolean {
  return wanted.endsWith("*") ? event.type.startsWith(wanted.slice(0, -1)) : event.type === wanted;
}
