import {
  type ActionFunctionArgs,
  type AppLoadContext,
  type LoaderFunctionArgs,
  redirectDocument,
} from "@remix-run/node";
import type { Locale } from "~/kernel/text";
import {
  type Act,
  mayEnter,
  needsSecondFactor,
  type Scope,
  type Viewer,
} from "~/modules/identity/index.server";
import { isOutsider, withoutNames } from "./outsiders.server";
import { ownPath } from "./own-path";
import type { PageTerms } from "./server/page-server";
import { sessionOf, viewerOf } from "./viewer.server";

/** What every route's work is given, once the door has let the visitor in. */
export interface Visit {
  readonly request: Request;
  readonly url: URL;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly portal: AppLoadContext["portal"];
  readonly locale: Locale;
  readonly now: Date;
  /** Undefined where nobody is signed in, and on acts open to anyone unless `viewer: true` was asked for. */
  readonly viewer: Viewer | undefined;
  readonly terms: PageTerms;
  /** Whom tries are counted against. */
  readonly clientAddress: string;
}

/** A visit whose act is held by a role: somebody is signed in. */
export type StaffVisit = Visit & { readonly viewer: Viewer; readonly organisationId: string };

type Args = LoaderFunctionArgs | ActionFunctionArgs;

/** A loader or action that says which act it is; the tests walk every route by it. */
export interface Door<Answer> {
  (args: Args): Promise<Answer>;
  readonly act: Act;
}

/** Who is asking. From here on the page is this visitor's, whatever another loader of it declares. */
function askWho({ context, request }: Args): Promise<Viewer | undefined> {
  context.terms.forThisVisitorOnly();
  return viewerOf(request, context.portal);
}

function visitOf(args: Args, viewer: Viewer | undefined): Visit {
  const { context, request, params } = args;
  return {
    request,
    url: new URL(request.url),
    params,
    portal: context.portal,
    locale: context.locale,
    now: context.portal.clock.now(),
    viewer,
    terms: context.terms,
    clientAddress: context.clientAddress,
  };
}

/**
 * A door that anyone may pass. It does not look at who is asking, so that what is behind it can be kept and
 * given to everybody; `openWithViewer` does look.
 */
export function open<Answer>(act: Act, work: (visit: Visit) => Promise<Answer> | Answer): Door<Answer> {
  const pass = async (args: Args) => {
    if (!mayEnter(undefined, act)) throw forbidden();
    return work(visitOf(args, undefined));
  };
  return Object.assign(pass, { act });
}

export function openWithViewer<Answer>(
  act: Act,
  work: (visit: Visit) => Promise<Answer> | Answer,
): Door<Answer> {
  const pass = async (args: Args) => {
    const viewer = await askWho(args);
    if (!mayEnter(viewer, act)) throw forbidden();
    const visit = visitOf(args, viewer);
    await stepUpFor(act, visit);
    return work(visit);
  };
  return Object.assign(pass, { act });
}

/** A door for what belongs to the person signed in; the work itself asks only for that person's things. */
export function own<Answer>(
  act: Act,
  work: (visit: Visit & { readonly viewer: Viewer }) => Promise<Answer> | Answer,
): Door<Answer> {
  const pass = async (args: Args) => {
    const viewer = await askWho(args);
    if (!viewer) throw unauthorized();
    if (!mayEnter(viewer, act, { ownerUserId: viewer.userId })) throw forbidden();
    const visit = { ...visitOf(args, viewer), viewer };
    await stepUpFor(act, visit);
    return work(visit);
  };
  return Object.assign(pass, { act });
}

/** Finds the organisation an address is about, or undefined when there is none: the visitor then gets a 404. */
export type FindOrganisation = (visit: Visit) => Promise<string | undefined>;

/** A door for those with a duty at the organisation the address names; to others who may pass it names nobody there. */
export function staff<Answer>(
  act: Act,
  organisation: FindOrganisation,
  work: (visit: StaffVisit) => Promise<Answer> | Answer,
): Door<Answer> {
  const pass = async (args: Args) => {
    const viewer = await askWho(args);
    if (!viewer) throw unauthorized();
    const visit = visitOf(args, viewer);
    const organisationId = await organisation(visit);
    if (organisationId === undefined) throw notFound();
    const scope: Scope = { organisationId };
    if (!mayEnter(viewer, act, scope)) throw forbidden();
    await stepUpFor(act, visit);
    const answer = await work({ ...visit, viewer, organisationId });
    return isOutsider(viewer, organisationId) ? withoutNames(answer) : answer;
  };
  return Object.assign(pass, { act });
}

/**
 * Acts on money want a second factor passed in this session: whoever has not is sent to pass it, and back. Doors ask
 * for their own act; work that does another act behind the same door asks by itself.
 */
export async function stepUpFor(act: Act, { request, portal, url }: Visit): Promise<void> {
  if (!needsSecondFactor(act)) return;
  const session = await sessionOf(request, portal);
  if (session && session.steppedUpAt === null) throw redirectDocument(proveAgainPath("money", url));
}

/** Where somebody proves to be here once more, and why; leads back to the page whose address this is. */
export function proveAgainPath(reason: "money" | "change", url: URL): string {
  const then = ownPath(url.pathname + (url.search === "?index" ? "" : url.search)) ?? "/account";
  return `/sign-in/again?${new URLSearchParams({ reason, then })}`;
}

/** A door for those with a duty for the whole portal, whatever organisation the thing belongs to. */
export function duty<Answer>(
  act: Act,
  work: (visit: Visit & { readonly viewer: Viewer }) => Promise<Answer> | Answer,
): Door<Answer> {
  const pass = async (args: Args) => {
    const viewer = await askWho(args);
    if (!viewer) throw unauthorized();
    if (!mayEnter(viewer, act)) throw forbidden();
    const visit = { ...visitOf(args, viewer), viewer };
    await stepUpFor(act, visit);
    return work(visit);
  };
  return Object.assign(pass, { act });
}

export function notFound(): Response {
  return new Response(null, { status: 404 });
}

export function forbidden(): Response {
  return new Response(null, { status: 403 });
}

export function unauthorized(): Response {
  return new Response(null, { status: 401 });
}
