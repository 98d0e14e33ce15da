import type { Fen, UnitPrice } from "~/kernel/money";
import type { LocalizedText } from "~/kernel/text";
import type { Grams } from "~/kernel/weight";
import type { Freshness, Packing } from "~/modules/catalog/index.server";
import type { CategoryKey } from "./categories";
import type { PictureKey } from "./picture-words";
import type { VillageKey } from "./villages";

export interface SkuData {
  readonly name: LocalizedText;
  readonly packing: Packing;
  readonly grams: Grams;
  readonly fen: Fen;
  /** Packs the shop is filled up to every week. */
  readonly shelf: number;
  /** How readily it is bought beside the other packs of the same goods. */
  readonly favour: number;
}

export interface ProductData {
  readonly slug: string;
  readonly village: VillageKey;
  readonly category: CategoryKey;
  readonly picture: PictureKey;
  readonly name: LocalizedText;
  readonly aliases: readonly string[];
  readonly sentence: LocalizedText;
  readonly story: LocalizedText;
  /** Months in which it is harvested. */
  readonly season: readonly number[];
  /** Months in which the listing is up; in the others it rests. Left out: it keeps, or is stored cold, all year. */
  readonly sold?: readonly number[];
  /** Days from harvest to the shelf while in season. */
  readonly daysToShelf: number;
  readonly freshness: Freshness;
  readonly claimWindowHours: number;
  readonly skus: readonly SkuData[];
  readonly plan: SharePlanData;
  readonly origin: LocalizedText;
  readonly grade: LocalizedText;
  readonly lotGrams: Grams;
  readonly wholesaleGrams: Grams;
  /** How readily it is bought beside other goods. */
  readonly favour: number;
}

/** What the growers are promised per kilogram, packing per pack, then percentages of the goods' price. */
export interface SharePlanData {
  readonly growers: UnitPrice;
  readonly packing: Fen;
  /** Basis points. */
  readonly collective: number;
  readonly host: number;
  readonly alliance: number;
  readonly portal: number;
}
