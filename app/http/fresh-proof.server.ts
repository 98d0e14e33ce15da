import { redirect } from "@remix-run/node";
import { invariant } from "~/kernel/invariant";
import { type FoundSession, isFresh, type SignInWays, signInWays } from "~/modules/identity/index.server";
import { proveAgainPath, type Visit } from "./door.server";
import { sessionOf } from "./viewer.server";

/** The session of a visit whose door has let somebody in. */
export async function ownSession({ request, portal }: Visit): Promise<FoundSession> {
  const session = await sessionOf(request, portal);
  invariant(session, "whoever passed the door of the own account is signed in");
  return session;
}

/**
 * For changes of how one signs in: the person was proven to be here a moment ago, by the second factor where there is
 * one. Everybody else is sent to prove it, and back.
 */
export async function provenJustNow(
  visit: Visit,
): Promise<{ readonly session: FoundSession; readonly ways: SignInWays }> {
  const session = await ownSession(visit);
  const ways = await signInWays(visit.portal.db, session.viewer.userId);
  if (!isFresh(session, ways.hasSecondFactor, visit.now)) throw redirect(proveAgainPath("change", visit.url));
  return { session, ways };
}

/** The world's time, by which authenticator apps go: a demo's clock may have been moved ahead of it. */
export function worldNow({ portal, now }: Visit): Date {
  return new Date(now.getTime() - (portal.demoClock?.leadMs ?? 0));
}
