import sharp, { type Sharp } from "sharp";
import { IMAGE_FORMATS, IMAGE_WIDTHS, type ImageFormat } from "~/kernel/image-address";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import { type ImageKind, imageKindOf } from "./image-kind";

// Two pictures are worked on at a time, each on one thread: uploads must not take the shop's breath away.
sharp.concurrency(1);
sharp.cache(false);

export const MAX_IMAGE_BYTES = 20_000_000;
export const MAX_IMAGE_PIXELS = 60_000_000;
/** A strip longer than this many times its width is no picture of anything, and breaks the formats' limits. */
export const MAX_IMAGE_RATIO = 12;
/** Drawings are flat: wider ones would only cost time. */
const MAX_SVG_WIDTH = 960;
const MAX_SECONDS = 30;
const MAX_BLUR_CHARACTERS = 400;
const PAPER_WHITE = "#ffffff";

export type ImageRefusal =
  /** The kind Apple's telephones write; said apart because its owner can do something about it. */
  | Refusal<"ImageIsHeic">
  | (Refusal<"ImageKindRefused"> & { readonly kind: ImageKind })
  | (Refusal<"ImageTooLarge"> & { readonly bytes: number; readonly maxBytes: number })
  | (Refusal<"ImageTooManyPixels"> & { readonly maxPixels: number })
  | Refusal<"ImageShapeRefused">
  | Refusal<"ImageDamaged">;

export interface Rendition {
  readonly width: number;
  readonly format: ImageFormat;
  readonly bytes: Uint8Array;
}

export interface RenderedImage {
  /** Pixels of the upright original; of an SVG, of its largest rendition. */
  readonly width: number;
  readonly height: number;
  readonly widths: readonly number[];
  /** A tiny WebP as a data URI of at most 400 characters, to be shown enlarged until the picture is there. */
  readonly blur: string;
  readonly renditions: readonly Rendition[];
}

