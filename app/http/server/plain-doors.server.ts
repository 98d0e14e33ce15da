import type { IncomingMessage, ServerResponse } from "node:http";
import { openReadiness, type ReadyDeps } from "~/platform/health/health.server";
import { openMediaServer } from "~/platform/media/serve-media.server";
import type { Metrics } from "~/platform/metrics/metrics.server";
import type { Storage } from "~/platform/storage/storage.server";
import { type SiteFacts, standingHeaders } from "./security-headers";

export interface PlainDoorsDeps extends Omit<ReadyDeps, "storage"> {
  readonly storage: Storage;
  readonly metrics: Metrics;
  readonly site: SiteFacts;
}

/** Answers that need no page: pictures, figures about this process, and whether it is alive and ready. */
export function createPlainDoors(
  deps: PlainDoorsDeps,
): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  const media = openMediaServer({ storage: deps.storage });
  const standing = standingHeaders(deps.site);
  const readinessNow = openReadiness(deps);

  function say(response: ServerResponse, status: number, text: string, type = "text/plain"): true {
    response.writeHead(status, {
      ...standing,
      "content-type": type,
      "content-length": String(Buffer.byteLength(text)),
      "cache-control": "no-store",
    });
    response.end(text);
    return true;
  }

  async function sayFigure(request: IncomingMessage, response: ServerResponse, path: string): Promise<true> {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("allow", "GET, HEAD");
      return say(response, 405, "405");
    }
    if (path === "/healthz") return say(response, 200, "alive");
    if (path === "/readyz") {
      const readiness = await readinessNow();
      return say(response, readiness.ready ? 200 : 503, JSON.stringify(readiness), "application/json");
    }
    // Figures are for whoever runs the machine: a collector beside the process, not the public behind a proxy.
    if (!fromThisMachine(request)) return say(response, 404, "");
    return say(response, 200, await deps.metrics.text(), deps.metrics.contentType);
  }

  return async (request, response) => {
    const path = pathOf(request);
    if (FIGURES.has(path)) return sayFigure(request, response, path);
    if (!path.startsWith("/media/")) return false;
    const ifNoneMatch = request.headers["if-none-match"] ?? null;
    const answer = await media.serve({ method: request.method ?? "GET", path, ifNoneMatch });
    response.writeHead(answer.status, { ...standing, ...answer.headers });
    response.end(answer.body);
    return true;
  };
}

const FIGURES = new Set(["/healthz", "/readyz", "/metrics"]);

/** What a request is counted under: the first part of its address, when it is one of ours. */
export function routeLabel(request: IncomingMessage): string {
  const { url = "/" } = request;
  const first = partOf(url, 1);
  return LABELS.get(first === "en" || first === "zh-TW" ? partOf(url, first.length + 2) : first) ?? "other";
}

/** The part of a path that begins at `from`, up to the next slash or the query. */
function partOf(url: string, from: number): string {
  let end = from;
  while (end < url.length && url[end] !== "/" && url[end] !== "?") end += 1;
  return url.slice(from, end);
}

const LABELS: ReadonlyMap<string, string> = new Map(
  (
    " products villages cooperatives cart checkout orders account sign-in wholesale live l host coop books alliance admin " +
    "trace webhooks media assets healthz readyz metrics api demo"
  )
    .split(" ")
    .map((name) => [name, `/${name}`]),
);

function pathOf(request: IncomingMessage): string {
  return (request.url ?? "/").split("?", 1)[0] ?? "/";
}

function fromThisMachine(request: IncomingMessage): boolean {
  const address = request.socket.remoteAddress ?? "";
  const direct = request.headers["x-forwarded-for"] === undefined && request.headers.forwarded === undefined;
  return direct && (address === "127.0.0.1" || address === "::1" || address === "::ffff:127.0.0.1");
}
