import { createServer } from "node:http";
import type { ReactElement } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { openBuiltPages } from "./built-pages";

/** What a floor is asked to serve. */
export type FloorOrder =
  | { readonly kind: "bytes"; readonly head: readonly (readonly [string, string])[]; readonly body: string }
  | { readonly kind: "tree"; readonly databaseUrl: string; readonly path: string };

/** The least a server can do: hand out bytes that are there, or let React stream a tree whose data is there. */
process.once("message", (order: FloorOrder) => {
  start(order).catch((fault: unknown) => {
    process.stderr.write(`${fault instanceof Error ? fault.stack : String(fault)}\n`);
    process.exit(1);
  });
});

async function start(order: FloorOrder): Promise<void> {
  const server = order.kind === "bytes" ? serveBytes(order) : serveTree(await treeOf(order));
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    process.send?.({ port: typeof address === "object" && address ? address.port : 0 });
  });
}

function serveBytes({ head, body }: Extract<FloorOrder, { kind: "bytes" }>) {
  const headers = Object.fromEntries(head);
  const bytes = Buffer.from(body, "base64");
  return createServer((_request, response) => {
    response.writeHead(200, headers);
    response.end(bytes);
  });
}

function serveTree(tree: () => ReactElement) {
  return createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    const { pipe } = renderToPipeableStream(tree(), { onShellReady: () => void pipe(response) });
  });
}

/** The page's own tree, its loaders' answers kept from one real request. */
async function treeOf({
  databaseUrl,
  path,
}: Extract<FloorOrder, { kind: "tree" }>): Promise<() => ReactElement> {
  const pages = await openBuiltPages(databaseUrl);
  const tree = await pages.treeOf(path);
  await pages.close();
  return tree;
}
