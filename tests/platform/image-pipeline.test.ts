import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { imageKindOf } from "~/platform/media/image-kind";
import { MAX_IMAGE_BYTES, type RenderedImage, renderImage } from "~/platform/media/image-pipeline.server";
import { bomb, DRAWING, picture, travelledPhotograph } from "../support/images";

const upload = (bytes: Uint8Array) => renderImage(bytes, { trusted: false });

async function rendered(bytes: Uint8Array, trusted = false): Promise<RenderedImage> {
  const result = await renderImage(bytes, { trusted });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

async function refusalOf(bytes: Uint8Array): Promise<string | undefined> {
  const result = await upload(bytes);
  return result.ok ? undefined : result.refusal.code;
}

function rendition(image: RenderedImage, width: number, format: string): Uint8Array {
  const found = image.renditions.find((each) => each.width === width && each.format === format);
  if (!found) throw new Error(`no ${width}.${format}`);
  return found.bytes;
}

describe("renditions", () => {
  test.each(["jpeg", "png", "webp", "avif"] as const)("a %s becomes AVIF, WebP and JPEG", async (format) => {
    const image = await rendered(await picture(700, 350, format));
    expect(image.widths).toEqual([160, 320, 480, 640]);
    expect(image.renditions).toHaveLength(12);
    for (const { width, bytes, format: made } of image.renditions) {
      const header = await sharp(bytes).metadata();
      expect([header.format, header.width, header.height]).toEqual([
        made === "avif" ? "heif" : made,
        width,
        width / 2,
      ]);
    }
  });

  test("are never wider than the original, and one exists of a picture smaller than every set width", async () => {
    expect((await rendered(await picture(1280, 320, "jpeg"))).widths.at(-1)).toBe(1280);
    expect((await rendered(await picture(90, 60, "png"))).widths).toEqual([90]);
  });

  test("a transparent picture stands on white where the format knows no transparency", async () => {
    const clear = await sharp({
      create: { width: 200, height: 200, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer();
    const image = await rendered(clear);
    const { data } = await sharp(rendition(image, 160, "jpeg"))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([...data.subarray(0, 3)]).toEqual([255, 255, 255]);
    expect((await sharp(rendition(image, 160, "webp")).metadata()).hasAlpha).toBe(true);
  });

  test("grey, 16-bit and CMYK pictures come out as sRGB", async () => {
    const base = sharp(await picture(200, 200, "png"));
    const originals = [
      await base.clone().greyscale().png().toBuffer(),
      await base.clone().toColourspace("rgb16").png().toBuffer(),
      await base.clone().toColourspace("cmyk").jpeg().toBuffer(),
    ];
    for (const original of originals) {
      const image = await rendered(original);
      for (const { bytes } of image.renditions) {
        const header = await sharp(bytes).metadata();
        expect([header.space, header.depth]).toEqual(["srgb", "uchar"]);
      }
    }
  });

  test("the blur placeholder is a tiny picture of at most 400 characters, whatever the original", async () => {
    const noise = Buffer.from(Array.from({ length: 300 * 300 * 3 }, (_, index) => (index * 7919) % 256));
    const busy = await sharp(noise, { raw: { width: 300, height: 300, channels: 3 } })
      .png()
      .toBuffer();
    for (const original of [busy, await picture(300, 150, "png")]) {
      const { blur } = await rendered(original);
      expect(blur.length).toBeLessThanOrEqual(400);
      const [, base64 = ""] = blur.split("data:image/webp;base64,");
      expect((await sharp(Buffer.from(base64, "base64")).metadata()).format).toBe("webp");
    }
  });
});

describe("a photograph from a phone", () => {
  test("stands upright and has lost its place, its author and its camera", async () => {
    const original = await travelledPhotograph(600, 300);
    expect((await sharp(original).metadata()).exif).toBeDefined();
    const image = await rendered(original);
    expect([image.width, image.height]).toEqual([300, 600]);
    for (const { bytes } of image.renditions) {
      const header = await sharp(bytes).metadata();
      expect(header.width < header.height).toBe(true);
      expect([header.exif, header.xmp, header.iptc, header.orientation]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
      expect(Buffer.from(bytes).includes("Xiaoming")).toBe(false);
    }
    // Turned by 90° clockwise, the red left half of the original is on top.
    const { data, info } = await sharp(rendition(image, 160, "jpeg"))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number) => [
      ...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3),
    ];
    const [top, bottom] = [at(80, 40), at(80, 280)];
    expect((top[0] ?? 0) > (top[1] ?? 0)).toBe(true);
    expect((bottom[1] ?? 0) > (bottom[0] ?? 0)).toBe(true);
  });
});

describe("a drawing", () => {
  test("of ours is drawn at full width from its own lines and published as pixels only", async () => {
    const image = await rendered(Buffer.from(DRAWING), true);
    expect([image.width, image.height]).toEqual([960, 720]);
    expect(image.widths).toEqual([160, 320, 480, 640, 960]);
    const edge = await sharp(rendition(image, 960, "webp")).metadata();
    expect([edge.width, edge.height]).toEqual([960, 720]);
  });

  test.each([
    ["plain", DRAWING],
    ["with a script", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ["after a byte order mark", `\uFEFF\n ${DRAWING}`],
    ["after a document type", `<!DOCTYPE svg>${DRAWING.slice(DRAWING.indexOf("<svg"))}`],
  ])("of a visitor is refused: %s", async (_what, text) => {
    const result = await upload(Buffer.from(text));
    expect(result).toEqual({ ok: false, refusal: { code: "ImageKindRefused", kind: "svg" } });
  });
});

describe("a hostile or broken file", () => {
  test("a bomb of a billion pixels is refused by its header, in no time", async () => {
    const start = performance.now();
    expect(await refusalOf(await bomb(40_000, 30_000))).toBe("ImageTooManyPixels");
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  test("a header that promises more than the file holds is refused", async () => {
    expect(await refusalOf(await bomb(3_000, 3_000))).toBe("ImageDamaged");
  });

  test("a truncated JPEG, PNG, WebP or AVIF is refused rather than published half grey", async () => {
    for (const format of ["jpeg", "png", "webp", "avif"] as const) {
      const whole = await picture(800, 600, format);
      expect(await refusalOf(whole.subarray(0, Math.floor(whole.length * 0.6)))).toBe("ImageDamaged");
      expect(await refusalOf(whole.subarray(0, 12))).toMatch(/ImageDamaged|ImageKindRefused/);
    }
  });

  test("what is hidden behind or inside a picture is not published", async () => {
    const payload = Buffer.from("PK\u0003\u0004<script>alert('polyglot')</script>");
    const hidden = Buffer.concat([await picture(320, 160, "jpeg"), payload]);
    for (const { bytes } of (await rendered(hidden)).renditions) {
      expect(Buffer.from(bytes).includes("polyglot")).toBe(false);
    }
  });

  test("one format dressed up as another is refused", async () => {
    const gif = Buffer.from("R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=", "base64");
    const dressed = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), gif]);
    expect(await refusalOf(dressed)).toBe("ImageDamaged");
    expect(await upload(gif)).toEqual({ ok: false, refusal: { code: "ImageKindRefused", kind: "gif" } });
  });

  test("HEIC is refused by name, so that the sender can be told what to do", async () => {
    const box = Buffer.from("\u0000\u0000\u0000\u0018ftypmif1\u0000\u0000\u0000\u0000mif1heic", "latin1");
    expect(await upload(box)).toEqual({ ok: false, refusal: { code: "ImageIsHeic" } });
  });

  test("a page, a text, nothing at all: refused", async () => {
    for (const text of ["<!doctype html><p>hello</p>", "just words", ""]) {
      expect(await upload(Buffer.from(text))).toEqual({
        ok: false,
        refusal: { code: "ImageKindRefused", kind: "unknown" },
      });
    }
  });

  test("more bytes than allowed are refused unread, and a strip is no picture", async () => {
    const heavy = Buffer.alloc(MAX_IMAGE_BYTES + 1);
    (await picture(320, 160, "jpeg")).copy(heavy);
    expect(await refusalOf(heavy)).toBe("ImageTooLarge");
    expect(await refusalOf(await picture(1_300, 100, "png"))).toBe("ImageShapeRefused");
  });
});

test("an AVIF is told from a HEIC by its brands, a file of four bytes from neither", async () => {
  expect(imageKindOf(await picture(64, 64, "avif"))).toBe("avif");
  expect(imageKindOf(Buffer.from("ftyp"))).toBe("unknown");
  expect(imageKindOf(Buffer.from("\u0000\u0000\u0000\u0008ftyp", "latin1"))).toBe("unknown");
});
