import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { MAX_IMAGE_RATIO } from "~/platform/media/image-pipeline.server";
import { bomb, DRAWING, picture, travelledPhotograph } from "./images";

/**
 * Files as strangers, broken phones and weak signals send them. Each is either refused by name or comes out as plain
 * pictures that carry nothing of the file they came in; none may take the process with it.
 */
export interface Hostile {
  readonly name: string;
  readonly bytes: Buffer;
  /** `refused`: by any name; `clean`: taken in and harmless; `either`: the decoder may judge, the result must be clean */
  readonly must: "refused" | "clean" | "either";
}

export const SECRET = "secret-of-the-sender";

const archive = (start: Buffer, tail: string | Buffer) => Buffer.concat([start, Buffer.from(tail)]);

function chunk(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length, 0);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body, Buffer.alloc(4)]);
}

/** A PNG with a chunk put in after its header. */
function withChunk(png: Buffer, type: string, body: Buffer): Buffer {
  const afterHeader = 33;
  return Buffer.concat([png.subarray(0, afterHeader), chunk(type, body), png.subarray(afterHeader)]);
}

async function truncated(): Promise<Hostile[]> {
  const files: Hostile[] = [];
  for (const format of ["jpeg", "png", "webp", "avif"] as const) {
    const whole = await picture(300, 200, format);
    for (let part = 0; part < 40; part += 1) {
      const bytes = whole.subarray(0, Math.floor((whole.length * part) / 40));
      files.push({ name: `${format} cut off after ${part} of 40 parts`, bytes, must: "refused" });
    }
  }
  return files;
}

async function bombs(): Promise<Hostile[]> {
  const sides: readonly (readonly [number, number])[] = [
    ...[20_000, 50_000, 100_000, 500_000, 2_147_483_647].map((side) => [side, side] as const),
    ...[1, 2, 3].map((side) => [side, 100 * side * MAX_IMAGE_RATIO] as const),
    [0, 100],
    [100, 0],
  ];
  return Promise.all(
    sides.map(
      async ([width, height]): Promise<Hostile> => ({
        name: `a PNG that promises ${width} × ${height} pixels`,
        bytes: await bomb(width, height),
        must: "refused",
      }),
    ),
  );
}

async function disguised(): Promise<Hostile[]> {
  const script = `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`;
  const texts: Readonly<Record<string, string>> = {
    nothing: "",
    "one byte": "\u0000",
    "an SVG": DRAWING,
    "an SVG with a script": script,
    "an SVG after a byte order mark": `\uFEFF${script}`,
    "an SVG after a comment": `<!-- --><?xml version="1.0"?>${script}`,
    "a page": "<!doctype html><script>alert(1)</script>",
    "a program": "MZ\u0090\u0000",
    "an archive": "PK\u0003\u0004",
    "a document": "%PDF-1.7\n",
    "a shell script": "#!/bin/sh\nrm -rf /\n",
    "XML with an entity": `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>`,
    "a postscript": "%!PS-Adobe-3.0 EPSF-3.0",
    "a font": "OTTO\u0000\u0001",
    "a MVG": "push graphic-context\nviewbox 0 0 1 1\nurl(https://example.invalid/)",
    "a PPM": "P6 1 1 255\n\u0001\u0002\u0003",
    "an empty HEIC": "\u0000\u0000\u0000\u0018ftypheic\u0000\u0000\u0000\u0000mif1heic",
    "a film": "\u0000\u0000\u0000\u0018ftypisom\u0000\u0000\u0000\u0000isomiso2",
    "a JPEG's first bytes": "\u00ff\u00d8\u00ff\u00e0",
    "a PNG's first bytes": "\u0089PNG\r\n\u001a\n",
    "a WebP's first bytes": "RIFF\u0000\u0000\u0000\u0000WEBP",
  };
  const gif = await sharp(await picture(20, 20, "png"))
    .gif()
    .toBuffer();
  const tiff = await sharp(await picture(20, 20, "png"))
    .tiff()
    .toBuffer();
  return [
    ...Object.entries(texts).map(
      ([name, text]): Hostile => ({
        name,
        bytes: Buffer.from(text, "latin1"),
        must: "refused",
      }),
    ),
    { name: "a GIF", bytes: gif, must: "refused" },
    { name: "a TIFF", bytes: tiff, must: "refused" },
    {
      name: "a GIF with a page behind it",
      bytes: archive(gif, "<script>alert(1)</script>"),
      must: "refused",
    },
  ];
}

