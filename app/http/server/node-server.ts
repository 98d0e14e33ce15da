import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { bodyLimitOf, LONGEST_ARRIVAL_MS, turnAway } from "./admission";
import { BODY_LIMITS, type BodyLimits, openBodyWatch } from "./body-watch";
import type { PageServer } from "./page-server";
import { type SiteFacts, standingHeaders } from "./security-headers";
import { createShortWords } from "./short-words";
import { createTurning } from "./turning";
import type { UnsentPage } from "./unsent";

/** A door that answers a request or passes it on by calling `next`. */
export type StaticDoor = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

export interface NodeServerOptions {
  readonly site: SiteFacts;
  /** host:port or name the public uses; what `Origin` is compared with. Empty: the request's own Host header. */
  readonly publicHost: string;
  readonly files: StaticDoor;
  /** Plain answers outside Remix: health, metrics, media. Returns whether it answered. */
  readonly plain: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
  readonly pages: PageServer;
  /** As for `clientAddress`. */
  readonly proxiesInFront: number;
  /** How much slow senders may hold open; otherwise `BODY_LIMITS`. */
  readonly bodies?: BodyLimits;
  /** What a person reads whose form was too long or too slow. */
  readonly unsentPage: UnsentPage;
  readonly newRequestId: (request: IncomingMessage) => string;
  /** Told once per request, when the answer has been sent or handed over, or nobody is left to take it. */
  readonly observe: (
    request: IncomingMessage,
    response: ServerResponse,
    milliseconds: number,
    requestId: () => string,
  ) => void;
  readonly onFault: (fault: unknown, requestId: string) => void;
}

const SECOND = 1000;

/** The HTTP server of a portal process, with time limits against slow clients. */
export function createNodeServer(options: NodeServerOptions): Server {
  const words = createShortWords(standingHeaders(options.site));
  const bodies = openBodyWatch(options.bodies ?? BODY_LIMITS);
  const { turn, follow } = createTurning({ ...options, bodies, words });
  const server = createServer(
    {
      // Whoever follows a body ends it before, and says why.
      requestTimeout: LONGEST_ARRIVAL_MS + BODY_LIMITS.lingerMs + 5 * SECOND,
      headersTimeout: 10 * SECOND,
      keepAliveTimeout: 65 * SECOND,
      connectionsCheckingInterval: 5 * SECOND,
      maxHeaderSize: 16 * 1024,
      noDelay: true,
    },
    (request, response) => {
      let made: string | undefined;
      const requestId = () => (made ??= options.newRequestId(request));
      const startedAt = performance.now();
      const observe = () => options.observe(request, response, performance.now() - startedAt, requestId);
      const onFault = (fault: unknown) => {
        options.onFault(fault, requestId());
        if (response.headersSent) response.end();
        else words.say(response, { status: 500, text: "500", requestId: requestId() });
      };
      try {
        const done = answerAtOnce(request, response, requestId);
        if (done === true) return observe();
        response.once("close", observe);
        answer(done, request, response, requestId()).catch(onFault);
      } catch (fault) {
        onFault(fault);
        observe();
      }
    },
  );
  // Somebody who takes our answer byte by byte, or not at all, is let go. Event streams say something more often.
  server.timeout = 120 * SECOND;

  /** What needs no waiting, kept pages above all: thousands a second, so neither id nor promise is made for them. */
  function answerAtOnce(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: () => string,
  ): boolean | Promise<true> {
    const host = options.publicHost || request.headers.host || "";
    const turned = turnAway(request, host, bodyLimitOf(request.url ?? ""));
    if (!turned && request.method !== "POST") return options.pages.answerKept(request, response);
    const exchange = { request, response, requestId };
    const refused = turned ?? follow(exchange);
    if (!refused) return false;
    turn(exchange, refused);
    return true;
  }

  async function answer(
    kept: false | Promise<true>,
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<void> {
    if (await kept) return;
    const url = request.url ?? "";
    if (mayBeFile(request)) {
      const found = await new Promise<boolean>((resolve) => {
        response.once("close", () => resolve(true));
        options.files(request, response, () => resolve(false));
      });
      if (found) return;
      // No page lives there: a file of an earlier release needs no page rendered around its absence.
      if (url.startsWith("/assets/")) return words.say(response, { status: 404, text: "404", requestId });
    }
    if (await options.plain(request, response)) return;
    await options.pages.answer(request, response, requestId);
  }

  return server;
}

/** Built files live under /assets and a few names at the root; everything else need not touch the file table. */
function mayBeFile(request: IncomingMessage): boolean {
  const url = request.url ?? "";
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  return url.startsWith("/assets/") || /^\/(favicon|icon-|robots|site\.)[\w.-]*$/.test(url);
}
