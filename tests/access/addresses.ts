import type { Act } from "~/modules/identity/access";
import routes from "~/routes";

/** One address of the portal, as the table of addresses and the route's own doors tell it. */
export interface Address {
  /** Remix's name of the route: its file without the ending. */
  readonly id: string;
  readonly parentId: string | undefined;
  /** From the root, such as `/coop/:slug/orders/:number`. */
  readonly path: string;
  /** As the route's own line says it, for the router. */
  readonly own: { readonly path?: string; readonly index?: boolean };
  /** Whether there is a page to look at; else only data. */
  readonly isPage: boolean;
  /** The act of looking at it, and that of sending a form to it, where there is such a door. */
  readonly look: Act | undefined;
  readonly change: Act | undefined;
  readonly module: RouteModule;
}

export interface RouteModule {
  readonly default?: unknown;
  readonly loader?: { readonly act?: Act };
  readonly action?: { readonly act?: Act };
}

interface Entry {
  readonly file: string;
  readonly path?: string;
  readonly index?: boolean;
  readonly children?: readonly Entry[];
}

const modules = import.meta.glob<RouteModule>("../../app/routes/**/*.{ts,tsx}");

/** Every address, in the order of the table. Loads every route of the portal, which takes seconds. */
export async function allAddresses(): Promise<readonly Address[]> {
  return Promise.all(
    flat(routes as readonly Entry[], undefined, "").map(async ({ file, ...rest }) => {
      const load = modules[`../../app/${file}`];
      if (!load) throw new Error(`${file} stands in the table of addresses and does not exist`);
      const module = await load();
      return {
        ...rest,
        module,
        isPage: module.default !== undefined,
        look: module.loader?.act,
        change: module.action?.act,
      };
    }),
  );
}

type Line = Pick<Address, "id" | "parentId" | "path" | "own"> & { readonly file: string };

function flat(entries: readonly Entry[], parentId: string | undefined, under: string): Line[] {
  return entries.flatMap(({ file, path, index, children }) => {
    const id = file.replace(/\.tsx?$/, "");
    const whole = path === undefined ? under : `${under}/${path}`;
    const own = { ...(path === undefined ? {} : { path }), ...(index ? { index } : {}) };
    return [{ id, parentId, path: whole || "/", own, file }, ...flat(children ?? [], id, whole)];
  });
}
