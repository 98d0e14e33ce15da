import type { Locale } from "~/kernel/text";
import type { SheetGround } from "~/modules/catalog/index.server";
import type { DraftPack, ListingDraft } from "~/modules/catalog/listing/draft";
import { templateOf } from "~/modules/catalog/listing/templates";
import {
  SHEET_COLUMNS,
  type SheetCell,
  type SheetColumn,
  type SheetRow,
} from "~/modules/catalog/sheet/columns";
import { planImport } from "~/modules/catalog/sheet/plan";
import type { ImportListing, PlannedRow } from "~/modules/catalog/sheet/planned";
import { headingRow, listingRows } from "~/modules/catalog/sheet/write-table";
import { sheetLanguages } from "~/routes/coop/sheet-words.server";
import { words } from "../../support/market";

export const idOf = (number: number) => `019aa000-0000-7000-8000-${String(number).padStart(12, "0")}`;

export const GROUND: SheetGround = {
  categories: [
    { id: idOf(1), slug: "fruit", name: words("水果") },
    { id: idOf(2), slug: "vegetables", name: words("蔬菜") },
  ],
  freightTemplates: [{ id: idOf(3), name: words("全国") }],
  // Two plans of one name: the second is told apart by a number.
  sharePlans: [
    { id: idOf(4), name: words("通用") },
    { id: idOf(5), name: words("通用") },
  ],
};

export const languagesIn = (locale: Locale) => sheetLanguages(locale, GROUND);

const said = (zh: string) => ({ zh, en: "" });

export function packOf(number: number, change: Partial<DraftPack> = {}): DraftPack {
  return {
    skuId: idOf(number),
    name: said("5斤装"),
    packing: "box",
    netGrams: 2500n,
    priceFen: 6990n,
    ...change,
  };
}

export function grapes(change: Partial<ListingDraft> = {}): ListingDraft {
  return {
    template: "fruit",
    categoryId: idOf(1),
    name: said("阳光玫瑰"),
    sentence: said("脆甜"),
    story: said(""),
    aliases: ["青提"],
    seasonMonths: [9],
    freshness: "fresh",
    claimWindowHours: 24,
    freightTemplateId: idOf(3),
    sharePlanId: idOf(4),
    attributes: { variety: said("阳光玫瑰"), grade: "first", brix: 185, shelfLife: 7 },
    packs: [packOf(11)],
    ...change,
  };
}

export function listingOf(change: Partial<ImportListing> = {}): ImportListing {
  const shown = change.shown ?? grapes();
  return {
    productId: idOf(100),
    slug: "yangguangmeigui",
    state: "published",
    inReview: false,
    shown,
    base: shown,
    ...change,
  };
}

export function plan(
  listings: readonly ImportListing[],
  rows: readonly SheetRow[],
  locale: Locale = "zh-CN",
) {
  return planImport(rows, {
    listings,
    languages: languagesIn(locale),
    categoryOf: (template) =>
      GROUND.categories.find(({ slug }) => slug === templateOf(template).category)?.id,
    floorOf: (_plan, netGrams) => netGrams * 2n,
  });
}

/** A row of the sheet; rows are counted from 2, below the headings. */
export const row = (number: number, cells: SheetRow["cells"]): SheetRow => ({ number, cells });

/** What a listing's rows hold when they are taken away, as they would be read again. */
export function exported(
  listings: readonly ImportListing[],
  locale: Locale,
): readonly (readonly (SheetCell | null)[])[] {
  const [own] = languagesIn(locale);
  const shown = listingRows(
    listings.map(({ slug, state, base }) => ({ slug, state, draft: base })),
    own,
  );
  return [
    headingRow(own),
    ...shown.map((cells) => cells.map((cell) => (cell === null ? null : String(cell)))),
  ];
}

/** Problems as `column problem`. */
export const problemsOf = (planned: PlannedRow | undefined) =>
  planned?.problems.map(({ column, problem }) => `${column ?? "row"} ${problem}`) ?? [];

export const columnNumber = (column: SheetColumn) => SHEET_COLUMNS.indexOf(column);
