import { cryptoRandom, newId } from "~/kernel/ids";

/**
 * Three cookies, each an opaque random token that means nothing without the database:
 * - `session`: who is signed in;
 * - `basket`: whose cart it is, kept through sign-in and restarts;
 * - `visitor`: which touches of share links belong together; names nobody.
 */
export type CookieName = "session" | "basket" | "visitor";

const DAY_SECONDS = 86_400;
const LIFETIME: Readonly<Record<CookieName, number>> = {
  session: 90 * DAY_SECONDS,
  basket: 180 * DAY_SECONDS,
  visitor: 30 * DAY_SECONDS,
};

const TOKEN = /^[\w-]{16,64}$/;

/** The token of a cookie, if the request carries a well-formed one. */
export function readCookie(request: Request, name: CookieName): string | undefined {
  const header = request.headers.get("cookie");
  if (!header) return undefined;
  for (const pair of header.split(";")) {
    const [key, value] = pair.trim().split("=", 2);
    if (key === name && value && TOKEN.test(value)) return value;
  }
  return undefined;
}

/** A `Set-Cookie` value. Lax, so that the way back from the payment page finds the buyer's basket. */
export function writeCookie(name: CookieName, token: string, https: boolean): string {
  const secure = https ? "; Secure" : "";
  return `${name}=${token}; Path=/; Max-Age=${LIFETIME[name]}; HttpOnly; SameSite=Lax${secure}`;
}

export function clearCookie(name: CookieName, https: boolean): string {
  return `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${https ? "; Secure" : ""}`;
}

export function newBasketToken(): string {
  return Buffer.from(cryptoRandom(24)).toString("base64url");
}

export function newVisitorId(now: Date): string {
  return newId(now);
}
