import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequest } from "@remix-run/node-fetch-server";
import type { Locale } from "~/kernel/text";
import { localeOfPath } from "../locale";
import type { KeepTerms, KeptPage, PageCache } from "../page-cache.server";
import { clientAddress } from "./client-address";
import { acceptedEncoding, compressForOne } from "./encoding";
import { createKeptPageSender, mayBeKept, readPage, toKeptPage } from "./kept-page";
import { type SiteFacts, standingHeaders } from "./security-headers";

/** What one request's loaders may tell the server about the page they make. */
export class PageTerms {
  #tags = new Set<string>();
  #seconds: number | undefined;
  #personal = false;

  /**
   * The page as text, where it was written whole. It goes past the body of its Response, which would turn it into a
   * stream of bytes for us to gather again: a tenth of all that answering a page costs.
   */
  html: string | undefined;

  /**
   * Declares the page free of anything personal: it may be kept and given to everybody until one of `tags` is
   * dropped, at the longest for `seconds`. Several loaders of a page add up; the shortest time wins.
   */
  keep(tags: readonly string[], seconds: number): void {
    for (const tag of tags) this.#tags.add(tag);
    this.#seconds = Math.min(this.#seconds ?? seconds, seconds);
  }

  /** Says that some part of the page looked at who is asking; then nothing that another part declares keeps it. */
  forThisVisitorOnly(): void {
    this.#personal = true;
  }

