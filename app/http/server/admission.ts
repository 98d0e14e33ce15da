import type { IncomingMessage } from "node:http";

/** Largest body a form may have. Photographs have their own, larger limit at the upload door. */
export const FORM_BODY_LIMIT = 256 * 1024;

export interface Turned {
  readonly status: 400 | 403 | 411 | 413;
  readonly reason: "bodyLengthMissing" | "bodyTooLarge" | "foreignOrigin" | "badRequest";
}

const BODILESS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Turns away what no route should see: bodies of unknown or excessive length, and writes sent by another site's
 * page. Pages are cached and carry no token, so the browser's own word on where a form came from is what counts:
 * `Sec-Fetch-Site` where it is sent, else `Origin`. A request with neither comes from no browser page.
 * Stripe's webhook proves itself by signature and is exempt.
 */
export function turnAway(request: IncomingMessage, host: string, bodyLimit: number): Turned | undefined {
  const method = request.method ?? "GET";
  if (BODILESS.has(method)) return undefined;
  const length = request.headers["content-length"];
  if (length === undefined) return { status: 411, reason: "bodyLengthMissing" };
  const size = Number(length);
  if (!Number.isSafeInteger(size) || size < 0) return { status: 400, reason: "badRequest" };
  if (size > bodyLimit) return { status: 413, reason: "bodyTooLarge" };
  if (request.url?.startsWith("/webhooks/")) return undefined;
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    return { status: 403, reason: "foreignOrigin" };
  }
  const origin = request.headers.origin;
  if (site === undefined && origin !== undefined && hostOf(origin) !== host) {
    return { status: 403, reason: "foreignOrigin" };
  }
  return undefined;
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}