async function loaded(): Promise<Hostile[]> {
  const jpeg = await picture(300, 200, "jpeg");
  const png = await picture(300, 200, "png");
  const webp = await picture(300, 200, "webp");
  const big = Buffer.alloc(3_000_000, "A");
  const frames = Buffer.alloc(40 * 80 * 3, 120);
  const animated = await sharp(frames, { raw: { width: 40, height: 80, channels: 3, pageHeight: 40 } })
    .webp({ loop: 0 })
    .toBuffer();
  const cmyk = await sharp(jpeg).toColourspace("cmyk").jpeg().toBuffer();
  const deep = await sharp(png).toColourspace("rgb16").png().toBuffer();
  const icc = await sharp(jpeg).withIccProfile("p3").jpeg().toBuffer();
  const files: Hostile[] = [
    { name: "a photograph with its place", bytes: await travelledPhotograph(300, 200), must: "clean" },
    { name: "CMYK", bytes: cmyk, must: "clean" },
    { name: "sixteen bits", bytes: deep, must: "clean" },
    { name: "another colour space", bytes: icc, must: "clean" },
    { name: "a film of pictures", bytes: animated, must: "clean" },
    { name: "a colour profile that is noise", bytes: await withProfile(jpeg, noise(2_000)), must: "either" },
    {
      name: "a colour profile of zeros",
      bytes: await withProfile(jpeg, Buffer.alloc(2_000)),
      must: "either",
    },
    { name: "a colour profile cut short", bytes: await withProfile(jpeg, noise(3)), must: "either" },
    {
      name: "an EXIF block that is noise",
      bytes: withSegment(jpeg, 0xe1, "Exif\0\0", noise(60_000)),
      must: "either",
    },
    {
      name: "a comment as long as they get",
      bytes: withSegment(jpeg, 0xfe, SECRET, noise(60_000)),
      must: "either",
    },
    { name: "grey with a see-through ground", bytes: await grey(png), must: "clean" },
    {
      name: "a large text chunk",
      bytes: withChunk(png, "tEXt", Buffer.concat([Buffer.from(SECRET), big])),
      must: "either",
    },
    {
      name: "a packed text of 60 MB",
      bytes: withChunk(
        png,
        "zTXt",
        Buffer.concat([Buffer.from("x\0\0"), deflateSync(Buffer.alloc(60_000_000))]),
      ),
      must: "either",
    },
    { name: "an unknown chunk that must be understood", bytes: withChunk(png, "EVIL", big), must: "either" },
    {
      name: "XMP",
      bytes: await sharp(jpeg)
        .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${SECRET}</x:xmpmeta>`)
        .toBuffer(),
      must: "clean",
    },
  ];
  for (const [format, start] of Object.entries({ jpeg, png, webp })) {
    for (const [tail, bytes] of Object.entries({
      "an archive": archive(start, `PK\u0003\u0004${SECRET}`),
      "a page": archive(start, `<html><script>${SECRET}</script>`),
      "another picture": archive(start, jpeg),
      "nothing but zeros": archive(start, Buffer.alloc(100_000)),
    })) {
      files.push({ name: `${format} with ${tail} behind it`, bytes, must: "either" });
    }
  }
  return files;
}

/** One byte changed, at places spread over the file. */
async function flipped(): Promise<Hostile[]> {
  const files: Hostile[] = [];
  for (const format of ["jpeg", "png", "webp"] as const) {
    const whole = await picture(120, 90, format);
    for (let part = 1; part < 12; part += 1) {
      const bytes = Buffer.from(whole);
      const at = Math.floor((bytes.length * part) / 12);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      files.push({ name: `${format} with one byte changed at part ${part}`, bytes, must: "either" });
    }
  }
  return files;
}

/** Any bytes, the same ones in every run. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = 20261122;
  for (let at = 0; at < length; at += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    bytes[at] = state >> 16;
  }
  return bytes;
}

/** A JPEG with a segment put in behind its first marker. */
function withSegment(jpeg: Buffer, marker: number, title: string, body: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(title, "latin1"), body]);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

const withProfile = async (jpeg: Buffer, profile: Buffer) =>
  withSegment(jpeg, 0xe2, "ICC_PROFILE\0\u0001\u0001", profile);

const grey = (png: Buffer) => sharp(png).toColourspace("b-w").ensureAlpha(0.5).png().toBuffer();

/** What is behind the kinds that Apple's telephones make: boxes that promise a picture of 12 megapixels and hold noise. */
function fromApple(): Hostile[] {
  const box = (type: string, body: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length + 8, 0);
    head.write(type, 4, "latin1");
    return Buffer.concat([head, body]);
  };
  return ["heic", "heix", "hevc", "mif1", "msf1", "avif", "avis"].map((brand): Hostile => {
    const brands = Buffer.from(`${brand}\0\0\0\0mif1${brand}`, "latin1");
    const bytes = Buffer.concat([box("ftyp", brands), box("meta", noise(4_000)), box("mdat", noise(50_000))]);
    return { name: `a file of the brand ${brand}`, bytes, must: "refused" };
  });
}

/** All of them, more than two hundred. */
export async function hostilePhotos(): Promise<Hostile[]> {
  const kinds = await Promise.all([truncated(), bombs(), disguised(), loaded(), flipped(), fromApple()]);
  return kinds.flat();
}
