import type { HttpHandler } from "msw";
import {
  ACCOUNT_API_VERSION,
  type Act,
  type Core,
  INVENTED_SETTLEMENT,
  randomId,
  type Settlement,
} from "./core";
import {
  attemptDelivery,
  type DeliverAllOptions,
  type DeliveryReport,
  deliverAll,
  queueNews,
  type Send,
} from "./deliveries";
import { USUAL_EVENTS } from "./events";
import { stripeHandlers } from "./handlers";
import { decline, type PayOutcome, pay, payLater, settleLater } from "./paying";
import { settleRefund } from "./refunds";
import { expireDue } from "./sessions";
import { SandboxState } from "./state";
import type { SandboxStore } from "./store";
import { type Trouble, Troubles } from "./troubles";
import type {
  Arrival,
  Delivery,
  EventType,
  PaymentMethod,
  Refund,
  RefundOutcome,
  Session,
  SessionLines,
  StoredEvent,
} from "./types";

export interface StripeSandboxOptions {
  readonly now: () => Date;
  /** Shared with the portal's webhook door, `whsec_…`. */
  readonly webhookSecret: string;
  /** Origin of the hosted pay page, such as `http://127.0.0.1:4010`, without a slash at the end. */
  readonly payPageOrigin: string;
  /** Makes ids; must never give the same one twice. Random by default. */
  readonly idSource?: (prefix: string) => string;
  /** The only key accepted; without it every key is, except live ones. */
  readonly secretKey?: string;
  /** Where state outlives the process; without it nothing does, and nothing is spent on it. */
  readonly store?: SandboxStore;
  readonly settlement?: Settlement;
  /** Smallest total of a session in fen. Stripe's own depends on the settlement currency (4 HKD, for one); 400 here. */
  readonly minimumTotalFen?: number;
  /** Events the endpoint subscribed to. */
  readonly enabledEvents?: readonly EventType[];
  /** Attempts before the sandbox gives up on an event; 6 by default. */
  readonly mostAttempts?: number;
}

/** A Stripe account in a box: its API as handlers, its buyers and its clock as verbs. */
export interface StripeSandbox {
  /** For `setupServer(...handlers)`: everything under https://api.stripe.com/v1. */
  readonly handlers: HttpHandler[];
  /** The hosted page's view of a session; undefined for a stranger. Expires it first if its time has come. */
  viewSession(id: string): { readonly session: Session; readonly lines: SessionLines } | undefined;
  /** The buyer pays and the money is there at once. */
  pay(id: string, method: PaymentMethod, arrival?: Arrival): Promise<PayOutcome>;
  /** The buyer's bank refuses; the session stays open. */
  decline(id: string, method: PaymentMethod, arrival?: Arrival): Promise<PayOutcome>;
  /** The session completes while the money is still on its way. */
  payLater(id: string, method: PaymentMethod, arrival?: Arrival): Promise<PayOutcome>;
  /** That money arrives, or fails to. */
  settleLater(id: string, arrived: boolean, arrival?: Arrival): Promise<PayOutcome>;
  /** What becomes of the coming refunds, in turn; the last entry stays in force. */
  planRefunds(...outcomes: RefundOutcome[]): void;
  /** A pending refund reaches the buyer or fails; undefined when it is not pending. */
  settleRefund(id: string, reached: boolean, arrival?: Arrival): Promise<Refund | undefined>;
  /** Expires what is due by the clock; returns how many. The API and the pay page do this by themselves. */
  tick(): Promise<number>;
  /** How news travels from now on, unless a verb says otherwise. */
  setArrival(arrival: Arrival): void;
  /** Brings everything that waits; in the same process. */
  deliverAll(options: DeliverAllOptions, send: Send): Promise<DeliveryReport[]>;
  /** One background attempt for one event. */
  attemptDelivery(eventId: string, send: Send): Promise<void>;
  /** News still to be brought, oldest first. */
  waiting(): readonly Delivery[];
  delivery(eventId: string): Delivery | undefined;
  /** Calls back whenever news is queued; returns the way to stop that. */
  onQueued(listener: (eventIds: readonly string[]) => void): () => void;
  /** All events told so far, oldest first. */
  events(): readonly StoredEvent[];
  /** The next `count` API requests meet trouble, only those to `path` (such as `/refunds`) when given. */
  failNext(count: number, trouble: Trouble, path?: string): void;
  /** A share of all API requests meets trouble from now on; the seed decides which. */
  failSome(share: number, trouble: Trouble, seed: number): void;
  /** Ends all troubles. */
  calm(): void;
  /** Resolves once everything is safe and the store is closed. */
  close(): Promise<void>;
}

