import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isKnownToReader } from "~/kernel/entity-tag";
import type { KeepTerms, KeptPage } from "../page-cache.server";
import { acceptedEncoding, compressForOne, compressToKeep, type Encoding } from "./encoding";
import { contentSecurityPolicy, type SiteFacts } from "./security-headers";

const REVALIDATE = "public, max-age=0, must-revalidate";

/** Longer addresses are answered but not kept: what strangers make up must not fill the memory. */
const LONGEST_KEPT_ADDRESS = 1_000;

/** Made anew for the answer that is sent, or about one answer only. */
const NOT_KEPT = new Set([
  "cache-control",
  "connection",
  "content-encoding",
  "content-length",
  "date",
  "etag",
  "set-cookie",
  "transfer-encoding",
  "vary",
]);

type HeadersToSend = Readonly<Record<string, string>>;

/** What a page must be to be kept: declared so by its loaders, whole, and with nothing in it for one visitor alone. */
export function mayBeKept(address: string, made: Response, terms: KeepTerms | undefined): terms is KeepTerms {
  return (
    terms !== undefined &&
    made.status === 200 &&
    address.length <= LONGEST_KEPT_ADDRESS &&
    !made.headers.has("set-cookie") &&
    !/\b(?:no-store|private)\b/i.test(made.headers.get("cache-control") ?? "")
  );
}

export interface ReadPage {
  readonly bytes: Buffer;
  /** The content security policy of what is HTML. */
  readonly policy: string | undefined;
}

/** What is to be sent: `html` where the page was handed over as text, the body of `made` otherwise. */
export async function readPage(made: Response, html: string | undefined, site: SiteFacts): Promise<ReadPage> {
  if (html !== undefined) return { bytes: Buffer.from(html), policy: contentSecurityPolicy(html, site) };
  const bytes = Buffer.from(await made.arrayBuffer());
  return { bytes, policy: isHtml(made) ? contentSecurityPolicy(bytes.toString("utf8"), site) : undefined };
}

/** The page as it will be sent. Compressing it for many is left to the second who asks: most addresses never see one. */
export function toKeptPage(made: Response, { bytes: identity, policy }: ReadPage): KeptPage {
  const headers = Object.fromEntries([...made.headers].filter(([name]) => !NOT_KEPT.has(name)));
  if (policy) headers["content-security-policy"] = policy;
  const hash = createHash("sha256").update(identity).digest("base64url").slice(0, 22);
  // Weak, because one tag stands for the same page in three encodings.
  return { headers, etag: `W/"${hash}"`, identity, compressed: {} };
}

type Compressed = Exclude<Encoding, "identity">;

/** What is the same for all answers with one page; made once for it, since this is the busiest path of all. */
interface Sending {
  readonly headers: Partial<Record<Encoding, HeadersToSend>>;
  readonly notModified: HeadersToSend;
  /** Under way: whoever asks meanwhile waits for the same bytes. */
  readonly compressing: Partial<Record<Compressed, Promise<Buffer>>>;
}

export interface KeptPageSender {
  /** Sends a page that is kept. */
  send(request: IncomingMessage, response: ServerResponse, page: KeptPage): void | Promise<void>;
  /** Sends a page to the one it was just made for: at once, with what little compressing is quick. */
  sendFirst(request: IncomingMessage, response: ServerResponse, page: KeptPage): Promise<void>;
}

export function createKeptPageSender(standing: HeadersToSend): KeptPageSender {
  const sendings = new WeakMap<KeptPage, Sending>();

  function sendingOf(page: KeptPage): Sending {
    let sending = sendings.get(page);
    if (!sending) {
      const { etag } = page;
      const always = { ...standing, "cache-control": REVALIDATE, etag, vary: "accept-encoding" };
      sending = { headers: {}, notModified: always, compressing: {} };
      sendings.set(page, sending);
    }
    return sending;
  }

  function headersOf(page: KeptPage, bytes: Buffer, encoding: Encoding): HeadersToSend {
    const length = { "content-length": String(bytes.length) };
    const coded = encoding === "identity" ? undefined : { "content-encoding": encoding };
    return { ...sendingOf(page).notModified, ...page.headers, ...length, ...coded };
  }

  async function compress(page: KeptPage, encoding: Compressed): Promise<Buffer> {
    const { compressing } = sendingOf(page);
    compressing[encoding] ??= compressToKeep(page.identity, encoding);
    const bytes = await compressing[encoding];
    page.compressed[encoding] = bytes;
    return bytes;
  }

  function sendBytes(
    request: IncomingMessage,
    response: ServerResponse,
    headers: HeadersToSend,
    bytes: Buffer,
  ): void {
    response.writeHead(200, headers);
    response.end(request.method === "HEAD" ? undefined : bytes);
  }

  function sendAs(
    request: IncomingMessage,
    response: ServerResponse,
    page: KeptPage,
    bytes: Buffer,
    encoding: Encoding,
  ): void {
    const { headers } = sendingOf(page);
    headers[encoding] ??= headersOf(page, bytes, encoding);
    sendBytes(request, response, headers[encoding], bytes);
  }

  function saysNotModified(request: IncomingMessage, response: ServerResponse, page: KeptPage): boolean {
    if (!isKnownToReader(request.headers["if-none-match"], page.etag)) return false;
    response.writeHead(304, sendingOf(page).notModified);
    response.end();
    return true;
  }

  return {
    send(request, response, page) {
      if (saysNotModified(request, response, page)) return;
      const encoding = acceptedEncoding(request.headers["accept-encoding"] as string | undefined);
      const bytes = encoding === "identity" ? page.identity : page.compressed[encoding];
      if (bytes) return sendAs(request, response, page, bytes, encoding);
      if (encoding === "identity") return;
      return compress(page, encoding).then((made) => sendAs(request, response, page, made, encoding));
    },
    async sendFirst(request, response, page) {
      if (saysNotModified(request, response, page)) return;
      const wanted = acceptedEncoding(request.headers["accept-encoding"] as string | undefined);
      const { bytes, encoding } = await compressForOne(page.identity, wanted);
      sendBytes(request, response, headersOf(page, bytes, encoding), bytes);
    },
  };
}

function isHtml(made: Response): boolean {
  return made.headers.get("content-type")?.startsWith("text/html") ?? false;
}
