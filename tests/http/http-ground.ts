import { type AddressInfo, connect } from "node:net";
import { PageCache } from "~/http/page-cache.server";
import { createNodeServer, type NodeServerOptions } from "~/http/server/node-server";
import { createPageServer, type PageServerOptions } from "~/http/server/page-server";

/** The portal's HTTP side with pages made by the test: real sockets, no database, no build. */
export interface TestServer {
  readonly port: number;
  readonly cache: PageCache;
  readonly faults: unknown[];
  /** Sends these very bytes on a connection of their own and reads until the server closes it. */
  raw(text: string): Promise<RawAnswer>;
  /** A request with `connection: close` and a host; header values as they are. */
  ask(method: string, target: string, headers?: Record<string, string>, body?: string): Promise<RawAnswer>;
  close(): Promise<void>;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly setCookies: readonly string[];
  readonly body: Buffer;
  readonly text: string;
}

export type TestServerOptions = Partial<NodeServerOptions> & {
  readonly render: PageServerOptions["render"];
  readonly https?: boolean;
};

export const SITE = {
  https: false,
  payOrigin: "https://pay.test",
  publicOrigin: "http://shop.test",
} as const;

export async function startTestServer(options: TestServerOptions): Promise<TestServer> {
  const { render, https = false, ...rest } = options;
  const cache = new PageCache({ maxBytes: 1_000_000, maxPages: 100 });
  const faults: unknown[] = [];
  const onFault = (fault: unknown) => void faults.push(fault);
  const site = { ...SITE, https };
  const server = createNodeServer({
    site,
    publicHost: "shop.test",
    files: (_request, _response, next) => next(),
    plain: () => Promise.resolve(false),
    pages: createPageServer({ cache, site, proxiesInFront: 0, onFault, render }),
    proxiesInFront: 0,
    unsentPage: ({ because, locale, back }) => `<!DOCTYPE html><p>${because} ${locale} <a href="${back}">`,
    newRequestId: () => "request-1",
    observe: () => undefined,
    onFault,
    ...rest,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const raw = (text: string) => exchange(port, text);
  return {
    port,
    cache,
    faults,
    raw,
    ask(method, target, headers = {}, body = "") {
      const all = { host: "shop.test", connection: "close", ...headers };
      const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
      return raw(`${method} ${target} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A page as Remix would answer it, and its words of who may keep it. */
export function html(text: string, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  headers.set("content-type", "text/html; charset=utf-8");
  return new Response(`<!DOCTYPE html><html><body>${text}</body></html>`, { ...init, headers });
}

function exchange(port: number, text: string): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", reject);
    socket.on("close", () => {
      const bytes = Buffer.concat(chunks);
      if (bytes.length === 0) reject(new Error("the server closed without an answer"));
      else resolve(readAnswer(bytes));
    });
    socket.write(text);
  });
}

function readAnswer(bytes: Buffer): RawAnswer {
  const end = bytes.indexOf("\r\n\r\n");
  const [first = "", ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const pairs = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  const body = bytes.subarray(end + 4);
  return {
    status: Number(first.split(" ")[1]),
    headers: Object.fromEntries(pairs),
    setCookies: pairs.filter(([name]) => name === "set-cookie").map(([, value]) => value),
    body,
    text: body.toString("utf8"),
  };
}

type Render = TestServerOptions["render"];

/** Answers as Remix does to HEAD: with headers and no body. */
export const likeRemix =
  (render: Render): Render =>
  async (request, page) => {
    const made = await render(request, page);
    return request.method === "HEAD" ? new Response(null, made) : made;
  };

/** A page that anybody may have, and how often it was made. */
export function publicPage() {
  const made = { times: 0 };
  const render = likeRemix(async (request, page) => {
    made.times += 1;
    page.terms.keep(["catalog"], 60);
    return html(`page of ${new URL(request.url).pathname} ${"x".repeat(2000)}`);
  });
  return { made, render };
}
