import { type Act, apiVersionOf, type Core } from "./core";
import { queueNews } from "./deliveries";
import { type StripeErrorBody, StripeRefusal } from "./errors";
import { checkExpansions, expand } from "./expand";
import { decodeForm, type FormHash } from "./form-decoding";
import { checkKey, fingerprint, savedReply, saveReply } from "./idempotency";
import type { Route } from "./routes";
import { expireDue } from "./sessions";
import type { Trouble, Troubles } from "./troubles";

/** A request to the API, whatever carried it. */
export interface ApiRequest {
  readonly method: string;
  /** After `/v1`, ids filled in. */
  readonly path: string;
  /** The query of a GET, the body of a POST. */
  readonly form: string;
  readonly header: (name: string) => string | null;
}

/** An answer, or `broken`: the connection ends without one. */
export type ApiReply =
  | { readonly status: number; readonly headers: Record<string, string>; readonly body: string }
  | "broken";

/** An answer as it is kept under an idempotency key. */
interface Kept {
  readonly status: number;
  readonly body: string;
}
/** The answer with the headers that only this sending of it carries. */
interface Sent extends Kept {
  readonly extra: Record<string, string>;
}

/** One request on its way through: where it leads, and what was ordered to befall it. */
interface Exchange {
  readonly core: Core;
  readonly route: Route;
  readonly request: ApiRequest;
  readonly id: string;
  readonly trouble: Trouble | undefined;
}

/**
 * Answers one request.
 * @param route undefined when the path leads nowhere
 * @param id the id in the path, "" where there is none
 */
export async function answer(
  core: Core,
  troubles: Troubles,
  route: Route | undefined,
  request: ApiRequest,
  id: string,
): Promise<ApiReply> {
  const requestId = core.settings.idSource("req_");
  const trouble = troubles.take(request.path);
  if (trouble?.kind === "unreachable") return "broken";
  const sent = respond(core, route, request, id, requestId, trouble);
  await core.state.durable();
  if (trouble?.kind === "answer_lost") return "broken";
  if (trouble?.kind === "slow") await new Promise((done) => setTimeout(done, trouble.milliseconds));
  return { status: sent.status, headers: headers(request, requestId, sent), body: sent.body };
}

function respond(
  core: Core,
  route: Route | undefined,
  request: ApiRequest,
  id: string,
  requestId: string,
  trouble: Trouble | undefined,
): Sent {
  try {
    authenticate(core, request);
    if (trouble?.kind === "rate_limited") throw rateLimited();
    if (trouble?.kind === "server_error") throw serverError(false);
    const act: Act = {
      request: { id: requestId, idempotency_key: request.header("idempotency-key") },
      apiVersion: apiVersionOf(request.header("stripe-version")),
      arrival: core.arrival,
      events: [],
    };
    if (route === undefined) throw unrecognised(request);
    catchUpWithTime(core);
    const exchange: Exchange = { core, route, request, id, trouble };
    return request.method === "POST" ? write(exchange, act, requestId) : read(exchange, act);
  } catch (refusal) {
    if (!(refusal instanceof StripeRefusal)) throw refusal;
    return { ...refused(refusal.status, refusal.body, requestId), extra: retryAdvice(refusal) };
  }
}

/** Sessions expire by the clock, before anything is asked of them. */
function catchUpWithTime(core: Core): void {
  const clock: Act = {
    request: { id: null, idempotency_key: null },
    apiVersion: "",
    arrival: core.arrival,
    events: [],
  };
  if (expireDue(core, clock) > 0) queueNews(core, clock);
}

function read({ core, route, request, id }: Exchange, act: Act): Sent {
  const form = decodeForm(request.form);
  return { status: 200, body: render(core, form, route.run({ core, act, id, form })), extra: {} };
}