interface Pixels {
  readonly data: Buffer;
  readonly raw: { readonly width: number; readonly height: number; readonly channels: 1 | 2 | 3 | 4 };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Makes all renditions of a picture out of its pixels alone: upright, sRGB, in the set widths, with nothing of the
 * original file left (no position, no camera, no bytes hidden behind the picture). SVG is accepted only when
 * `trusted`, that is drawn by us; what is published is never the SVG itself.
 */
export async function renderImage(
  bytes: Uint8Array,
  options: { readonly trusted: boolean },
): Promise<Result<RenderedImage, ImageRefusal>> {
  const kind = imageKindOf(bytes);
  if (bytes.length > MAX_IMAGE_BYTES) {
    return refuse({ code: "ImageTooLarge", bytes: bytes.length, maxBytes: MAX_IMAGE_BYTES });
  }
  if (kind === "heic") return refuse({ code: "ImageIsHeic" });
  if (!isAccepted(kind, options.trusted)) return refuse({ code: "ImageKindRefused", kind });
  const size = await readSize(bytes, kind);
  if (!size.ok) return size;
  const { width, height } = size.value;
  if (width * height > MAX_IMAGE_PIXELS) {
    return refuse({ code: "ImageTooManyPixels", maxPixels: MAX_IMAGE_PIXELS });
  }
  if (Math.max(width, height) > MAX_IMAGE_RATIO * Math.min(width, height)) {
    return refuse({ code: "ImageShapeRefused" });
  }
  const upright = kind === "svg" ? scaledTo(size.value, MAX_SVG_WIDTH) : size.value;
  const widths = widthsFor(upright.width);
  const pixels = await decode(bytes, kind, size.value, widths.at(-1) ?? upright.width);
  if (!pixels.ok) return pixels;
  const renditions: Rendition[] = [];
  // From wide to narrow, each made of the one before: half the work of starting from the widest every time.
  let source = pixels.value;
  for (const each of widths.toReversed()) {
    source = await resized(source, each);
    for (const format of IMAGE_FORMATS) {
      renditions.push({ width: each, format, bytes: await encode(source, format).toBuffer() });
    }
  }
  return ok({ ...upright, widths, blur: await blurOf(source), renditions });
}

function isAccepted(kind: ImageKind, trusted: boolean): boolean {
  if (kind === "svg") return trusted;
  return kind === "jpeg" || kind === "png" || kind === "webp" || kind === "avif";
}

/** The set widths up to the original's; a picture narrower than all of them exists in its own width only. */
function widthsFor(width: number): number[] {
  const fitting = IMAGE_WIDTHS.filter((each) => each <= width);
  return fitting.length > 0 ? fitting : [width];
}

function scaledTo({ width, height }: Size, wanted: number): Size {
  return { width: wanted, height: Math.max(1, Math.round((height * wanted) / width)) };
}

/** Reads the header only: a picture of a billion pixels is refused before a single one is unpacked. */
async function readSize(bytes: Uint8Array, kind: ImageKind): Promise<Result<Size, ImageRefusal>> {
  try {
    const header = await sharp(bytes, { limitInputPixels: false }).metadata();
    // What the first bytes promise and what the decoder found must be one thing.
    if (header.format !== (kind === "avif" ? "heif" : kind)) return refuse({ code: "ImageDamaged" });
    return ok({ width: header.autoOrient.width, height: header.autoOrient.height });
  } catch {
    return refuse({ code: "ImageDamaged" });
  }
}

async function decode(
  bytes: Uint8Array,
  kind: ImageKind,
  original: Size,
  width: number,
): Promise<Result<Pixels, ImageRefusal>> {
  // An SVG is drawn at the size that is wanted rather than enlarged afterwards. 72 dots per inch is its own size.
  const density =
    kind === "svg" ? { density: Math.min(100_000, Math.max(1, (72 * width) / original.width)) } : {};
  try {
    const { data, info } = await sharp(bytes, {
      failOn: "error",
      limitInputPixels: MAX_IMAGE_PIXELS,
      pages: 1,
      ...density,
    })
      .timeout({ seconds: MAX_SECONDS })
      .autoOrient()
      .toColourspace("srgb")
      .resize({ width })
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    const { width: decodedWidth, height, channels } = info;
    return ok(await withoutIdleAlpha({ data, raw: { width: decodedWidth, height, channels } }));
  } catch {
    return refuse({ code: "ImageDamaged" });
  }
}

/** An alpha channel in which everything is opaque doubles the work of every later step and shows nothing. */
async function withoutIdleAlpha(pixels: Pixels): Promise<Pixels> {
  if (pixels.raw.channels !== 4) return pixels;
  for (let at = 3; at < pixels.data.length; at += 4) if (pixels.data[at] !== 255) return pixels;
  const data = await sharp(pixels.data, { raw: pixels.raw }).removeAlpha().raw().toBuffer();
  return { data, raw: { ...pixels.raw, channels: 3 } };
}

async function resized(from: Pixels, width: number): Promise<Pixels> {
  if (from.raw.width === width) return from;
  const { data, info } = await sharp(from.data, { raw: from.raw })
    .resize({ width })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, raw: { width: info.width, height: info.height, channels: info.channels } };
}

/**
 * Where effort pays: what a phone loads. Measured on our drawings, AVIF effort 1 halves the bytes of effort 0 and
 * WebP effort 2 saves a quarter, each at three to four times the time, of which wide pictures take nearly all.
 */
const AVIF_EFFORT_UP_TO_WIDTH = 480;
const WEBP_EFFORT_UP_TO_WIDTH = 640;

function encode(pixels: Pixels, format: ImageFormat): Sharp {
  const image = sharp(pixels.data, { raw: pixels.raw });
  const { width } = pixels.raw;
  switch (format) {
    case "avif":
      return image.avif({
        quality: 50,
        effort: width <= AVIF_EFFORT_UP_TO_WIDTH ? 1 : 0,
        chromaSubsampling: "4:2:0",
      });
    case "webp":
      return image.webp({ quality: 75, effort: width <= WEBP_EFFORT_UP_TO_WIDTH ? 2 : 0 });
    case "jpeg":
      return image.flatten({ background: PAPER_WHITE }).jpeg({ quality: 76 });
  }
}

async function blurOf(pixels: Pixels): Promise<string> {
  for (const side of [16, 12, 8]) {
    const tiny = await sharp(pixels.data, { raw: pixels.raw })
      .flatten({ background: PAPER_WHITE })
      .resize({ width: side, height: side, fit: "inside" })
      .webp({ quality: 30, effort: 4 })
      .toBuffer();
    const uri = `data:image/webp;base64,${tiny.toString("base64")}`;
    if (uri.length <= MAX_BLUR_CHARACTERS) return uri;
  }
  return "data:,";
}
