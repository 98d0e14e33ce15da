import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequest } from "@remix-run/node-fetch-server";
import type { Locale } from "~/kernel/text";
import { localeOfPath } from "../locale";
import type { KeepTerms, KeptPage, PageCache } from "../page-cache.server";
import { acceptedEncoding, compressForOne, compressToKeep } from "./encoding";
import { contentSecurityPolicy, type SiteFacts, standingHeaders } from "./security-headers";

/** What one request's loaders may tell the server about the page they make. */
export class PageTerms {
  #tags = new Set<string>();
  #seconds: number | undefined;

  /**
   * Declares the page free of anything personal: it may be kept and given to everybody until one of `tags` is
   * dropped, at the longest for `seconds`. Several loaders of a page add up; the shortest time wins.
   */
  keep(tags: readonly string[], seconds: number): void {
    for (const tag of tags) this.#tags.add(tag);
    this.#seconds = Math.min(this.#seconds ?? seconds, seconds);
  }

  get terms(): KeepTerms | undefined {
    return this.#seconds === undefined ? undefined : { tags: [...this.#tags], seconds: this.#seconds };
  }
}

export interface PageRequest {
  readonly locale: Locale;
  readonly requestId: string;
  readonly terms: PageTerms;
}

export interface PageServerOptions {
  readonly cache: PageCache;
  readonly site: SiteFacts;
  /** Renders through Remix. */
  readonly render: (request: Request, page: PageRequest) => Promise<Response>;
  readonly onFault: (fault: unknown, requestId: string) => void;
}

type Answer = (request: IncomingMessage, response: ServerResponse, requestId: string) => Promise<void>;

const REVALIDATE = "public, max-age=0, must-revalidate";
const PRIVATE = "private, no-store";

/** Answers page requests: kept bytes when there are any, Remix otherwise. */
export function createPageServer(options: PageServerOptions): Answer {
  const { cache, site } = options;
  const standing = standingHeaders(site);
  const keptHeaders = new WeakMap<KeptPage, Record<"br" | "gzip" | "identity", Record<string, string>>>();

  function sendKept(request: IncomingMessage, response: ServerResponse, page: KeptPage): void {
    let byEncoding = keptHeaders.get(page);
    if (!byEncoding) {
      byEncoding = headersByEncoding(page, standing);
      keptHeaders.set(page, byEncoding);
    }
    const encoding = acceptedEncoding(request.headers["accept-encoding"] as string | undefined);
    if (request.headers["if-none-match"] === page.etag) {
      response.writeHead(304, { etag: page.etag, "cache-control": REVALIDATE, vary: "accept-encoding" });
      response.end();
      return;
    }
    response.writeHead(page.status, byEncoding[encoding]);
    if (request.method === "HEAD") response.end();
    else response.end(encoding === "br" ? page.brotli : encoding === "gzip" ? page.gzip : page.identity);
  }

  async function sendOnce(request: IncomingMessage, response: ServerResponse, made: Response): Promise<void> {
    const headers: Record<string, string | string[]> = { ...standing };
    for (const [name, value] of made.headers) if (name !== "set-cookie") headers[name] = value;
    const cookies = made.headers.getSetCookie();
    if (cookies.length > 0) headers["set-cookie"] = cookies;
    headers["cache-control"] ??= PRIVATE;
    if (made.headers.get("content-type")?.startsWith("text/event-stream") && made.body) {
      await stream(made.body, request, response, made.status, headers);
      return;
    }
    const raw = Buffer.from(await made.arrayBuffer());
    if (isHtml(made)) headers["content-security-policy"] = contentSecurityPolicy(raw.toString("utf8"), site);
    const encoding = isText(made) ? acceptedEncoding(headerOf(request, "accept-encoding")) : "identity";
    const body = await compressForOne(raw, encoding);
    if (body.encoding !== "identity") headers["content-encoding"] = body.encoding;
    headers.vary = "accept-encoding";
    headers["content-length"] = String(body.bytes.length);
    response.writeHead(made.status, headers);
    response.end(request.method === "HEAD" ? undefined : body.bytes);
  }

  return async (request, response, requestId) => {
    const address = request.url ?? "/";
    const readable = request.method === "GET" || request.method === "HEAD";
    if (readable) {
      const kept = cache.get(address);
      if (kept) return sendKept(request, response, kept);
    }
    const page = { locale: localeOfPath(pathOf(address)), requestId, terms: new PageTerms() };
    const mark = cache.mark();
    let made: Response;
    try {
      made = await options.render(createRequest(request, response), page);
    } catch (fault) {
      options.onFault(fault, requestId);
      made = new Response("500", { status: 500, headers: { "content-type": "text/plain" } });
    }
    const terms = page.terms.terms;
    if (readable && terms && made.status === 200 && !made.headers.has("set-cookie")) {
      const kept = await toKeptPage(made, site);
      cache.keep(address, kept, terms, mark);
      return sendKept(request, response, kept);
    }
    return sendOnce(request, response, made);
  };
}

function headersByEncoding(
  page: KeptPage,
  standing: Readonly<Record<string, string>>,
): Record<"br" | "gzip" | "identity", Record<string, string>> {
  const headers = (bytes: Buffer, encoding?: string): Record<string, string> => ({
    ...standing,
    "content-type": page.contentType,
    ...(page.contentSecurityPolicy ? { "content-security-policy": page.contentSecurityPolicy } : {}),
    "cache-control": REVALIDATE,
    etag: page.etag,
    vary: "accept-encoding",
    "content-length": String(bytes.length),
    ...(encoding ? { "content-encoding": encoding } : {}),
  });
  return {
    br: headers(page.brotli, "br"),
    gzip: headers(page.gzip, "gzip"),
    identity: headers(page.identity),
  };
}

async function toKeptPage(made: Response, site: SiteFacts): Promise<KeptPage> {
  const identity = Buffer.from(await made.arrayBuffer());
  return {
    status: made.status,
    contentType: made.headers.get("content-type") ?? "text/html; charset=utf-8",
    contentSecurityPolicy: isHtml(made) ? contentSecurityPolicy(identity.toString("utf8"), site) : "",
    etag: `"${createHash("sha256").update(identity).digest("base64url").slice(0, 22)}"`,
    identity,
    ...(await compressToKeep(identity)),
  };
}

/** Sends events as they come, for desks that wait for news. */
async function stream(
  body: ReadableStream<Uint8Array>,
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Record<string, string | string[]>,
): Promise<void> {
  response.writeHead(status, { ...headers, "cache-control": "no-store" });
  const reader = body.getReader();
  request.socket.once("close", () => void reader.cancel());
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    response.write(value);
  }
  response.end();
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}

function pathOf(address: string): string {
  const query = address.indexOf("?");
  return query === -1 ? address : address.slice(0, query);
}

function isHtml(response: Response): boolean {
  return response.headers.get("content-type")?.startsWith("text/html") ?? false;
}

function isText(response: Response): boolean {
  return /^(text\/|application\/(json|xml|javascript))/.test(response.headers.get("content-type") ?? "");
}
