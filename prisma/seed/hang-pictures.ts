import { invariant } from "~/kernel/invariant";
import type { Tx } from "~/platform/db/db.server";
import { PICTURE_WORDS } from "./picture-words";
import type { Stage } from "./stage";
import { VILLAGE_KEYS, VILLAGES } from "./villages";

/** Gives villages, cooperatives, workshops and goods their pictures, which are known by their file's name. */
export async function hangPictures(
  tx: Tx,
  { places, listings }: Pick<Stage, "places" | "listings">,
  pictures: ReadonlyMap<string, string>,
): Promise<void> {
  const pictureOf = (name: string) => {
    const imageId = pictures.get(name);
    invariant(imageId, `the drawing ${name} is there`);
    return imageId;
  };
  for (const key of VILLAGE_KEYS) {
    const { villageId, cooperativeId } = places[key];
    const data = { imageId: pictureOf(VILLAGES[key].picture) };
    await tx.prisma.village.update({ where: { id: villageId }, data });
    await tx.prisma.cooperative.update({ where: { id: cooperativeId }, data });
  }
  await tx.prisma.workshop.updateMany({ data: { imageId: pictureOf("workshop") } });
  await tx.prisma.productImage.createMany({
    data: [...listings.values()].flatMap(({ productId, data: { picture } }) => {
      const [square, wide] = PICTURE_WORDS[picture];
      return [
        { productId, imageId: pictureOf(picture), position: 0, alt: square },
        { productId, imageId: pictureOf(`${picture}-wide`), position: 1, alt: wide },
      ];
    }),
  });
}
