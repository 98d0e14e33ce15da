import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";

/** Twelve megapixels, as a telephone takes them. */
const [WIDTH, HEIGHT] = [4000, 3000];
/** Large soft patches, like leaves out of focus, … */
const PATCHES = { width: 80, height: 60, channels: 3 } as const;
/** … with a grain that brings the JPEG to the 3 to 5 MB of a real photograph. */
const GRAIN = 52;
const QUALITY = 85;
/** A prime, so that the grain forms no columns. */
const GRAIN_BYTES = 65_521;

/** Writes `count` different photographs into the folder. Returns their paths. */
export async function makePhotographs(folder: string, count: number): Promise<string[]> {
  const paths: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const file = path.join(folder, `photograph-${number}.jpg`);
    await writeFile(file, await photograph());
    paths.push(file);
  }
  return paths;
}

async function photograph(): Promise<Buffer> {
  const patches = randomBytes(PATCHES.width * PATCHES.height * PATCHES.channels);
  const pixels = await sharp(patches, { raw: PATCHES }).resize(WIDTH, HEIGHT).raw().toBuffer();
  const grain = randomBytes(GRAIN_BYTES).map((byte) => (byte * GRAIN) >> 8);
  for (let at = 0; at < pixels.length; at += 1) {
    const bright = (pixels[at] ?? 0) + (grain[at % GRAIN_BYTES] ?? 0) - GRAIN / 2;
    pixels[at] = Math.min(255, Math.max(0, bright));
  }
  return sharp(pixels, { raw: { ...PATCHES, width: WIDTH, height: HEIGHT } })
    .jpeg({ quality: QUALITY })
    .toBuffer();
}

/** The same picture in another file, so that nobody has seen its bytes before: a JPEG comment after its first marker. */
export function marked(jpeg: Buffer, mark: string): Buffer {
  const text = Buffer.from(mark, "latin1");
  const comment = Buffer.from([0xff, 0xfe, 0, text.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), comment, text, jpeg.subarray(2)]);
}
