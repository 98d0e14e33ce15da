import { createHash } from "node:crypto";
import { newId } from "~/kernel/ids";
import { IMAGE_FORMATS, type ImageAddress, type ImageFormat } from "~/kernel/image-address";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { Tx } from "~/platform/db/db.server";
import type { Storage } from "~/platform/storage/storage.server";
import type { ImageRefusal, RenderedImage } from "./image-pipeline.server";
import { findImageByContent, insertImage, type StoredImage } from "./media.store.server";
import type { RenderImage } from "./renderers.server";
import { WorkQueue } from "./work-queue";

export type { StoredImage } from "./media.store.server";

/** Part of every key: a change of the pipeline gives new pictures new addresses, which are cached forever. */
const PIPELINE = "1";

const AT_ONCE = 2;
const MAX_WAITING = 60;
const queue = new WorkQueue(AT_ONCE, MAX_WAITING);

export type IngestRefusal = ImageRefusal | Refusal<"ImageQueueFull">;

export interface IngestDeps {
  /** Outside a transaction: the work takes up to seconds, and a row without its files would be a broken picture. */
  readonly tx: Tx;
  readonly storage: Storage;
  readonly render: RenderImage;
  readonly now: Date;
  /** Only for pictures drawn by us: accepts SVG too. */
  readonly trusted: boolean;
}

/** Where a rendition lies in storage. */
export function storagePathOf({ key, width, format }: ImageAddress): string {
  return `media/${key}/${width}.${format}`;
}

export const CONTENT_TYPE: Readonly<Record<ImageFormat, string>> = {
  avif: "image/avif",
  webp: "image/webp",
  jpeg: "image/jpeg",
};

/**
 * Takes in a picture: renders it, puts its files into storage, then writes its row. The same bytes twice give the same
 * picture; files that have gone missing meanwhile are made again. At most two pictures are worked on at a time.
 */
export async function ingestImage(
  deps: IngestDeps,
  bytes: Uint8Array,
): Promise<Result<StoredImage, IngestRefusal>> {
  if (queue.isFull) return refuse({ code: "ImageQueueFull" });
  return queue.run(() => takeIn(deps, bytes));
}

async function takeIn(deps: IngestDeps, bytes: Uint8Array): Promise<Result<StoredImage, IngestRefusal>> {
  const contentHash = createHash("sha256").update(bytes).digest("hex");
  const known = await findImageByContent(deps.tx, contentHash);
  if (known && (await hasFiles(deps.storage, known))) return ok(known);
  const rendered = await deps.render(bytes, { trusted: deps.trusted });
  if (!rendered.ok) return rendered;
  const key =
    known?.key ?? createHash("sha256").update(`${PIPELINE}:${contentHash}`).digest("hex").slice(0, 32);
  await putFiles(deps.storage, key, rendered.value);
  const { width, height, widths, blur } = rendered.value;
  return ok(
    await insertImage(deps.tx, {
      id: newId(deps.now),
      key,
      contentHash,
      width,
      height,
      widths,
      blur,
      createdAt: deps.now,
    }),
  );
}

/** The widest rendition of the last format is written last, so it stands for all of them. */
async function hasFiles(storage: Storage, { key, widths }: StoredImage): Promise<boolean> {
  const width = widths.at(-1);
  const format = IMAGE_FORMATS.at(-1);
  return width !== undefined && format !== undefined && storage.has(storagePathOf({ key, width, format }));
}

async function putFiles(storage: Storage, key: string, { renditions }: RenderedImage): Promise<void> {
  for (const { width, format, bytes } of renditions) {
    await storage.put(storagePathOf({ key, width, format }), bytes, CONTENT_TYPE[format]);
  }
}
