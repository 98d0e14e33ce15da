import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { describe, expect, it } from "vitest";
import { createBranchHandlers } from "~/http/server/branch-handlers";

/** A build of routes that answer by themselves, so that no page has to be rendered. */
function buildOf(
  table: readonly { id: string; parentId?: string; path?: string; index?: boolean }[],
): ServerBuild {
  const says = (id: string) => ({
    loader: ({ params, request }: { params: object; request: Request }) =>
      Response.json({ id, params, asked: new URL(request.url).pathname }),
    action: () => Response.json({ done: id }),
  });
  const assetsOf = (id: string) => ({ id, hasLoader: true, hasAction: true, module: "" });
  return {
    entry: {
      module: { default: () => new Response("no page here", { status: 404 }), handleError: () => undefined },
    },
    routes: Object.fromEntries(table.map((route) => [route.id, { ...route, module: says(route.id) }])),
    assets: { routes: Object.fromEntries(table.map(({ id }) => [id, assetsOf(id)])) },
    publicPath: "/",
    assetsBuildDirectory: "",
    basename: "/",
    future: { v3_singleFetch: true, v3_relativeSplatPath: true },
    isSpaMode: false,
  } as unknown as ServerBuild;
}

const TABLE = buildOf([
  { id: "root", path: "" },
  { id: "home", parentId: "root", index: true },
  { id: "products", parentId: "root", path: "products" },
  { id: "product", parentId: "root", path: "products/:slug" },
  { id: "new request", parentId: "root", path: "wholesale/requests/new" },
  { id: "request", parentId: "root", path: "wholesale/requests/:number" },
  { id: "desk", parentId: "root", path: "coop/:coop" },
  { id: "desk orders", parentId: "desk", path: "orders" },
  { id: "csv", parentId: "root", path: "villages/:slug/ledger.csv" },
]);

const PATHS = [
  "/",
  "/products",
  "/products/",
  "/products/green-garlic",
  "/products/%E8%92%9C",
  "/wholesale/requests/new",
  "/wholesale/requests/X1",
  "/coop/yandixia",
  "/coop/yandixia/orders",
  "/villages/a/ledger.csv",
  "/products/a.data",
  "/_root.data",
  "/nowhere",
  "/products/a/b",
];

describe("a route answered by a handler of its own", () => {
  for (const [basename, prefix] of [
    ["/", ""],
    ["/en", "/en"],
  ] as const) {
    const whole = createRequestHandler({ ...TABLE, basename }, "production");
    const branches = createBranchHandlers(TABLE, basename);
    const ask = async (handler: typeof whole, path: string, method: string) => {
      const answer = await handler(new Request(`http://shop.test${prefix}${path}`, { method }));
      return [answer.status, await answer.text()];
    };
    for (const path of PATHS) {
      it(`says the same as the whole table: ${prefix}${path}`, async () => {
        for (const method of ["GET", "POST", "GET"]) {
          expect(await ask(branches, path, method)).toEqual(await ask(whole, path, method));
        }
      });
    }
  }
});
