import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { RequestHandler, ServerBuild } from "@remix-run/node";
import { PREFIX } from "~/http/locale";
import { PageCache } from "~/http/page-cache.server";
import { type LogAnswer, statusOf } from "~/http/server/access-log";
import { createBranchHandlers } from "~/http/server/branch-handlers";
import { serveBuiltFiles } from "~/http/server/built-files.server";
import { createNodeServer } from "~/http/server/node-server";
import { createPageServer } from "~/http/server/page-server";
import { createPlainDoors, routeLabel } from "~/http/server/plain-doors.server";
import type { UnsentPage } from "~/http/server/unsent";
import { LOCALES, type Locale } from "~/kernel/text";
import { PAGES_CHANNEL } from "~/platform/db/db.server";
import { requestIdFrom, withRequestId } from "~/platform/log/log.server";
import { openMetrics } from "~/platform/metrics/metrics.server";
import type { Portal } from "~/wiring.server";

const PAGE_CACHE = { maxBytes: 96 * 1024 * 1024, maxPages: 5_000 };

export interface Served {
  /** What Remix compiled of the routes. */
  readonly build: ServerBuild;
  /** Where the files for browsers were built to. */
  readonly clientFolder: string;
  readonly logAnswer: LogAnswer;
}

/** The HTTP server of a portal, everything joined and not listening yet. */
export function createPortalServer(portal: Portal, { build, clientFolder, logAnswer }: Served): Server {
  const site = { https: portal.https, payOrigin: portal.payOrigin, publicOrigin: portal.publicOrigin };
  const cache = new PageCache(PAGE_CACHE);
  const metrics = openMetrics();
  metrics.watchPool(portal.db.pool);
  metrics.watchPageCache(cache);
  metrics.watchRealtime(portal.realtime);
  portal.realtime.subscribe(PAGES_CHANNEL, (signal) => {
    if (signal.kind === "missed") cache.dropEverything();
    else cache.drop(signal.payload.split(" "));
  });
  const handlers = Object.fromEntries(
    LOCALES.map((locale) => [locale, createBranchHandlers(build, PREFIX[locale] || "/")]),
  ) as Record<Locale, RequestHandler>;
  const pages = createPageServer({
    cache,
    site,
    proxiesInFront: portal.proxiesInFront,
    onFault: portal.onFault,
    render: (request, page) => handlers[page.locale](request, { portal, ...page }),
  });
  return createNodeServer({
    site,
    publicHost: portal.mode === "production" ? new URL(portal.publicOrigin).host : "",
    files: serveBuiltFiles(clientFolder, site),
    plain: createPlainDoors({ ...portal, metrics, site }),
    pages: {
      answerKept: pages.answerKept,
      answer: (...args: Parameters<typeof pages.answer>) =>
        withRequestId(args[2], () => pages.answer(...args)),
    },
    proxiesInFront: portal.proxiesInFront,
    // What Remix compiles knows the words and the names of the files.
    unsentPage: (build.entry.module as typeof build.entry.module & { unsentPage: UnsentPage }).unsentPage,
    newRequestId: (request: IncomingMessage) => requestIdFrom(oneOf(request.headers["x-request-id"])),
    observe: (
      request: IncomingMessage,
      response: ServerResponse,
      milliseconds: number,
      requestId: () => string,
    ) => {
      metrics.request(routeLabel(request), statusOf(response), milliseconds / 1000);
      logAnswer(request, response, milliseconds, requestId);
    },
    onFault: portal.onFault,
  });
}

function oneOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
