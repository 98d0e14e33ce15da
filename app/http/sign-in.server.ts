import type { AppLoadContext } from "@remix-run/node";
import { createSession, revokeSession, sessionTokenHash } from "~/modules/identity/index.server";
import { clearCookie, readCookie, writeCookie } from "./cookies.server";
import { forgetReceipts } from "./receipts.server";

type Portal = AppLoadContext["portal"];

/** Begins a session for a person and ends the one this browser had; the answer's headers carry the cookie. */
export async function signIn(
  request: Request,
  portal: Portal,
  userId: string,
  headers: Headers,
): Promise<void> {
  const now = portal.clock.now();
  const former = readCookie(request, "session");
  if (former) await revokeSession(portal.db, sessionTokenHash(former), now);
  const session = await createSession(portal.db, {
    userId,
    userAgent: request.headers.get("user-agent") ?? "",
    now,
    random: portal.random,
  });
  headers.append("set-cookie", writeCookie("session", session.token, portal.https));
}

/**
 * Ends the session. The browser also lets go of the person's basket, which comes back with the next sign-in, and of
 * proofs of purchase: whoever sits down next finds nothing of theirs.
 */
export async function signOut(request: Request, portal: Portal): Promise<Headers> {
  const token = readCookie(request, "session");
  if (token) await revokeSession(portal.db, sessionTokenHash(token), portal.clock.now());
  const headers = new Headers();
  headers.append("set-cookie", clearCookie("session", portal.https));
  headers.append("set-cookie", clearCookie("basket", portal.https));
  headers.append("set-cookie", forgetReceipts(portal));
  return headers;
}
