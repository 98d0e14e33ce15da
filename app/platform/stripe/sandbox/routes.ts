import type { Act, Core } from "./core";
import { eventFilters, eventMatches, oldestSecond, renderEvent, retrieveEvent } from "./events";
import type { FormHash } from "./form-decoding";
import { retrieveCharge, retrieveIntent } from "./intents";
import { fewRecords, listReply, pageThrough, readListParams } from "./listing";
import { optional, readParams, text, unplayedAll } from "./params";
import { createRefund, retrieveRefund } from "./refunds";
import { onlyExpand, sessionFilters } from "./session-params";
import { createSession, expireSession, retrieveSession } from "./sessions";
import { balance, retrieveTransaction } from "./settlement";

/** A request that found its route: `id` from the path, "" where there is none. */
export interface Call {
  readonly core: Core;
  readonly act: Act;
  readonly id: string;
  readonly form: FormHash;
}

export interface Route {
  readonly method: "get" | "post";
  /** Path after `/v1`, in the notation of MSW. */
  readonly path: string;
  /** For writes, the kind of object that comes back: its expansions are checked before anything is written. */
  readonly gives?: string;
  /** Returns the object to answer with, unexpanded; throws StripeRefusal. */
  readonly run: (call: Call) => Record<string, unknown>;
}

/** Every address the sandbox answers, the busiest first: MSW tries them one by one. */
export const routes: readonly Route[] = [
  post("/checkout/sessions", "checkout.session", ({ core, act, form }) => createSession(core, act, form)),
  get("/checkout/sessions/:id", ({ core, id }) => retrieveSession(core, id)),
  get("/payment_intents/:id", ({ core, id }) => retrieveIntent(core, id)),
  post("/refunds", "refund", ({ core, act, form }) => createRefund(core, act, form)),
  get("/refunds/:id", ({ core, id }) => retrieveRefund(core, id)),
  { method: "get", path: "/events", run: listEvents },
  get("/events/:id", ({ core, id }) => retrieveEvent(core, id)),
  post("/checkout/sessions/:id/expire", "checkout.session", ({ core, act, id, form }) => {
    readParams(onlyExpand, form);
    return expireSession(core, act, id);
  }),
  { method: "get", path: "/checkout/sessions", run: listSessions },
  { method: "get", path: "/checkout/sessions/:id/line_items", run: listLineItems },
  { method: "get", path: "/payment_intents", run: listIntents },
  { method: "get", path: "/refunds", run: listRefunds },
  get("/charges/:id", ({ core, id }) => retrieveCharge(core, id)),
  get("/balance_transactions/:id", ({ core, id }) => retrieveTransaction(core, id)),
  { method: "get", path: "/balance_transactions", run: listTransactions },
  get("/balance", ({ core }) => balance(core)),
];

/** A read that takes no parameter but `expand`. */
function get(path: string, run: Route["run"]): Route {
  return {
    method: "get",
    path,
    run: (call) => {
      readParams(onlyExpand, call.form);
      return run(call);
    },
  };
}

function post(path: string, gives: string, run: Route["run"]): Route {
  return { method: "post", path, gives, run };
}

function listEvents({ core, form }: Call) {
  const params = readListParams(eventFilters, form);
  const recent = { ...params.created, gte: Math.max(params.created?.gte ?? 0, oldestSecond(core)) };
  const matches = eventMatches(core, params);
  const page = pageThrough(core.state.events, { ...params, created: recent }, "event", matches);
  const data = page.records.map((event) => renderEvent(core, event));
  return listReply("/v1/events", data, page.hasMore);
}

function listSessions({ core, form }: Call) {
  const params = readListParams(sessionFilters, form);
  const { payment_intent: intent, status } = params;
  const source =
    intent === undefined
      ? core.state.sessions
      : fewRecords([core.state.sessionOf(intent)].filter((session) => session !== undefined));
  const page = pageThrough(
    source,
    params,
    "checkout.session",
    (session) => status === undefined || session.status === status,
  );
  return listReply("/v1/checkout/sessions", page.records, page.hasMore);
}

function listLineItems({ core, id, form }: Call) {
  const params = readListParams({}, form);
  const { created } = retrieveSession(core, id);
  // Line items come in the order of the cart, which for the pager is "newest first".
  const items = (core.state.lines.get(id)?.items ?? []).map((item) => ({ ...item, created })).reverse();
  const page = pageThrough(fewRecords(items), params, "line_item", () => true);
  const data = page.records.map(({ created: _, ...item }) => item);
  return listReply(`/v1/checkout/sessions/${id}/line_items`, data, page.hasMore);
}

function listIntents({ core, form }: Call) {
  const params = readListParams(unplayedAll("customer", "customer_account"), form);
  const page = pageThrough(core.state.intents, params, "payment_intent", () => true);
  return listReply("/v1/payment_intents", page.records, page.hasMore);
}

function listRefunds({ core, form }: Call) {
  const params = readListParams({ charge: optional(text()), payment_intent: optional(text()) }, form);
  const { charge: given, payment_intent: intent } = params;
  const charge = given ?? (intent === undefined ? undefined : core.state.intents.get(intent)?.latest_charge);
  const source =
    given === undefined && intent === undefined
      ? core.state.refunds
      : fewRecords(core.state.refundsOf(charge ?? ""));
  const page = pageThrough(source, params, "refund", () => true);
  return listReply("/v1/refunds", page.records, page.hasMore);
}

function listTransactions({ core, form }: Call) {
  const filters = { source: optional(text()), type: optional(text()), ...unplayedAll("currency", "payout") };
  const params = readListParams(filters, form);
  const page = pageThrough(
    core.state.transactions,
    params,
    "balance transaction",
    (one) =>
      (params.source === undefined || one.source === params.source) &&
      (params.type === undefined || one.type === params.type),
  );
  const data = page.records.map(({ id }) => retrieveTransaction(core, id));
  return listReply("/v1/balance_transactions", data, page.hasMore);
}
