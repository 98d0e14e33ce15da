import { createRequestHandler, type RequestHandler, type ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import { LRUCache } from "lru-cache";

type Routes = ServerBuild["routes"];

interface TableRow {
  readonly id: string;
  readonly path?: string;
  readonly index?: boolean;
  readonly children?: TableRow[];
}

/** Addresses whose route is remembered. Strangers may ask for as many as they like. */
const MOST_REMEMBERED = 2_000;

/**
 * Answers as Remix's handler of the whole build does, in less time. Remix ranks and compiles its whole table of
 * addresses anew each time it matches one, which is three times per page: with some fifty routes that costs more than
 * most loaders. Here every route is answered by a handler that knows only this route and those around it; which one it
 * is, is remembered per address.
 */
export function createBranchHandlers(build: ServerBuild, basename: string): RequestHandler {
  const inBuild = { ...build, basename };
  const whole = createRequestHandler(inBuild, "production");
  const table = childrenOf(build.routes, undefined);
  const branches = new Map<string, RequestHandler>();
  const leaves = new LRUCache<string, string>({ max: MOST_REMEMBERED });

  function leafAt(path: string): string | undefined {
    const known = leaves.get(path);
    if (known !== undefined) return known;
    const leaf = matchRoutes(table as Parameters<typeof matchRoutes>[0], path, basename)?.at(-1)?.route.id;
    if (leaf !== undefined) leaves.set(path, leaf);
    return leaf;
  }

  function handlerOf(leaf: string): RequestHandler {
    const known = branches.get(leaf);
    if (known) return known;
    const made = createRequestHandler(branchOf(inBuild, leaf), "production");
    branches.set(leaf, made);
    return made;
  }

  return (request, context) => {
    const leaf = leafAt(pathOfPage(new URL(request.url).pathname));
    return (leaf === undefined ? whole : handlerOf(leaf))(request, context);
  };
}

/** The browser asks for the data of a page under the page's own address and `.data`, of the first page `_root.data`. */
function pathOfPage(path: string): string {
  return path.endsWith(".data") ? path.slice(0, -".data".length).replace(/\/_root$/, "/") : path;
}

function childrenOf(routes: Routes, parentId: string | undefined): TableRow[] {
  return Object.values(routes).flatMap((route): TableRow[] => {
    if (route === undefined || route.parentId !== parentId) return [];
    const { id, path, index } = route;
    const at = { id, ...(path === undefined ? {} : { path }) };
    return index ? [{ ...at, index }] : [{ ...at, children: childrenOf(routes, id) }];
  });
}

function branchOf(build: ServerBuild, leaf: string): ServerBuild {
  const ids: string[] = [];
  for (let id: string | undefined = leaf; id !== undefined; id = build.routes[id]?.parentId) ids.push(id);
  const pick = <T>(from: Record<string, T>) =>
    Object.fromEntries(Object.entries(from).filter(([id]) => ids.includes(id)));
  return {
    ...build,
    routes: pick(build.routes),
    assets: { ...build.assets, routes: pick(build.assets.routes) },
  };
}
