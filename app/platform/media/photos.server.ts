import sharp from "sharp";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { Tx } from "~/platform/db/db.server";
import type { Storage } from "~/platform/storage/storage.server";
import { type IngestRefusal, ingestImage, type StoredImage, storagePathOf } from "./ingest-image.server";
import type { RenderImage } from "./renderers.server";

/** A part of a picture in ten-thousandths of its width and height. */
export interface CropRectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
const WHOLE = 10_000;
/** Less would be a stamp. */
const LEAST_PIXELS = 200;

export type CropRefused = Refusal<"CropRefused">;

/** Photographs as a desk hands them in. */
export interface Photos {
  take(bytes: Uint8Array, now: Date): Promise<Result<StoredImage, IngestRefusal>>;
  /** A new picture that shows a part of one we have, cut out of its widest rendition. */
  crop(
    of: Pick<StoredImage, "key" | "widths">,
    rectangle: CropRectangle,
    now: Date,
  ): Promise<Result<StoredImage, IngestRefusal | CropRefused>>;
}

export function openPhotos(deps: {
  readonly db: Tx;
  readonly storage: Storage;
  readonly render: RenderImage;
}): Photos {
  const { db: tx, storage, render } = deps;
  const take: Photos["take"] = (bytes, now) =>
    ingestImage({ tx, storage, render, now, trusted: false }, bytes);
  return {
    take,
    async crop({ key, widths }, rectangle, now) {
      const width = Math.max(...widths);
      const bytes = await storage.get(storagePathOf({ key, width, format: "jpeg" }));
      if (!bytes) return refuse({ code: "ImageDamaged" });
      const cut = await cutOut(bytes, rectangle);
      return cut.ok ? take(cut.value, now) : cut;
    },
  };
}

async function cutOut(bytes: Uint8Array, part: CropRectangle): Promise<Result<Uint8Array, CropRefused>> {
  const sides = [part.left, part.top, part.width, part.height];
  const isInside = part.left + part.width <= WHOLE && part.top + part.height <= WHOLE;
  if (!sides.every((side) => Number.isInteger(side) && side >= 0) || !isInside) {
    return refuse({ code: "CropRefused" });
  }
  const { width, height } = await sharp(bytes).metadata();
  const pixels = (of: number, side: number) => Math.floor((of * side) / WHOLE);
  const region = {
    left: pixels(part.left, width),
    top: pixels(part.top, height),
    width: pixels(part.width, width),
    height: pixels(part.height, height),
  };
  if (Math.min(region.width, region.height) < LEAST_PIXELS) return refuse({ code: "CropRefused" });
  return ok(await sharp(bytes).extract(region).jpeg({ quality: 92 }).toBuffer());
}
