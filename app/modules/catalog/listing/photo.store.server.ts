import type { LocalizedText } from "~/kernel/text";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";

const writeOrder = statement<[productId: string, imageIds: readonly string[]], never>(
  "catalog.orderPhotos",
  `UPDATE product_image shown SET position = wanted.at - 1
     FROM unnest($2::uuid[]) WITH ORDINALITY AS wanted(image_id, at)
    WHERE shown.product_id = $1 AND shown.image_id = wanted.image_id`,
);

/** The photographs of a listing are these, in this order; others are taken away. The listing's row is locked. */
export async function orderPhotos(tx: Tx, productId: string, imageIds: readonly string[]): Promise<void> {
  await tx.prisma.productImage.deleteMany({ where: { productId, imageId: { notIn: [...imageIds] } } });
  await tx.run(writeOrder, [productId, imageIds]);
}

const copyRows = statement<[fromId: string, toId: string], never>(
  "catalog.copyPhotos",
  `INSERT INTO product_image (product_id, image_id, position, alt, shows_weight)
   SELECT $2, image_id, position, alt, shows_weight FROM product_image WHERE product_id = $1`,
);

/** Hangs the photographs of one listing on another that has none: the same files, rows of its own. */
export async function copyPhotos(tx: Tx, fromId: string, toId: string): Promise<void> {
  await tx.run(copyRows, [fromId, toId]);
}

/** Hangs a picture last. */
export async function hangPhoto(
  tx: Tx,
  photo: {
    readonly productId: string;
    readonly imageId: string;
    readonly position: number;
    readonly alt: LocalizedText;
  },
): Promise<void> {
  await tx.prisma.productImage.create({ data: photo });
}

/** Puts another picture (the same, cropped) where one hangs; its words stay. */
export async function exchangePhoto(
  tx: Tx,
  productId: string,
  imageId: string,
  forImageId: string,
): Promise<void> {
  await tx.prisma.productImage.update({
    where: { productId_imageId: { productId, imageId } },
    data: { imageId: forImageId },
  });
}

export async function describePhoto(
  tx: Tx,
  productId: string,
  imageId: string,
  words: { readonly alt: LocalizedText; readonly showsWeight: boolean },
): Promise<void> {
  await tx.prisma.productImage.update({ where: { productId_imageId: { productId, imageId } }, data: words });
}
