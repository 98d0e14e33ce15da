import { promisify } from "node:util";
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from "node:zlib";

export type Encoding = "br" | "gzip" | "identity";

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** Below this many bytes compressing costs more than it saves. */
const WORTH_COMPRESSING = 860;

const BROTLI = /(?:^|[,\s])br(?=[,;\s]|$)(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i;
const GZIP = /(?:^|[,\s])gzip(?=[,;\s]|$)(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i;

/** The best encoding the client accepts. Quality values other than 0 are not weighed: br, then gzip. */
export function acceptedEncoding(header: string | undefined): Encoding {
  if (header === undefined) return "identity";
  if (BROTLI.test(header)) return "br";
  return GZIP.test(header) ? "gzip" : "identity";
}

/** Compresses once for many readers. */
export function compressToKeep(bytes: Buffer, encoding: "br" | "gzip"): Promise<Buffer> {
  if (encoding === "gzip") return compressGzip(bytes, { level: 7 });
  return compressBrotli(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 7,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

/** Up to here compressing takes less time than handing the work to another thread and back. */
const QUICK_AT_ONCE = 64 * 1024;

/** Compresses for one reader: cheap settings, since the bytes are thrown away. */
export async function compressForOne(
  bytes: Buffer,
  encoding: Encoding,
): Promise<{ bytes: Buffer; encoding: Encoding }> {
  if (encoding === "identity" || bytes.length < WORTH_COMPRESSING) return { bytes, encoding: "identity" };
  const atOnce = bytes.length <= QUICK_AT_ONCE;
  if (encoding === "gzip") {
    const level = { level: 1 };
    return { bytes: atOnce ? gzipSync(bytes, level) : await compressGzip(bytes, level), encoding };
  }
  const quick = {
    params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  };
  return { bytes: atOnce ? brotliCompressSync(bytes, quick) : await compressBrotli(bytes, quick), encoding };
}
