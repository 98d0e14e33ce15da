import sharp from "sharp";

/** A flat picture; red on the left half, green on the right, so that turning it shows. */
export async function picture(
  width: number,
  height: number,
  format: "jpeg" | "png" | "webp" | "avif",
): Promise<Buffer> {
  const left = {
    create: { width: Math.ceil(width / 2), height, channels: 3 as const, background: "#c8321f" },
  };
  return sharp({ create: { width, height, channels: 3, background: "#2f6b3c" } })
    .composite([{ input: await sharp(left).png().toBuffer(), left: 0, top: 0 }])
    .toFormat(format)
    .toBuffer();
}

/** A JPEG that says where it was taken, by whom, and that it must be turned by 90° to stand upright. */
export async function travelledPhotograph(width: number, height: number): Promise<Buffer> {
  return sharp(await picture(width, height, "png"))
    .jpeg({ quality: 90 })
    .withExif({
      IFD0: { Artist: "Wang Xiaoming", Make: "PhoneMaker" },
      IFD3: {
        GPSLatitudeRef: "N",
        GPSLatitude: "31/1 38/1 0/1",
        GPSLongitudeRef: "E",
        GPSLongitude: "105/1 10/1 0/1",
      },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

/** A PNG of a few hundred bytes whose header promises `width` × `height` pixels. */
export async function bomb(width: number, height: number): Promise<Buffer> {
  const small = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#ffffff" } })
    .png()
    .toBuffer();
  small.writeUInt32BE(width, 16);
  small.writeUInt32BE(height, 20);
  const { crc32 } = await import("node:zlib");
  small.writeUInt32BE(crc32(small.subarray(12, 29)), 29);
  return small;
}

export const DRAWING = `<?xml version="1.0"?>
<!-- a paper-cut -->
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><rect width="400" height="300" fill="#f6efe2"/>
<circle cx="200" cy="150" r="90" fill="#c8321f"/></svg>`;
