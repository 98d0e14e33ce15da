import type { AppLoadContext } from "@remix-run/node";
import { findSession, sessionTokenHash, type Viewer } from "~/modules/identity/index.server";
import { readCookie } from "./cookies.server";

type Portal = AppLoadContext["portal"];

/** One look-up per request, however many loaders ask. */
const asked = new WeakMap<Request, Promise<Viewer | undefined>>();

/** Who is signed in on this request. */
export function viewerOf(request: Request, portal: Portal): Promise<Viewer | undefined> {
  const known = asked.get(request);
  if (known) return known;
  const token = readCookie(request, "session");
  const looking = token
    ? findSession(portal.db, sessionTokenHash(token), portal.clock.now()).then((found) => found?.viewer)
    : Promise.resolve(undefined);
  asked.set(request, looking);
  return looking;
}
