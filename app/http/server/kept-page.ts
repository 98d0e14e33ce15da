import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { KeepTerms, KeptPage } from "../page-cache.server";
import { acceptedEncoding, compressToKeep, type Encoding } from "./encoding";
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
type SentWith = Readonly<Record<Encoding | "notModified", HeadersToSend>>;

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

/** The page in all the forms in which it will be sent. */
export async function toKeptPage(made: Response, site: SiteFacts): Promise<KeptPage> {
  const identity = Buffer.from(await made.arrayBuffer());
  const headers = Object.fromEntries([...made.headers].filter(([name]) => !NOT_KEPT.has(name)));
  if (isHtml(made)) {
    headers["content-security-policy"] = contentSecurityPolicy(identity.toString("utf8"), site);
  }
  const hash = createHash("sha256").update(identity).digest("base64url").slice(0, 22);
  // Weak, because one tag stands for the same page in three encodings.
  return { headers, etag: `W/"${hash}"`, identity, ...(await compressToKeep(identity)) };
}

/** Sends kept pages. What depends on the page alone is made once per page, since this is the busiest path of all. */
export function createKeptPageSender(
  standing: HeadersToSend,
): (request: IncomingMessage, response: ServerResponse, page: KeptPage) => void {
  const made = new WeakMap<KeptPage, SentWith>();
  return (request, response, page) => {
    let headers = made.get(page);
    if (!headers) {
      headers = sentWith(page, standing);
      made.set(page, headers);
    }
    if (isKnownToReader(request.headers["if-none-match"], page.etag)) {
      response.writeHead(304, headers.notModified);
      response.end();
      return;
    }
    const encoding = acceptedEncoding(request.headers["accept-encoding"] as string | undefined);
    response.writeHead(200, headers[encoding]);
    if (request.method === "HEAD") response.end();
    else response.end(encoding === "br" ? page.brotli : encoding === "gzip" ? page.gzip : page.identity);
  };
}

function sentWith(page: KeptPage, standing: HeadersToSend): SentWith {
  const always = { ...standing, "cache-control": REVALIDATE, etag: page.etag, vary: "accept-encoding" };
  const headers = (bytes: Buffer, encoding?: string) => ({
    ...always,
    ...page.headers,
    "content-length": String(bytes.length),
    ...(encoding ? { "content-encoding": encoding } : {}),
  });
  return {
    br: headers(page.brotli, "br"),
    gzip: headers(page.gzip, "gzip"),
    identity: headers(page.identity),
    notModified: always,
  };
}

/** RFC 9110 §13.1.2: any of the listed tags, weakly compared, or the star. */
export function isKnownToReader(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch === etag || ifNoneMatch.trim() === "*") return true;
  const opaque = etag.replace(/^W\//, "");
  return ifNoneMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === opaque);
}

export function isHtml(made: Response): boolean {
  return made.headers.get("content-type")?.startsWith("text/html") ?? false;
}
