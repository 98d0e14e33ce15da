import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import sirv from "sirv";
import { PREFIX } from "~/http/locale";
import { PageCache } from "~/http/page-cache.server";
import { createNodeServer } from "~/http/server/node-server";
import { createPageServer } from "~/http/server/page-server";
import { LOCALES, type Locale } from "~/kernel/text";
import { PAGES_CHANNEL } from "~/platform/db/db.server";
import { explainEnv, readEnv } from "~/platform/env/env.server";
import { requestIdFrom, withRequestId } from "~/platform/log/log.server";
import { openMediaServer } from "~/platform/media/serve-media.server";
import { type Portal, wire } from "~/wiring.server";

const PAGE_CACHE = { maxBytes: 96 * 1024 * 1024, maxPages: 5_000 };
const GRACE_MS = 10_000;

/** Starts a portal process: environment, wiring, listening, and an orderly end. */
async function start(): Promise<void> {
  const env = readEnv(process.env);
  if (!env.ok) {
    process.stderr.write(`${explainEnv(env.refusal)}\n`);
    process.exit(2);
  }
  const portal = await wire(env.value);
  const root = path.resolve(import.meta.dirname);
  const build: ServerBuild = await import(/* @vite-ignore */ path.join(root, "server/index.js"));
  const server = createNodeServer(serverOptions(portal, build, path.join(root, "client")));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(env.value.port, env.value.host, resolve);
  });
  if (env.value.workJobs) portal.sweeps.start();
  portal.log.info("listening", { origin: portal.publicOrigin, mode: portal.mode });
  endInOrder(async () => {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
    });
    await portal.close();
  }, portal);
}

function serverOptions(portal: Portal, build: ServerBuild, clientFolder: string) {
  const cache = new PageCache(PAGE_CACHE);
  portal.realtime.subscribe(PAGES_CHANNEL, (signal) => {
    if (signal.kind === "missed") cache.dropEverything();
    else cache.drop(signal.payload.split(" "));
  });
  const handlers = Object.fromEntries(
    LOCALES.map((locale) => [
      locale,
      createRequestHandler({ ...build, basename: PREFIX[locale] || "/" }, "production"),
    ]),
  ) as Record<Locale, ReturnType<typeof createRequestHandler>>;
  const pages = createPageServer({
    cache,
    site: { https: portal.https, payOrigin: portal.payOrigin },
    onFault: portal.onFault,
    render: (request, page) => handlers[page.locale](request, { portal, ...page }),
  });
  return {
    publicHost: portal.mode === "production" ? new URL(portal.publicOrigin).host : "",
    files: sirv(clientFolder, { brotli: true, gzip: true, immutable: true, maxAge: 31_536_000, etag: true }),
    plain: plainDoors(portal),
    pages: (...args: Parameters<typeof pages>) => withRequestId(args[2], () => pages(...args)),
    newRequestId: () => requestIdFrom(undefined),
    observe: () => undefined,
    onFault: portal.onFault,
  };
}

/** Answers that need no page: pictures, and whether the process is alive and ready. */
function plainDoors(
  portal: Portal,
): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  const media = openMediaServer({ storage: portal.storage });
  return async (request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    if (path.startsWith("/media/")) {
      const answer = await media.serve({
        method: request.method ?? "GET",
        path,
        ifNoneMatch: request.headers["if-none-match"] ?? null,
      });
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
      return true;
    }
    if (path === "/healthz") return say(response, 200, "alive");
    if (path === "/readyz") {
      const ready = await portal.db.pool.query("SELECT 1").then(
        () => true,
        () => false,
      );
      return say(response, ready ? 200 : 503, ready ? "ready" : "not ready");
    }
    return false;
  };
}

function say(response: ServerResponse, status: number, text: string): true {
  response.writeHead(status, { "content-type": "text/plain", "cache-control": "no-store" });
  response.end(text);
  return true;
}

/** The first signal ends things in order; a second one, or the end of patience, ends them at once. */
function endInOrder(end: () => Promise<void>, portal: Portal): void {
  let ending = false;
  const stop = (signal: NodeJS.Signals) => {
    if (ending) process.exit(1);
    ending = true;
    portal.log.info("stopping", { signal });
    setTimeout(() => process.exit(1), GRACE_MS * 2).unref();
    end().then(
      () => process.exit(0),
      (fault) => {
        portal.log.fault(fault, { during: "stopping" });
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

await start();
