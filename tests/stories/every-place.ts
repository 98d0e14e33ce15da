import { matchRoutes } from "@remix-run/react";
import type { RouteConfigEntry } from "@remix-run/route-config";
import type { Page } from "playwright-core";
import routes from "../../app/routes";
import type { RunningPortal } from "../support/portal";
import { become } from "./demo-desk";

/** Somebody, where this person's way through the portal begins, and which links belong to it. */
interface Way {
  readonly person: string;
  readonly start: readonly string[];
  readonly within: RegExp;
}

const DESK = "/coop/lengdixia-shucai";

/** Between them they see every screen but those of the shop and those below. */
export const WAYS: readonly Way[] = [
  {
    person: "马栓柱",
    start: [DESK, `${DESK}/orders?state=packed`, `${DESK}/mistyped`],
    within: /^\/(coop|trace|slips|certificates)\//,
  },
  { person: "郝敏", start: ["/alliance/reviews"], within: /^\/alliance\// },
  { person: "周维", start: ["/admin/grants", "/admin/audit"], within: /^\/admin\// },
  { person: "闫桂芳", start: ["/books/lengdixia/overview"], within: /^\/books\// },
  { person: "王海棠", start: ["/host"], within: /^\/host/ },
  { person: "林朵朵", start: ["/account", "/privacy"], within: /^\/(account|sign-in|privacy)\b/ },
];

/**
 * No link leads there: from a message (an invitation, a buyer's own request) or from an act that wants a second proof;
 * to the report on a sheet only for who has brought one in.
 */
export const WITHOUT_A_WAY = [
  "routes/account/prove.tsx",
  "routes/coop/import-report.tsx",
  "routes/invite/invitation.tsx",
  "routes/wholesale/request.tsx",
];

/** The first slip may be one nobody has confirmed, the first lot without a certificate: others lead further. */
const MOST_TRIED = 4;

/**
 * Goes wherever links lead from where the way begins, each screen once, with the first thing that is linked to. Hands out addresses without their language; the page stands there when one is handed out, and must stand there when the next is
 * asked for. `prefix` is that of a language.
 */
export async function* goEverywhere(
  page: Page,
  portal: RunningPortal,
  way: Way,
  prefix = "",
): AsyncGenerator<string> {
  await become(page, portal.origin, way.person);
  const tried = new Map<string, Set<string>>();
  const ahead = [...way.start];
  for (let path = ahead.shift(); path !== undefined; path = ahead.shift()) {
    const screen = screenAt(path);
    if (screen === undefined) continue;
    const places = tried.get(screen) ?? new Set();
    const { pathname } = new URL(path, portal.origin);
    if (places.has(pathname) || places.size === MOST_TRIED) continue;
    tried.set(screen, places.add(pathname));
    await page.goto(`${portal.origin}${prefix}${path}`);
    if (places.size === 1) yield path;
    for (const link of await linksOf(page, prefix)) if (way.within.test(link)) ahead.push(link);
  }
}

/** All screens there are: the files of routes that draw something at an address of their own. */
export function allScreens(): readonly string[] {
  return leaves(routes).filter((file) => file.endsWith(".tsx"));
}

function leaves(entries: readonly RouteConfigEntry[]): string[] {
  return entries.flatMap((entry) => (entry.children ? leaves(entry.children) : [entry.file]));
}

/** matchRoutes knows a route by its id; here the id is the file. */
function asRoutes(entries: readonly RouteConfigEntry[]): Parameters<typeof matchRoutes>[0] {
  return entries.map(({ file, path, index, children }) =>
    index
      ? { id: file, index: true, ...(path === undefined ? {} : { path }) }
      : {
          id: file,
          ...(path === undefined ? {} : { path }),
          ...(children ? { children: asRoutes(children) } : {}),
        },
  );
}
const MATCHABLE = asRoutes(routes);

/** The screen that an address of the table's own language opens; undefined for data and files. */
export function screenAt(path: string): string | undefined {
  const screen = matchRoutes(MATCHABLE, new URL(path, "http://portal").pathname)?.at(-1)?.route.id;
  return screen?.endsWith(".tsx") ? screen : undefined;
}

/** Addresses in the table's own language that the page links to. */
async function linksOf(page: Page, prefix: string): Promise<string[]> {
  const links = await page.locator("a[href]:not([download])").evaluateAll((anchors) =>
    anchors
      .filter((a) => (a as HTMLAnchorElement).origin === location.origin)
      .map((a) => {
        const { pathname, search } = a as HTMLAnchorElement;
        return pathname + search;
      }),
  );
  return links.map((link) =>
    prefix !== "" && link.startsWith(`${prefix}/`) ? link.slice(prefix.length) : link,
  );
}
