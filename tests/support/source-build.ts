import type { ServerBuild } from "@remix-run/node";
import * as entry from "~/entry.server";
import * as root from "~/root";
import remixConfig from "../../remix.config.js";
import { type Address, allAddresses } from "../access/addresses";

type Routes = ServerBuild["routes"];
type Manifest = ServerBuild["assets"]["routes"];

/**
 * What Remix's compiler would make of the routes, put together from the sources: the same routes, loaders, actions and
 * rendering, without the files for browsers. A test that asks over HTTP needs no build for it.
 */
export async function buildFromSources(): Promise<ServerBuild> {
  const addresses = await allAddresses();
  const routes: Routes = { root: { id: "root", path: "", module: root as never } };
  const manifest: Manifest = { root: inManifest("root", undefined, root as Address["module"]) };
  for (const address of addresses) {
    const { id, parentId = "root", own, module } = address;
    routes[id] = { id, parentId, ...own, module: module as never };
    manifest[id] = { ...inManifest(id, parentId, module), ...own };
  }
  return {
    mode: "production",
    entry: { module: entry as never },
    routes,
    assets: {
      entry: { module: "/assets/entry.js", imports: [] },
      routes: manifest,
      url: "",
      version: "test",
    },
    publicPath: "/",
    assetsBuildDirectory: "build/client",
    future: { ...NO_FUTURE, ...remixConfig.future },
    isSpaMode: false,
  };
}

const NO_FUTURE = {
  v3_fetcherPersist: false,
  v3_relativeSplatPath: false,
  v3_throwAbortReason: false,
  v3_routeConfig: false,
  v3_singleFetch: false,
  v3_lazyRouteDiscovery: false,
  unstable_optimizeDeps: false,
} as const;

function inManifest(id: string, parentId: string | undefined, module: Address["module"]) {
  return {
    id,
    ...(parentId === undefined ? {} : { parentId }),
    module: "/assets/route.js",
    hasLoader: module.loader !== undefined,
    hasAction: module.action !== undefined,
    hasErrorBoundary: "ErrorBoundary" in module,
    hasClientLoader: false,
    hasClientAction: "clientAction" in module,
  } as Manifest[string];
}
