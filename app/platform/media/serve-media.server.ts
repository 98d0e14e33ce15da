import { LRUCache } from "lru-cache";
import { isKnownToReader } from "~/kernel/entity-tag";
import { type ImageAddress, readImageAddress } from "~/kernel/image-address";
import type { Storage } from "~/platform/storage/storage.server";
import { CONTENT_TYPE, storagePathOf } from "./ingest-image.server";

/** A request for a picture, reduced to what matters. */
export interface MediaRequest {
  readonly method: string;
  /** Path only, as it came: `/media/<key>/<width>.<format>`. */
  readonly path: string;
  readonly ifNoneMatch?: string | null;
}

export interface MediaAnswer {
  readonly status: 200 | 304 | 404 | 405;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

export interface MediaServer {
  serve(request: MediaRequest): Promise<MediaAnswer>;
}

export interface MediaServerOptions {
  readonly storage: Storage;
  /** Most bytes of pictures kept in memory. Default 48 MB. */
  readonly maxCacheBytes?: number;
}

const USUAL_CACHE_BYTES = 48_000_000;
/** One picture must not push out hundreds. */
const LARGEST_KEPT_SHARE = 0.05;

const NOT_FOUND: MediaAnswer = { status: 404, headers: { "Cache-Control": "no-store" }, body: undefined };
const NOT_ALLOWED: MediaAnswer = {
  status: 405,
  headers: { Allow: "GET, HEAD", "Cache-Control": "no-store" },
  body: undefined,
};

/** Serves pictures out of storage. An address never changes what it shows, so browsers and proxies may keep it. */
export function openMediaServer(options: MediaServerOptions): MediaServer {
  const maxSize = options.maxCacheBytes ?? USUAL_CACHE_BYTES;
  const kept = new LRUCache<string, Uint8Array>({
    maxSize,
    maxEntrySize: Math.max(1, Math.floor(maxSize * LARGEST_KEPT_SHARE)),
    sizeCalculation: (bytes) => bytes.length,
  });
  const underWay = new Map<string, Promise<Uint8Array | undefined>>();

  // A page full of pictures is opened by many at once: each file is fetched once for all who wait for it.
  const read = (path: string): Promise<Uint8Array | undefined> => {
    const found = underWay.get(path);
    if (found) return found;
    const reading = options.storage
      .get(path)
      .then((bytes) => {
        if (bytes) kept.set(path, bytes);
        return bytes;
      })
      .finally(() => underWay.delete(path));
    underWay.set(path, reading);
    return reading;
  };

  return {
    async serve({ method, path, ifNoneMatch }) {
      if (method !== "GET" && method !== "HEAD") return NOT_ALLOWED;
      const address = readImageAddress(path);
      if (!address) return NOT_FOUND;
      const stored = storagePathOf(address);
      const bytes = kept.get(stored) ?? (await read(stored));
      if (!bytes) return NOT_FOUND;
      const headers = headersOf(address);
      if (isKnownToReader(ifNoneMatch, headers.ETag)) return { status: 304, headers, body: undefined };
      return {
        status: 200,
        headers: {
          ...headers,
          "Content-Type": CONTENT_TYPE[address.format],
          "Content-Length": String(bytes.length),
        },
        body: method === "HEAD" ? undefined : bytes,
      };
    },
  };
}

function headersOf({ key, width, format }: ImageAddress) {
  return {
    "Cache-Control": "public, max-age=31536000, immutable",
    ETag: `"${key}-${width}-${format}"`,
    "X-Content-Type-Options": "nosniff",
    // Should a browser ever take a picture for a document, that document can do nothing.
    "Content-Security-Policy": "default-src 'none'; sandbox",
  };
}