  get terms(): KeepTerms | undefined {
    if (this.#personal || this.#seconds === undefined) return undefined;
    return { tags: [...this.#tags], seconds: this.#seconds };
  }
}

export interface PageRequest {
  readonly locale: Locale;
  readonly requestId: string;
  readonly terms: PageTerms;
  /** Whom tries are counted against; not to be shown or kept. */
  readonly clientAddress: string;
}

export interface PageServerOptions {
  readonly cache: PageCache;
  readonly site: SiteFacts;
  readonly proxiesInFront: number;
  /** Renders through Remix. */
  readonly render: (request: Request, page: PageRequest) => Promise<Response>;
  readonly onFault: (fault: unknown, requestId: string) => void;
}

export interface PageServer {
  /** Answers with a kept page, if there is one: the quick way that nearly all visitors take. */
  answerKept(request: IncomingMessage, response: ServerResponse): boolean | Promise<true>;
  answer(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void>;
}

/** A page being made that others may wait for. */
interface Making {
  readonly mark: number;
  /** Undefined when it turned out not to be one for everybody. */
  readonly page: Promise<KeptPage | undefined>;
}

type HeadersToSend = Record<string, string | string[]>;

const PRIVATE = "private, no-store";

/** Answers page requests: kept bytes when there are any, Remix otherwise. */
export function createPageServer(options: PageServerOptions): PageServer {
  const { cache, site, onFault } = options;
  const standing = standingHeaders(site);
  const keptPages = createKeptPageSender(standing);
  const making = new Map<string, Making>();
  const webRequest = createWebRequests(site);

  async function make(
    request: IncomingMessage,
    response: ServerResponse,
    page: PageRequest,
  ): Promise<Response> {
    try {
      const asked = webRequest(request, response);
      // Remix still answers the data requests of its earlier days, past everything that a page declares about itself.
      if (new URL(asked.url).searchParams.has("_data")) return plain(400);
      return await options.render(asked, page);
    } catch (fault) {
      if (!isOver(response)) onFault(fault, page.requestId);
      return plain(500);
    }
  }

  async function sendOnce(
    request: IncomingMessage,
    response: ServerResponse,
    made: Response,
    { requestId, terms }: PageRequest,
  ): Promise<void> {
    const headers = headersOnce(made, standing, requestId);
    if (made.headers.get("content-type")?.startsWith("text/event-stream") && made.body) {
      await stream(made.body, request, response, made.status, headers);
      return;
    }
    const { bytes, policy } = await readPage(made, terms.html, site);
    if (policy) headers["content-security-policy"] = policy;
    const encoding = isText(made) ? acceptedEncoding(headerOf(request, "accept-encoding")) : "identity";
    const body = await compressForOne(bytes, encoding);
    if (body.encoding !== "identity") headers["content-encoding"] = body.encoding;
    if (!BODILESS.has(made.status)) headers["content-length"] = String(body.bytes.length);
    response.writeHead(made.status, headers);
    response.end(request.method === "HEAD" ? undefined : body.bytes);
  }

  /** Makes the page and answers with it. Gives the page when it is one for everybody. */
  async function makeAndSend(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<KeptPage | undefined> {
    const address = request.url ?? "/";
    const page = {
      locale: localeOfPath(pathOf(address)),
      requestId,
      terms: new PageTerms(),
      clientAddress: clientAddress(request, options.proxiesInFront),
    };
    const mark = cache.mark();
    const made = await make(request, response, page);
    if (isOver(response)) {
      // Nothing is compressed for nobody, and a page that may have been cut short is not kept.
      await made.body?.cancel();
      return undefined;
    }
    const { terms } = page.terms;
    if (reads(request) && mayBeKept(address, made, terms)) {
      const kept = toKeptPage(made, await readPage(made, page.terms.html, site));
      cache.keep(address, kept, terms, mark);
      await keptPages.sendFirst(request, response, kept);
      return kept;
    }
    await sendOnce(request, response, made, page);
    return undefined;
  }

  /**
   * When a page that many read is forgotten, all of them ask at once: the first makes it and the others wait. Nobody
   * waits for a page that was begun before the latest news, nor where pages have not been kept before.
   */
  async function pageOfAnother(request: IncomingMessage): Promise<KeptPage | undefined> {
    if (!reads(request)) return undefined;
    const other = making.get(request.url ?? "/");
    return other?.mark === cache.mark() ? await other.page : undefined;
  }

  return {
    answerKept(request, response) {
      if (!reads(request)) return false;
      const kept = cache.get(request.url ?? "/");
      if (!kept) return false;
      return keptPages.send(request, response, kept)?.then(() => true as const) ?? true;
    },
    async answer(request, response, requestId) {
      const other = await pageOfAnother(request);
      if (other) return keptPages.send(request, response, other);
      const address = request.url ?? "/";
      if (!reads(request) || !cache.expects(address)) {
        await makeAndSend(request, response, requestId);
        return;
      }
      const page = makeAndSend(request, response, requestId);
      const mine = { mark: cache.mark(), page: page.catch(() => undefined) };
      making.set(address, mine);
      await page.finally(() => {
        if (making.get(address) === mine) making.delete(address);
      });
    },
  };
}

/** Whoever asked has gone, or has been told already that the form came too slowly. */
function isOver(response: ServerResponse): boolean {
  return response.destroyed || response.headersSent;
}

function reads(request: IncomingMessage): boolean {
  return request.method === "GET" || request.method === "HEAD";
}

/**
 * Turns node's requests into those of the web. Scheme and host are ours, not what a header claims: a Host such as
 * `x/villages?` would otherwise move the border between host and path, and one page be kept under another's address.
 * HEAD becomes GET, so that its headers are those of the page; the body is held back when the answer is sent.
 * `Origin` was judged at admission; Remix would judge it once more, by the Host that a proxy may have rewritten.
 */
function createWebRequests(site: SiteFacts): (request: IncomingMessage, response: ServerResponse) => Request {
  const { protocol, host } = new URL(site.publicOrigin);
  return (request, response) => {
    const made = createRequest(request, response, { protocol, host });
    made.headers.set("host", host);
    for (const name of ["origin", "x-forwarded-host", "forwarded"]) made.headers.delete(name);
    return made.method === "HEAD" ? new Request(made, { method: "GET" }) : made;
  };
}

const BODILESS = new Set([204, 205, 304]);

function headersOnce(
  made: Response,
  standing: Readonly<Record<string, string>>,
  requestId: string,
): HeadersToSend {
  const headers: HeadersToSend = { ...standing, "cache-control": PRIVATE, "x-request-id": requestId };
  for (const [name, value] of made.headers) if (name !== "set-cookie") headers[name] = value;
  const cookies = made.headers.getSetCookie();
  if (cookies.length > 0) headers["set-cookie"] = cookies;
  headers.vary = "accept-encoding";
  return headers;
}

/** Sends events as they come, for desks that wait for news. */
async function stream(
  body: ReadableStream<Uint8Array>,
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: HeadersToSend,
): Promise<void> {
  response.writeHead(status, { ...headers, "cache-control": "no-store" });
  if (request.method === "HEAD") {
    response.end();
    await body.cancel();
    return;
  }
  response.flushHeaders();
  const reader = body.getReader();
  response.once("close", () => void reader.cancel().catch(() => undefined));
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    response.write(value);
  }
  response.end();
}

function plain(status: number): Response {
  return new Response(String(status), { status, headers: { "content-type": "text/plain" } });
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}

function pathOf(address: string): string {
  const query = address.indexOf("?");
  return query === -1 ? address : address.slice(0, query);
}

function isText(response: Response): boolean {
  return /^(text\/|application\/(json|xml|javascript))/.test(response.headers.get("content-type") ?? "");
}
