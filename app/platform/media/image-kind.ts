/** What a file is by its first bytes; its name and its sender's word do not count. */
export type ImageKind = "jpeg" | "png" | "webp" | "avif" | "svg" | "heic" | "gif" | "unknown";

const HEIC_BRANDS = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"]);
const AVIF_BRANDS = new Set(["avif", "avis"]);
/** XML declaration, comments and document type may come before the root element. */
const SVG_START = /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE[^>]*>\s*)?<svg[\s>]/i;

export function imageKindOf(bytes: Uint8Array): ImageKind {
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "jpeg";
  if (ascii(0, 8) === "\u0089PNG\r\n\u001a\n") return "png";
  if (ascii(0, 4) === "RIFF" && ascii(8, 12) === "WEBP") return "webp";
  if (ascii(0, 6) === "GIF87a" || ascii(0, 6) === "GIF89a") return "gif";
  if (ascii(4, 8) === "ftyp") return kindOfMediaFile(bytes, ascii);
  if (SVG_START.test(new TextDecoder().decode(bytes.subarray(0, 4096)))) return "svg";
  return "unknown";
}

/** ISO base media files name their kinds as four-letter brands in the first box (ISO/IEC 14496-12 §4.3). */
function kindOfMediaFile(bytes: Uint8Array, ascii: (from: number, to: number) => string): ImageKind {
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  const end = Math.min(size, bytes.length, 256);
  const brands = [ascii(8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(ascii(at, at + 4));
  if (brands.some((brand) => AVIF_BRANDS.has(brand))) return "avif";
  if (brands.some((brand) => HEIC_BRANDS.has(brand))) return "heic";
  return "unknown";
}
