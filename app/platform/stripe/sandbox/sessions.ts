import { type Act, type Core, seconds, speaksStaticMethods } from "./core";
import { badParameter, missingParameter, noSuch, notAllowed, notModelled } from "./errors";
import { tell } from "./events";
import type { FormHash } from "./form-decoding";
import { readParams } from "./params";
import { currentSessionParams, earlierSessionParams, type SessionParams } from "./session-params";
import { newSession, newSessionLines } from "./session-shape";
import { isPaymentMethod, PAYMENT_METHODS, type PaymentMethod, type Session } from "./types";

/** Stripe's limits on `expires_at`, seconds after creation. The upper one itself is already refused. */
const SHORTEST_LIFE = 30 * 60;
const LONGEST_LIFE = 24 * 60 * 60;
/** ¥999,999.99: no amount of the API has more than eight digits. */
const LARGEST_TOTAL = 99_999_999;

/** What the hosted page needs to know of a new session, once its parameters are known to be good. */
export interface SessionPlan {
  readonly params: SessionParams;
  readonly total: number;
  readonly expiresAt: number;
  readonly methods: readonly PaymentMethod[];
  /** What the merchant allowed, as sent; null when nothing was said. */
  readonly allowed: readonly string[] | null;
}

/** POST /v1/checkout/sessions */
export function createSession(core: Core, act: Act, form: FormHash): Session {
  const plan = planSession(core, act, form);
  const session = newSession(core, plan);
  core.state.lines.put(newSessionLines(core, session, plan));
  core.state.putSession(session);
  return session;
}

/** GET /v1/checkout/sessions/:id. Time that passed is caught up with before any request, see `expireDue`. */
export function retrieveSession(core: Core, id: string): Session {
  const session = core.state.sessions.get(id);
  if (session === undefined) throw noSuch("checkout.session", id, "path", "session");
  return session;
}

/** POST /v1/checkout/sessions/:id/expire */
export function expireSession(core: Core, act: Act, id: string): Session {
  const session = retrieveSession(core, id);
  if (session.status !== "open") {
    throw notAllowed(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
    );
  }
  return expire(core, act, session);
}

/** Expires every session whose time has come, oldest first. Returns how many. */
export function expireDue(core: Core, act: Act): number {
  let expired = 0;
  for (;;) {
    const id = core.state.expiries.popDue(seconds(core));
    if (id === undefined) return expired;
    const session = core.state.sessions.get(id);
    if (session?.status !== "open") continue;
    expire(core, act, session);
    expired += 1;
  }
}

function expire(core: Core, act: Act, session: Session): Session {
  const expired: Session = { ...session, status: "expired", url: null };
  core.state.putSession(expired);
  // An intent exists only after a failed attempt; it dies with its session.
  const intent = session.payment_intent === null ? undefined : core.state.intents.get(session.payment_intent);
  if (intent !== undefined && intent.status !== "succeeded") {
    const canceled = {
      ...intent,
      status: "canceled" as const,
      canceled_at: seconds(core),
      cancellation_reason: "automatic" as const,
    };
    core.state.intents.put(canceled);
    tell(core, act, "payment_intent.canceled", canceled);
  }
  tell(core, act, "checkout.session.expired", expired);
  return expired;
}

function planSession(core: Core, act: Act, form: FormHash): SessionPlan {
  const earlier = speaksStaticMethods(act.apiVersion);
  const params: SessionParams = earlier
    ? readParams(earlierSessionParams, form)
    : readParams(currentSessionParams, form);
  if (params.mode !== "payment") throw notModelled(`mode=${params.mode}`);
  if (params.ui_mode !== undefined && !params.ui_mode.startsWith("hosted")) {
    throw notModelled(`ui_mode=${params.ui_mode}`);
  }
  checkCurrencies(params);
  const total = params.line_items.reduce((sum, line) => sum + line.quantity * line.price_data.unit_amount, 0);
  checkTotal(core, total);
  const allowed = (earlier ? params.payment_method_types : params.allowed_payment_method_types) ?? null;
  const where = earlier ? "payment_method_types" : "allowed_payment_method_types";
  const methods = offeredMethods(params, allowed, where);
  checkWechat(params, allowed);
  return { params, total, allowed, methods, expiresAt: expiryOf(params, seconds(core)) };
}

function checkCurrencies(params: SessionParams): void {
  const named: [string | undefined, string][] = [
    [params.currency, "currency"],
    ...params.line_items.map((line, index): [string, string] => [
      line.price_data.currency,
      `line_items[${index}][price_data][currency]`,
    ]),
  ];
  for (const [currency, path] of named) {
    // Stripe accepts any case and answers in lower case.
    if (currency === undefined || currency.toLowerCase() === "cny") continue;
    const known = Intl.supportedValuesOf("currency").includes(currency.toUpperCase());
    if (known) throw notModelled(`${path}=${currency}`);
    throw badParameter(`Invalid currency: ${currency}.`, path);
  }
}

function checkTotal(core: Core, total: number): void {
  if (total > LARGEST_TOTAL) {
    const message = "The Checkout Session's total amount must be no more than ¥999,999.99";
    throw badParameter(message, "line_items", "amount_too_large");
  }
  const smallest = core.settings.minimumTotalFen;
  if (total < smallest) {
    const message = `The Checkout Session's total amount must be at least ¥${(smallest / 100).toFixed(2)}`;
    throw badParameter(message, "line_items", "amount_too_small");
  }
}

function offeredMethods(
  params: SessionParams,
  allowed: readonly string[] | null,
  where: string,
): PaymentMethod[] {
  for (const [index, name] of (allowed ?? []).entries()) {
    if (isPaymentMethod(name)) continue;
    throw badParameter(
      `Invalid ${where}[${index}]: this sandbox offers ${PAYMENT_METHODS.join(", ")}`,
      where,
    );
  }
  const excluded = params.excluded_payment_method_types ?? [];
  const offered = PAYMENT_METHODS.filter(
    (method) => (allowed === null || allowed.includes(method)) && !excluded.includes(method),
  );
  if (offered.length === 0) {
    throw badParameter("No valid payment method types for this Checkout Session.", where);
  }
  return offered;
}

/** Checkout shows WeChat Pay as a QR code on the web, and wants to be told so by whoever asks for WeChat Pay by name. */
function checkWechat(params: SessionParams, allowed: readonly string[] | null): void {
  const path = "payment_method_options[wechat_pay][client]";
  const client = params.payment_method_options?.wechat_pay?.client;
  if (client === undefined && allowed?.includes("wechat_pay") === true) throw missingParameter(path);
  if (client !== undefined && client !== "web") {
    throw badParameter("Checkout supports WeChat Pay on the web only: client must be `web`.", path);
  }
}

function expiryOf(params: SessionParams, created: number): number {
  const { expires_at: wanted } = params;
  if (wanted === undefined) return created + LONGEST_LIFE;
  const life = wanted - created;
  const limit = "The `expires_at` timestamp must be";
  if (life < SHORTEST_LIFE) {
    throw badParameter(`${limit} at least 30 minutes from Checkout Session creation.`, "expires_at");
  }
  if (life >= LONGEST_LIFE) {
    throw badParameter(`${limit} less than 24 hours from Checkout Session creation.`, "expires_at");
  }
  return wanted;
}
