import type { AppLoadContext } from "@remix-run/node";
import {
  type FoundSession,
  findSession,
  sessionTokenHash,
  type Viewer,
} from "~/modules/identity/index.server";
import { readCookie } from "./cookies.server";

type Portal = AppLoadContext["portal"];

/** One look-up per request, however many loaders ask. */
const asked = new WeakMap<Request, Promise<FoundSession | undefined>>();

/** The session of this request, with what it knows of its person's presence. */
export function sessionOf(request: Request, portal: Portal): Promise<FoundSession | undefined> {
  const known = asked.get(request);
  if (known) return known;
  const token = readCookie(request, "session");
  const looking = token
    ? findSession(portal.db, sessionTokenHash(token), portal.clock.now())
    : Promise.resolve(undefined);
  asked.set(request, looking);
  return looking;
}

/** Who is signed in on this request. */
export async function viewerOf(request: Request, portal: Portal): Promise<Viewer | undefined> {
  return (await sessionOf(request, portal))?.viewer;
}
