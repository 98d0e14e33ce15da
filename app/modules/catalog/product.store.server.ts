import { newId } from "~/kernel/ids";
import type { Fen } from "~/kernel/money";
import type { LocalizedText } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { StoredAttributes } from "./listing/attributes";
import type { TemplateName } from "./listing/templates";
import { insertPacks } from "./pack.store.server";
import type { Freshness, Packing } from "./product";
import { searchText } from "./search.server";

export interface NewCategory {
  readonly slug: string;
  readonly name: LocalizedText;
  readonly position: number;
  readonly now: Date;
}

export async function createCategory(
  tx: Tx,
  category: NewCategory,
): Promise<{ readonly categoryId: string }> {
  const { now, ...data } = category;
  const categoryId = newId(now);
  await tx.prisma.category.create({ data: { id: categoryId, ...data } });
  return { categoryId };
}

export interface NewSku {
  readonly name: LocalizedText;
  readonly packing: Packing;
  readonly netGrams: Grams;
  readonly priceFen: Fen;
}

export interface NewProduct {
  readonly slug: string;
  readonly cooperativeId: string;
  readonly villageId: string;
  readonly categoryId: string;
  readonly freightTemplateId: string;
  readonly sharePlanId: string;
  readonly name: LocalizedText;
  readonly sentence: LocalizedText;
  readonly story: LocalizedText;
  readonly seasonMonths: readonly number[];
  readonly freshness: Freshness;
  readonly claimWindowHours: number;
  readonly position: number;
  /** Left out by a listing that was not written by a template. */
  readonly template?: TemplateName;
  readonly attributes?: StoredAttributes;
  /** other names under which it is looked for */
  readonly aliases: readonly string[];
  /** names of its village, cooperative and category, in Chinese */
  readonly places: readonly string[];
  /** in the order shown; all on sale */
  readonly skus: readonly NewSku[];
  readonly images: readonly { readonly imageId: string; readonly alt: LocalizedText }[];
  readonly setByUserId: string | null;
  readonly now: Date;
}

/** A new listing, in draft, with its packs and the first entry of their price history. */
export async function createProduct(
  tx: Tx,
  product: NewProduct,
): Promise<{ readonly productId: string; readonly skuIds: readonly string[] }> {
  const { aliases, places, skus, images, now, setByUserId, seasonMonths, attributes, ...fields } = product;
  const productId = newId(now);
  const texts = [fields.sentence, fields.story].map((text) => text["zh-CN"]);
  await tx.prisma.product.create({
    data: {
      ...fields,
      attributes: attributes ?? {},
      id: productId,
      seasonMonths: [...seasonMonths],
      state: "draft",
      aliases: [...aliases],
      searchText: searchText({
        name: fields.name["zh-CN"],
        aliases: [...aliases, fields.name.en],
        places,
        texts: [...texts, fields.sentence.en],
      }),
      createdAt: now,
      updatedAt: now,
    },
  });
  const packs = skus.map((sku, position) => ({ ...sku, position }));
  const skuIds = await insertPacks(tx, { productId, packs, userId: setByUserId, now });
  await tx.prisma.productImage.createMany({
    data: images.map((image, position) => ({ productId, position, ...image })),
  });
  return { productId, skuIds };
}

export interface NewLot {
  readonly code: string;
  readonly productId: string;
  readonly cooperativeId: string;
  /** YYYY-MM-DD */
  readonly harvestedOn: string;
  readonly origin: LocalizedText;
  readonly grade: LocalizedText;
  readonly gramsTotal: Grams;
  readonly gramsWholesale: Grams;
  readonly now: Date;
}

/** A harvest put on record. `code` comes from `newNumber("lot", …)`. */
export async function createLot(tx: Tx, lot: NewLot): Promise<{ readonly lotId: string }> {
  const { now, harvestedOn, ...fields } = lot;
  const lotId = newId(now);
  await tx.prisma.lot.create({
    data: { id: lotId, harvestedOn: new Date(`${harvestedOn}T00:00:00Z`), ...fields },
  });
  return { lotId };
}

const addGrams = statement<[lotId: string, grams: bigint], { readonly left: bigint }>(
  "catalog.growLot",
  `UPDATE lot SET grams_total = grams_total + $2
    WHERE id = $1 AND grams_total + $2 >= grams_wholesale + grams_packed + grams_lost + grams_bulk
   RETURNING grams_total - grams_lost - grams_bulk - grams_sold - grams_taken AS "left"`,
);

/**
 * Adds goods to a lot, or takes them off again when negative. Answers with all that is there of it then; undefined where
 * less than that is unpacked and not set aside for wholesale.
 */
export async function growLot(tx: Tx, lotId: string, grams: Grams): Promise<Grams | undefined> {
  return (await tx.run(addGrams, [lotId, grams]))[0]?.left;
}
