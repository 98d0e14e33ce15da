import type { IncomingMessage } from "node:http";
import type { BodyTurned } from "./body-watch";

/** Largest body a form may have. Photographs have their own, larger limit at the upload door. */
export const FORM_BODY_LIMIT = 256 * 1024;

/** Three photographs of the largest size with what stands around them in a form. */
export const UPLOAD_BODY_LIMIT = 61_000_000;
const UPLOAD_DOOR = /^(?:\/[A-Za-z-]{2,5})?\/coop\/[^/?]+\/products\/[0-9a-f-]{36}\/photos\/upload(?:\?|$)/;

/** A sheet of 100,000 cells has less than a megabyte; one with long texts a few. */
export const SHEET_BODY_LIMIT = 10_500_000;
const SHEET_DOOR = /^(?:\/[A-Za-z-]{2,5})?\/coop\/[^/?]+\/products\/import(?:\.data)?(?:\?|$)/;

export type BodyKind = "form" | "photos" | "sheet";

/** What is sent to this address. */
export function bodyKindOf(url: string): BodyKind {
  if (UPLOAD_DOOR.test(url)) return "photos";
  return SHEET_DOOR.test(url) ? "sheet" : "form";
}

const BODY_LIMITS: Readonly<Record<BodyKind, number>> = {
  form: FORM_BODY_LIMIT,
  photos: UPLOAD_BODY_LIMIT,
  sheet: SHEET_BODY_LIMIT,
};

/** How long a body may be at this address. */
export function bodyLimitOf(url: string): number {
  return BODY_LIMITS[bodyKindOf(url)];
}

/** A letter of a hundred pages, pasted into a form by mistake with its pictures. */
const LEAST_DRAINED = 4_000_000;

/** How much of a body is taken in and thrown away at this address, so that its sender hears why it was not read. */
export function drainLimitOf(url: string): number {
  return Math.max(2 * bodyLimitOf(url), LEAST_DRAINED);
}

/** The longest any body may take to arrive. */
export const LONGEST_ARRIVAL_MS = 120_000;
const FORM_ARRIVAL_MS = 30_000;

/**
 * How long a body may take to arrive at this address, in milliseconds: a village's signal takes a minute for one
 * photograph.
 */
export function arrivalTimeOf(url: string): number {
  return bodyKindOf(url) === "form" ? FORM_ARRIVAL_MS : LONGEST_ARRIVAL_MS;
}

export interface Turned {
  readonly status: 400 | 403 | 405 | 411 | 413 | 429 | 501 | 503;
  readonly reason:
    | "addressMalformed"
    | "badRequest"
    | "bodyLengthMissing"
    | "bodyTooLarge"
    | "bodyUnexpected"
    | "foreignOrigin"
    | "methodNotAllowed"
    | "methodUnknown"
    | BodyTurned;
}

/** What every address may be asked with; which of the three it knows is the address's own business. */
export const ALLOWED_METHODS = "GET, HEAD, POST";

/** Methods of HTTP itself that nothing here answers. Any other word is none we know. */
const UNUSED_METHODS = new Set(["CONNECT", "DELETE", "OPTIONS", "PATCH", "PUT", "TRACE"]);

/** The one address whose sender is no browser page of ours: Stripe proves itself by its signature. */
const SIGNED_BY_SENDER = /^\/webhooks\/stripe(?:$|\?)/;

/**
 * Turns away what no route should see: methods nobody answers, addresses that two readers may read differently,
 * bodies of unknown or excessive length, and writes sent by another site's page. Pages are cached and carry no
 * token, so the browser's own word on where a form came from is what counts: `Sec-Fetch-Site` where it is sent, else
 * `Origin`. A request with neither comes from no browser page.
 */
export function turnAway(request: IncomingMessage, host: string, bodyLimit: number): Turned | undefined {
  const { method = "GET", url = "", headers } = request;
  if (!isPlainTarget(url)) return { status: 400, reason: "addressMalformed" };
  const length = headers["content-length"];
  if (method === "GET" || method === "HEAD") {
    // Nobody reads it, and a proxy that thinks otherwise would take its bytes for the next request.
    const bodiless = (length === undefined || length === "0") && headers["transfer-encoding"] === undefined;
    return bodiless ? undefined : { status: 400, reason: "bodyUnexpected" };
  }
  if (method !== "POST") {
    return UNUSED_METHODS.has(method)
      ? { status: 405, reason: "methodNotAllowed" }
      : { status: 501, reason: "methodUnknown" };
  }
  if (length === undefined) return { status: 411, reason: "bodyLengthMissing" };
  const size = Number(length);
  if (!Number.isSafeInteger(size) || size < 0) return { status: 400, reason: "badRequest" };
  if (size > bodyLimit) return { status: 413, reason: "bodyTooLarge" };
  if (SIGNED_BY_SENDER.test(url)) return undefined;
  return isOwnPage(request, host) ? undefined : { status: 403, reason: "foreignOrigin" };
}

function isOwnPage({ headers }: IncomingMessage, host: string): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  return headers.origin === undefined || hostOf(headers.origin) === host;
}

/**
 * A path whose URL parser would read another path than the one written (`/webhooks/../cart`, `\`, `#`) or another
 * host (`//elsewhere`, `http://elsewhere/`): what is compared and kept by its text must mean that text.
 */
const READ_OTHERWISE = /^[^?]*?(?:[\\#]|\/(?:\.|%2e){1,2}(?:[/?]|$))/i;
const SLASH = 47;
/** No person writes it, and PostgreSQL takes no text with it: what asks with it would only fail further in. */
const NUL = "%00";

function isPlainTarget(target: string): boolean {
  if (target.charCodeAt(0) !== SLASH || target.charCodeAt(1) === SLASH) return false;
  if (!target.includes("%")) return !READ_OTHERWISE.test(target);
  return !READ_OTHERWISE.test(target) && !target.includes(NUL) && isDecodable(target);
}

/** Whether the path's escapes stand for text; the router would complain of others past the log. */
function isDecodable(target: string): boolean {
  try {
    decodeURIComponent(target.split("?", 1)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}
