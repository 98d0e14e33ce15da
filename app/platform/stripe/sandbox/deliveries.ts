import Stripe from "stripe";
import type { Act, Core } from "./core";
import { renderEvent } from "./events";
import { shuffled } from "./seeded";
import type { Arrival, Delivery, StoredEvent } from "./types";

/** Brings one signed body to the endpoint and says what HTTP status came back. May throw: a broken connection. */
export type Send = (body: string, headers: Record<string, string>) => Promise<{ status: number }>;

/** One copy brought, or not: `status` is 0 for a broken connection. */
export interface DeliveryReport {
  readonly eventId: string;
  readonly type: string;
  readonly status: number;
}

export interface DeliverAllOptions {
  /** Copies of each event, whatever was chosen when it happened. */
  readonly repeat?: number;
  /** Seed for an order other than the one in which things happened. */
  readonly shuffle?: number;
  /** How many are under way at once; one after the other when left out. */
  readonly concurrently?: number;
  /** Events for which this says true never arrive, and are not tried again. */
  readonly lose?: (event: StoredEvent) => boolean;
}

/** Milliseconds between two events that travel out of order in the background. */
const REORDER_STEP = 200;
/** Background waits after the first, second … failure; the last is repeated. Stripe's own are hours. */
const RETRY_WAITS = [1_000, 5_000, 30_000, 120_000, 600_000];

/** Queues the news of everything that happened in an act. Call once, when the act is over. */
export function queueNews(core: Core, act: Act): void {
  const { state, settings } = core;
  const wanted = act.events.filter((event) => settings.enabledEvents.has(event.type));
  if (wanted.length === 0) return;
  const now = settings.now().getTime();
  const { arrival } = act;
  const order = arrival.kind === "reordered" ? shuffled(wanted, arrival.seed) : wanted;
  for (const [index, event] of order.entries()) {
    state.putDelivery({
      id: event.id,
      copies: arrival.kind === "repeated" ? arrival.times : 1,
      attempts: 0,
      dueAt: now + wait(arrival, index),
      state: arrival.kind === "lost" ? "lost" : "waiting",
      lastStatus: null,
    });
  }
  const ids = wanted.map((event) => event.id);
  for (const listener of core.onQueued) listener(ids);
}

function wait(arrival: Arrival, index: number): number {
  if (arrival.kind === "delayed") return arrival.milliseconds;
  return arrival.kind === "reordered" ? index * REORDER_STEP : 0;
}

/** Brings everything that waits, due or not, through `send`; for tests that stand in the same process. */
export async function deliverAll(
  core: Core,
  options: DeliverAllOptions,
  send: Send,
): Promise<DeliveryReport[]> {
  const waiting = [...core.state.waiting].flatMap((id) => core.state.events.get(id) ?? []);
  const found = waiting.filter((event) => {
    if (options.lose?.(event) !== true) return true;
    settle(core, event.id, { state: "lost" });
    return false;
  });
  const copies = found.flatMap((event) => {
    const times = options.repeat ?? core.state.deliveries.get(event.id)?.copies ?? 1;
    return Array.from({ length: times }, () => event);
  });
  const order = options.shuffle === undefined ? copies : shuffled(copies, options.shuffle);
  const reports: DeliveryReport[] = [];
  const queue = order[Symbol.iterator]();
  // The workers share one iterator, so each copy is taken by exactly one of them.
  const work = async () => {
    for (const event of queue) reports.push(await bring(core, event, send));
  };
  await Promise.all(Array.from({ length: Math.max(1, options.concurrently ?? 1) }, work));
  for (const event of found) {
    const statuses = reports.filter((report) => report.eventId === event.id).map((report) => report.status);
    recordAttempt(core, event.id, statuses);
  }
  await core.state.durable();
  return reports;
}

/** One attempt for one event, all its copies, in the background. Decides about the next attempt. */
export async function attemptDelivery(core: Core, id: string, send: Send): Promise<void> {
  const delivery = core.state.deliveries.get(id);
  const event = core.state.events.get(id);
  if (delivery?.state !== "waiting" || event === undefined) return;
  const reports = await Promise.all(Array.from({ length: delivery.copies }, () => bring(core, event, send)));
  recordAttempt(
    core,
    id,
    reports.map((report) => report.status),
  );
  await core.state.durable();
}

async function bring(core: Core, event: StoredEvent, send: Send): Promise<DeliveryReport> {
  // Stripe's bodies are indented, so a receiver that checks the signature over re-made JSON is found out here too.
  const body = JSON.stringify(renderEvent(core, event), null, 2);
  const signature = Stripe.webhooks.generateTestHeaderString({
    payload: body,
    secret: core.settings.webhookSecret,
    timestamp: Math.floor(core.settings.now().getTime() / 1000),
  });
  const report = { eventId: event.id, type: event.type };
  try {
    const { status } = await send(body, {
      "content-type": "application/json; charset=utf-8",
      "stripe-signature": signature,
      "user-agent": "Stripe/1.0 (sandbox of the portal, no money moves)",
    });
    return { ...report, status };
  } catch {
    return { ...report, status: 0 };
  }
}

/** As with Stripe, one good answer settles the matter, whatever the other copies met. */
function recordAttempt(core: Core, id: string, statuses: readonly number[]): void {
  const delivery = core.state.deliveries.get(id);
  if (delivery === undefined || statuses.length === 0) return;
  const good = statuses.find((status) => status >= 200 && status < 300);
  const attempts = delivery.attempts + 1;
  const lastStatus = good ?? statuses.at(-1) ?? 0;
  if (good !== undefined) {
    settle(core, id, { state: "delivered", attempts, lastStatus });
    return;
  }
  const pause = RETRY_WAITS[Math.min(attempts, RETRY_WAITS.length) - 1] ?? 0;
  settle(core, id, {
    state: attempts >= core.settings.mostAttempts ? "given_up" : "waiting",
    attempts,
    lastStatus,
    dueAt: core.settings.now().getTime() + pause,
  });
}

function settle(core: Core, id: string, change: Partial<Delivery>): void {
  const delivery = core.state.deliveries.get(id);
  if (delivery !== undefined) core.state.putDelivery({ ...delivery, ...change });
}
