import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "~/platform/log/log.server";

/** Reading a page should never take this long; such an answer is worth a line of its own. */
const SLOW_MS = 1_000;

/** Nobody waited for the answer; a status of its own kind, as proxies write it. */
const GONE = 499;

/** The status an answer was begun with, or 499 when there was nobody left to begin it for. */
export function statusOf(response: ServerResponse): number {
  return response.headersSent ? response.statusCode : GONE;
}

/** The token of an invitation opens a desk and is never written down. */
const INVITATION = /(\/invite\/)[^/]+/;

function pathOf(request: IncomingMessage): string {
  return (request.url ?? "").split("?", 1)[0]?.replace(INVITATION, "$1…") ?? "";
}

export type LogAnswer = (
  request: IncomingMessage,
  response: ServerResponse,
  milliseconds: number,
  requestId: () => string,
) => void;

/**
 * One line per answer: of every write, of what took long and of what failed always; of the rest only where the log
 * is asked for details, since pages out of memory are sent by the thousand. The query is left out, for people
 * search and look up with words of their own; the log masks the rest.
 */
export function createAccessLog(log: Log, detailed: boolean): LogAnswer {
  return (request, response, milliseconds, requestId) => {
    const { method } = request;
    const reads = method === "GET" || method === "HEAD";
    // A browser that listens for news stays for minutes: that is long, not slow.
    const slow = milliseconds > SLOW_MS && request.headers.accept !== "text/event-stream";
    const status = statusOf(response);
    const failed = status >= 500;
    if (reads && !slow && !failed && !detailed) return;
    const level = failed ? "warn" : reads && !slow ? "debug" : "info";
    log[level]("answered", {
      method,
      path: pathOf(request),
      status,
      ...(response.destroyed && !response.writableFinished ? { cutShort: true } : {}),
      milliseconds: Math.round(milliseconds),
      requestId: requestId(),
    });
  };
}
