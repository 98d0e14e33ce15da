import type { AppLoadContext } from "@remix-run/node";
import {
  createSession,
  revokeSession,
  type SecondFactor,
  sessionTokenHash,
} from "~/modules/identity/index.server";
import { clearCookie, readCookie, writeCookie } from "./cookies.server";
import { forgetReceipts } from "./receipts.server";

type Portal = AppLoadContext["portal"];

export interface SignIn {
  readonly userId: string;
  /** The second factor that this sign-in was, if it was one. */
  readonly steppedUpBy: SecondFactor | null;
}

/**
 * Begins a session for a person and ends the one this browser had, so that a token planted in it beforehand opens
 * nothing; the answer's headers carry the new cookie.
 */
export async function signIn(
  request: Request,
  portal: Portal,
  { userId, steppedUpBy }: SignIn,
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
    steppedUpBy,
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
