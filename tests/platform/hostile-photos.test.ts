import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { type RenderedImage, renderImage } from "~/platform/media/image-pipeline.server";
import { type Hostile, hostilePhotos, SECRET } from "../support/hostile-photos";

const REFUSALS = [
  "ImageIsHeic",
  "ImageKindRefused",
  "ImageTooLarge",
  "ImageTooManyPixels",
  "ImageShapeRefused",
  "ImageDamaged",
];
/** All the renditions of all small files fit many times; a bomb that is unpacked does not. */
const MOST_MORE_BYTES = 400_000_000;

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
    files = await hostilePhotos();
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
