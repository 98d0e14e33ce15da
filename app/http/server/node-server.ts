import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { FORM_BODY_LIMIT, turnAway } from "./admission";

/** A door that answers a request or passes it on by returning false. */
export type StaticDoor = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

export interface NodeServerOptions {
  /** host:port or name the public uses; what `Origin` is compared with. Empty: the request's own Host header. */
  readonly publicHost: string;
  readonly files: StaticDoor;
  /** Plain answers outside Remix: health, metrics, media. Returns whether it answered. */
  readonly plain: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
  readonly pages: (request: IncomingMessage, response: ServerResponse, requestId: string) => Promise<void>;
  readonly newRequestId: () => string;
  readonly observe: (request: IncomingMessage, response: ServerResponse, milliseconds: number) => void;
  readonly onFault: (fault: unknown, requestId: string) => void;
}

const SECOND = 1000;

/** The HTTP server of a portal process, with time limits against slow clients. */
export function createNodeServer(options: NodeServerOptions): Server {
  const server = createServer(
    {
      requestTimeout: 30 * SECOND,
      headersTimeout: 10 * SECOND,
      keepAliveTimeout: 65 * SECOND,
      connectionsCheckingInterval: 5 * SECOND,
      maxHeaderSize: 16 * 1024,
      noDelay: true,
    },
    (request, response) => {
      const requestId = options.newRequestId();
      const startedAt = performance.now();
      response.once("finish", () => options.observe(request, response, performance.now() - startedAt));
      answer(request, response, requestId).catch((fault) => {
        options.onFault(fault, requestId);
        if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
        response.end();
      });
    },
  );

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<void> {
    const host = options.publicHost || request.headers.host || "";
    const turned = turnAway(request, host, FORM_BODY_LIMIT);
    if (turned) {
      // The body is not read; without this the client would wait for a server that will not listen.
      response.writeHead(turned.status, { "content-type": "text/plain", connection: "close" });
      response.end(turned.reason);
      return;
    }
    if (mayBeFile(request)) {
      const found = await new Promise<boolean>((resolve) => {
        response.once("close", () => resolve(true));
        options.files(request, response, () => resolve(false));
      });
      if (found) return;
    }
    if (await options.plain(request, response)) return;
    await options.pages(request, response, requestId);
  }

  return server;
}

/** Built files live under /assets and a few names at the root; everything else need not touch the file table. */
function mayBeFile(request: IncomingMessage): boolean {
  const url = request.url ?? "";
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  return url.startsWith("/assets/") || /^\/(favicon|icon-|robots|site\.)[\w.-]*$/.test(url);
}
