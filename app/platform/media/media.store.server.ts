import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

/** A picture that is in storage in all its renditions. */
export interface StoredImage {
  readonly id: string;
  /** Names the renditions; see `imageAddress` of the kernel. */
  readonly key: string;
  readonly width: number;
  readonly height: number;
  readonly widths: readonly number[];
  readonly blur: string;
}

export interface NewImage extends StoredImage {
  /** SHA-256 of the bytes that were handed in, in hex. */
  readonly contentHash: string;
  readonly createdAt: Date;
}

const COLUMNS = "id, key, width, height, widths, blur";

const byContentHash = statement<[contentHash: string], StoredImage>(
  "media.by-content-hash",
  `SELECT ${COLUMNS} FROM image WHERE content_hash = $1`,
);

// The empty update makes the row of whoever came first come back instead of nothing.
const insert = statement<
  [
    id: string,
    key: string,
    contentHash: string,
    width: number,
    height: number,
    widths: readonly number[],
    blur: string,
    createdAt: Date,
  ],
  StoredImage
>(
  "media.insert",
  `INSERT INTO image (id, key, content_hash, width, height, widths, blur, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
   ON CONFLICT (content_hash) DO UPDATE SET content_hash = EXCLUDED.content_hash
   RETURNING ${COLUMNS}`,
);

export async function findImageByContent(tx: Tx, contentHash: string): Promise<StoredImage | undefined> {
  const [row] = await tx.run(byContentHash, [contentHash]);
  return row;
}

/** Adds the picture, or gives back the one that has the same content already. */
export async function insertImage(tx: Tx, image: NewImage): Promise<StoredImage> {
  const [row] = await tx.run(insert, [
    image.id,
    image.key,
    image.contentHash,
    image.width,
    image.height,
    image.widths,
    image.blur,
    image.createdAt,
  ]);
  return row ?? image;
}
