import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { MAX_IMAGE_RATIO, type RenderedImage, renderImage } from "~/platform/media/image-pipeline.server";
import { bomb, DRAWING, picture, travelledPhotograph } from "../support/images";

/**
 * Files as strangers, broken phones and weak signals send them. Each is either refused by name or comes out as plain
 * pictures that carry nothing of the file they came in; none may take the process with it.
 */
interface Hostile {
  readonly name: string;
  readonly bytes: Buffer;
  /** `refused`: by any name; `clean`: taken in and harmless; `either`: the decoder may judge, the result must be clean */
  readonly must: "refused" | "clean" | "either";
}

const REFUSALS = [
  "ImageKindRefused",
  "ImageTooLarge",
  "ImageTooManyPixels",
  "ImageShapeRefused",
  "ImageDamaged",
];
const SECRET = "secret-of-the-sender";
/** All the renditions of all small files fit many times; a bomb that is unpacked does not. */
const MOST_MORE_BYTES = 400_000_000;

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

async function expectClean({ renditions, widths }: RenderedImage, name: string): Promise<void> {
  expect(renditions.length, name).toBe(widths.length * 3);
  for (const { bytes, width } of renditions) {
    const { exif, xmp, iptc, icc, pages, width: found } = await sharp(bytes).metadata();
    expect([exif, xmp, iptc, icc], name).toEqual([undefined, undefined, undefined, undefined]);
    expect([found, pages ?? 1], name).toEqual([width, 1]);
    expect(Buffer.from(bytes).includes(SECRET), name).toBe(false);
  }
}

describe("photographs from strangers", () => {
  let files: Hostile[];
  beforeAll(async () => {
    const kinds = await Promise.all([truncated(), bombs(), disguised(), loaded(), flipped()]);
    files = kinds.flat();
  });

  it("are refused by name or come out clean, more than two hundred of them, in bounded memory", async () => {
    expect(files.length).toBeGreaterThanOrEqual(200);
    const before = process.memoryUsage().rss;
    let most = before;
    const wrong: string[] = [];
    for (const { name, bytes, must } of files) {
      const made = await renderImage(bytes, { trusted: false });
      most = Math.max(most, process.memoryUsage().rss);
      if (made.ok) {
        if (must === "refused") wrong.push(`${name} was taken in`);
        await expectClean(made.value, name);
      } else {
        if (must === "clean") wrong.push(`${name} was refused with ${made.refusal.code}`);
        if (!REFUSALS.includes(made.refusal.code)) wrong.push(`${name}: ${made.refusal.code}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(most - before).toBeLessThan(MOST_MORE_BYTES);
  }, 120_000);
});