/** Opens a sandbox on its store. Resolves once the state of the last run is back. */
export async function createStripeSandbox(options: StripeSandboxOptions): Promise<StripeSandbox> {
  const state = new SandboxState(options.store);
  await state.load();
  const core: Core = {
    settings: {
      now: options.now,
      idSource: options.idSource ?? randomId,
      webhookSecret: options.webhookSecret,
      payPageOrigin: options.payPageOrigin,
      secretKey: options.secretKey,
      settlement: options.settlement ?? INVENTED_SETTLEMENT,
      minimumTotalFen: options.minimumTotalFen ?? 400,
      enabledEvents: new Set(options.enabledEvents ?? USUAL_EVENTS),
      mostAttempts: options.mostAttempts ?? 6,
    },
    state,
    arrival: { kind: "normal" },
    refundOutcomes: [],
    onQueued: new Set(),
  };
  return verbs(core, new Troubles());
}

function verbs(core: Core, troubles: Troubles): StripeSandbox {
  const { state } = core;
  /** Runs what somebody other than the API does: the clock first, then the deed, then the news, then safety. */
  const act = async <T>(arrival: Arrival | undefined, deed: (act: Act) => T): Promise<T> => {
    const now = newAct(arrival ?? core.arrival);
    expireDue(core, now);
    const result = deed(now);
    queueNews(core, now);
    await state.durable();
    return result;
  };
  return {
    handlers: stripeHandlers(core, troubles),
    viewSession: (id) => {
      const clock = newAct(core.arrival);
      if (expireDue(core, clock) > 0) queueNews(core, clock);
      const session = state.sessions.get(id);
      const lines = state.lines.get(id);
      return session === undefined || lines === undefined ? undefined : { session, lines };
    },
    pay: (id, method, arrival) => act(arrival, (now) => pay(core, now, id, method)),
    decline: (id, method, arrival) => act(arrival, (now) => decline(core, now, id, method)),
    payLater: (id, method, arrival) => act(arrival, (now) => payLater(core, now, id, method)),
    settleLater: (id, arrived, arrival) => act(arrival, (now) => settleLater(core, now, id, arrived)),
    planRefunds: (...outcomes) => {
      core.refundOutcomes = outcomes;
    },
    settleRefund: (id, reached, arrival) => act(arrival, (now) => settleRefund(core, now, id, reached)),
    tick: async () => {
      const clock = newAct(core.arrival);
      const expired = expireDue(core, clock);
      queueNews(core, clock);
      await state.durable();
      return expired;
    },
    setArrival: (arrival) => {
      core.arrival = arrival;
    },
    deliverAll: (how, send) => deliverAll(core, how, send),
    attemptDelivery: (eventId, send) => attemptDelivery(core, eventId, send),
    waiting: () => [...state.waiting].flatMap((id) => state.deliveries.get(id) ?? []),
    delivery: (eventId) => state.deliveries.get(eventId),
    onQueued: (listener) => {
      core.onQueued.add(listener);
      return () => core.onQueued.delete(listener);
    },
    events: () => [...state.events.values()],
    failNext: (count, trouble, path) => troubles.next(count, trouble, path),
    failSome: (share, trouble, seed) => troubles.some(share, trouble, seed),
    calm: () => troubles.clear(),
    close: () => state.close(),
  };
}

function newAct(arrival: Arrival): Act {
  return {
    request: { id: null, idempotency_key: null },
    apiVersion: ACCOUNT_API_VERSION,
    arrival,
    events: [],
  };
}