function write(exchange: Exchange, act: Act, requestId: string): Sent {
  const { core, request } = exchange;
  const key = act.request.idempotency_key;
  checkKey(key);
  const form = decodeForm(request.form);
  const print = fingerprint(request.method, request.path, form);
  const earlier = key === null ? undefined : savedReply(core, key, print);
  if (earlier !== undefined) {
    const extra = { "idempotent-replayed": "true", "original-request": earlier.requestId };
    return { status: earlier.status, body: earlier.body, extra };
  }
  const kept = execute(exchange, act, form, requestId);
  queueNews(core, act);
  if (key !== null) saveReply(core, { id: key, fingerprint: print, requestId, ...kept });
  return { ...kept, extra: {} };
}

/** Runs the endpoint. A refusal found on the way is an answer to be kept; one of the parameters is thrown on. */
function execute({ core, route, id, trouble }: Exchange, act: Act, form: FormHash, requestId: string): Kept {
  try {
    if (trouble?.kind === "server_error_saved") throw serverError(true);
    checkExpansions(route.gives ?? "", expandPaths(form));
    return { status: 200, body: render(core, form, route.run({ core, act, id, form })) };
  } catch (refusal) {
    if (!(refusal instanceof StripeRefusal) || !refusal.saved) throw refusal;
    return refused(refusal.status, refusal.body, requestId);
  }
}

function render(core: Core, form: FormHash, object: Record<string, unknown>): string {
  return JSON.stringify(expand(core, object, expandPaths(form)));
}

/** Paths under `expand[]`; anything misshapen is left for the endpoint's own reading of its parameters to refuse. */
function expandPaths(form: FormHash): string[] {
  return Array.isArray(form.expand) ? form.expand.filter((path) => typeof path === "string") : [];
}

function refused(status: number, body: StripeErrorBody, requestId: string) {
  const url = `https://dashboard.stripe.com/test/logs/${requestId}`;
  return { status, body: JSON.stringify({ error: { ...body, request_log_url: url } }) };
}

function headers(request: ApiRequest, requestId: string, sent: Sent): Record<string, string> {
  const key = request.header("idempotency-key");
  const version = request.header("stripe-version");
  return {
    "content-type": "application/json",
    "request-id": requestId,
    "stripe-version": version ?? apiVersionOf(null),
    ...(key === null ? {} : { "idempotency-key": key }),
    ...sent.extra,
  };
}

/** Bearer, or Basic with the key as the user, as curl -u sends it. */
function authenticate(core: Core, request: ApiRequest): void {
  const [scheme = "", credentials = ""] = (request.header("authorization") ?? "").split(" ");
  const basic = scheme.toLowerCase() === "basic";
  const key = basic ? (Buffer.from(credentials, "base64").toString().split(":")[0] ?? "") : credentials;
  if (key === "") throw unauthorised("You did not provide an API key. Send it as a Bearer token.");
  const expected = core.settings.secretKey;
  const good = expected === undefined ? /^[sr]k_(?!live_)\w+$/.test(key) : key === expected;
  // The rest of a refused key is not repeated: it might be a live one in the wrong place.
  if (!good) throw unauthorised(`Invalid API Key provided: ${key.slice(0, 8)}****`);
}

function unauthorised(message: string): StripeRefusal {
  return new StripeRefusal(401, { type: "invalid_request_error", message }, false);
}

function rateLimited(): StripeRefusal {
  const message = "Too many requests hit the API too quickly.";
  return new StripeRefusal(429, { type: "rate_limit_error", code: "rate_limit", message }, false);
}

function serverError(saved: boolean): StripeRefusal {
  const message = "An unknown error occurred (ordered from the sandbox).";
  return new StripeRefusal(500, { type: "api_error", message }, saved);
}

function unrecognised(request: ApiRequest): StripeRefusal {
  const where = `${request.method}: /v1${request.path}`;
  const message = `Unrecognized request URL (${where}). The sandbox plays a part of the API only.`;
  return new StripeRefusal(404, { type: "invalid_request_error", message }, false);
}

function retryAdvice(refusal: StripeRefusal): Record<string, string> {
  return refusal.status === 500 || refusal.status === 429 ? { "stripe-should-retry": "true" } : {};
}
