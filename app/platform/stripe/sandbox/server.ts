import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { getResponse } from "msw";
import type { Send } from "./deliveries";
import { startDeliveryPump } from "./delivery-pump";
import { STRIPE_ORIGIN } from "./handlers";
import { actOnPayPage, showPayPage } from "./pay-page";
import type { StripeSandbox } from "./sandbox";

export interface ServeStripeSandboxOptions {
  readonly sandbox: StripeSandbox;
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly now: () => Date;
  /** The portal's webhook door. Without it news waits for `deliverAll`. */
  readonly webhookUrl?: string;
  /** Called with faults that have no request to answer. */
  readonly onFault?: (fault: unknown) => void;
}

export interface StripeSandboxServer {
  readonly port: number;
  /** `http://host:port`; point the SDK here with `host`, `port` and `protocol: "http"`. */
  readonly origin: string;
  /** Ends connections and deliveries. The sandbox itself stays open: close it after this. */
  close(): Promise<void>;
}

const LARGEST_BODY = 1024 * 1024;
const WEBHOOK_TIMEOUT = 10_000;

/** Serves the API under /v1, from the same MSW handlers that tests use, and the pay page under /pay. */
export async function serveStripeSandbox(options: ServeStripeSandboxOptions): Promise<StripeSandboxServer> {
  const { sandbox, host, webhookUrl, now } = options;
  const onFault = options.onFault ?? (() => {});
  const server = createServer((incoming, outgoing) => {
    respond(sandbox, incoming, outgoing).catch((fault) => {
      onFault(fault);
      if (outgoing.headersSent) outgoing.destroy();
      else finish(outgoing, 500, { "content-type": "text/plain" }, "The sandbox failed.");
    });
  });
  await listen(server, host, options.port);
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  const pump =
    webhookUrl === undefined
      ? undefined
      : startDeliveryPump({ sandbox, now, onFault, send: sendOverHttp(webhookUrl) });
  return {
    port,
    origin: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    close: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeIdleConnections();
      await pump?.stop();
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(port, host, () => {
      server.off("error", failed);
      done();
    });
  });
}

function sendOverHttp(url: string): Send {
  return async (body, headers) => {
    const signal = AbortSignal.timeout(WEBHOOK_TIMEOUT);
    // Stripe counts a redirect as a failure.
    const response = await fetch(url, { method: "POST", body, headers, signal, redirect: "manual" });
    await response.body?.cancel();
    return { status: response.status };
  };
}

async function respond(
  sandbox: StripeSandbox,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { pathname, search, searchParams } = new URL(incoming.url ?? "/", STRIPE_ORIGIN);
  const body = await readBody(incoming);
  if (body === undefined) return finish(outgoing, 413, { connection: "close" }, "");
  if (pathname.startsWith("/v1/")) return api(sandbox, incoming, outgoing, `${pathname}${search}`, body);
  const id = /^\/pay\/(\w+)$/.exec(pathname)?.[1];
  const language = incoming.headers["accept-language"] ?? "";
  if (id !== undefined && incoming.method === "POST") {
    const reply = await actOnPayPage(sandbox, id, new URLSearchParams(body));
    return finish(outgoing, reply.status, reply.headers, reply.body);
  }
  if (id !== undefined && (incoming.method === "GET" || incoming.method === "HEAD")) {
    const reply = showPayPage(sandbox, id, searchParams, language);
    return finish(outgoing, reply.status, reply.headers, reply.body);
  }
  finish(outgoing, 404, { "content-type": "text/plain" }, "Nothing is sold here.");
}

async function api(
  sandbox: StripeSandbox,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  path: string,
  body: string,
): Promise<void> {
  const method = incoming.method ?? "GET";
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value === "string") headers.set(name, value);
  }
  const request = new Request(`${STRIPE_ORIGIN}${path}`, {
    method,
    headers,
    ...(method === "POST" ? { body } : {}),
  });
  const response = await getResponse(sandbox.handlers, request);
  // A handler that breaks the connection says so with an error response; a status of 0 cannot be sent.
  if (response === undefined || response.type === "error") {
    outgoing.destroy();
    return;
  }
  finish(outgoing, response.status, Object.fromEntries(response.headers), await response.text());
}

function finish(
  outgoing: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string,
): void {
  const bytes = Buffer.from(body);
  outgoing.writeHead(status, { ...headers, "content-length": bytes.length });
  outgoing.end(bytes);
}

/** The body as text; undefined when it is larger than anything the API takes. */
async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of incoming) {
    const bytes: Buffer = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
    size += bytes.length;
    if (size > LARGEST_BODY) return undefined;
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString("utf8");
}
