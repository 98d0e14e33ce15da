/** The body Stripe puts under `error`. */
export interface StripeErrorBody {
  type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error" | "rate_limit_error";
  message: string;
  code?: string;
  param?: string;
  doc_url?: string;
  request_log_url?: string;
}

/**
 * A request that Stripe would refuse.
 *
 * Thrown, unlike the portal's own refusals: this folder plays a foreign server, and here a refusal ends the
 * request wherever it is found, however deep in a nested parameter. The one `catch` is in api.ts.
 *
 * `saved` tells whether the answer is kept under the request's idempotency key: a mistake in the parameters
 * is not (nothing had begun), a refusal found while the request was running is.
 */
export class StripeRefusal extends Error {
  readonly status: number;
  readonly body: StripeErrorBody;
  readonly saved: boolean;

  constructor(status: number, body: StripeErrorBody, saved: boolean) {
    super(body.message);
    this.name = "StripeRefusal";
    this.status = status;
    this.body = body;
    this.saved = saved;
  }
}

/** A 400 for wrong parameters: never saved under the idempotency key. */
export function badParameter(message: string, param: string, code?: string): StripeRefusal {
  return new StripeRefusal(400, withCode({ type: "invalid_request_error", message, param }, code), false);
}

/** A 400 for something the object's present state does not allow: saved under the idempotency key. */
export function notAllowed(message: string, param?: string, code?: string): StripeRefusal {
  const body: StripeErrorBody = { type: "invalid_request_error", message };
  if (param !== undefined) body.param = param;
  return new StripeRefusal(400, withCode(body, code), true);
}

export function missingParameter(path: string): StripeRefusal {
  return badParameter(`Missing required param: ${path}.`, path, "parameter_missing");
}

/** 404 for an id in the path, 400 for an id in a parameter, as Stripe does. */
export function noSuch(what: string, id: string, where: "path" | "parameter", param = "id"): StripeRefusal {
  const status = where === "path" ? 404 : 400;
  const body: StripeErrorBody = {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${what}: '${id}'`,
    param,
  };
  return new StripeRefusal(status, withCode(body, "resource_missing"), false);
}

/** A name that the real API knows and this sandbox does not play. Said aloud, so that nobody trusts a silence. */
export function notModelled(path: string): StripeRefusal {
  return badParameter(
    `The real API knows \`${path}\`, this sandbox does not play it.`,
    path,
    "sandbox_parameter_not_modelled",
  );
}

function withCode(body: StripeErrorBody, code: string | undefined): StripeErrorBody {
  if (code === undefined) return body;
  const documented = !code.startsWith("sandbox_");
  return {
    ...body,
    code,
    ...(documented ? { doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}` } : {}),
  };
}
