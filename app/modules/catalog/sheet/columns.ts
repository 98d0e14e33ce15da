import { FIELD_NAMES, FIELDS, type FieldKind, type FieldName } from "../listing/fields";

/**
 * The columns of the sheet of listings, one row for each pack. What a listing says stands in every one of its rows, so
 * that a sheet may be sorted and filtered. A cell is read into its canonical text: the code of a choice, grams, fen,
 * months as `8,9,10`; two values are the same when their canonical texts are.
 */

/** A field of a listing's template in the sheet; `.en` is its English text. */
export type AttributeColumn = `attr.${FieldName}` | `attr.${FieldName}.en`;

export const PACK_COLUMNS = ["packName", "packNameEn", "packing", "weight", "price"] as const;

type ListingColumn =
  | "template"
  | "category"
  | "name"
  | "nameEn"
  | "sentence"
  | "sentenceEn"
  | "story"
  | "storyEn"
  | "aliases"
  | "months"
  | "freshness"
  | "hours"
  | "freight"
  | "plan";
export type PackColumn = (typeof PACK_COLUMNS)[number];
/** `product` is the listing's address name, `pack` the pack's id; `state` is shown and never read. */
export type KeyColumn = "product" | "pack" | "state";
export type SheetColumn = KeyColumn | ListingColumn | PackColumn | AttributeColumn;

function attributeColumns(): AttributeColumn[] {
  return FIELD_NAMES.flatMap((field): AttributeColumn[] =>
    FIELDS[field].kind === "text" ? [`attr.${field}`, `attr.${field}.en`] : [`attr.${field}`],
  );
}

export const ATTRIBUTE_COLUMNS: readonly AttributeColumn[] = attributeColumns();

/** In the order of the sheet: what is changed most stands next to the names. */
export const SHEET_COLUMNS: readonly SheetColumn[] = [
  ...(["name", "packName", "price", "weight", "packing", "state", "template", "category"] as const),
  ...(["nameEn", "packNameEn", "sentence", "sentenceEn", "story", "storyEn", "aliases", "months"] as const),
  ...(["freshness", "hours", "freight", "plan"] as const),
  ...ATTRIBUTE_COLUMNS,
  ...(["product", "pack"] as const),
];

export interface AttributeOf {
  readonly field: FieldName;
  readonly kind: FieldKind;
  readonly en: boolean;
}

/** Which field of a template a column holds; undefined for the other columns. */
export function attributeOf(column: SheetColumn): AttributeOf | undefined {
  if (!column.startsWith("attr.")) return undefined;
  const [, name, en] = column.split(".") as [string, FieldName, string | undefined];
  return { field: name, kind: FIELDS[name], en: en === "en" };
}

export function isPackColumn(column: SheetColumn): column is PackColumn {
  return (PACK_COLUMNS as readonly string[]).includes(column);
}

/** Without these a new listing, or a new pack, cannot be put down. The rest has a default or is asked for later. */
export const NEEDED_OF_LISTING: readonly SheetColumn[] = ["name", "template"];
export const NEEDED_OF_PACK: readonly SheetColumn[] = ["packName", "weight", "price"];

/** A cell as it was read: a text (numbers as decimal text), or a day, into which Excel likes to turn things like 3-5. */
export type SheetCell = string | { readonly day: string };

/** A row of the sheet that says anything; `number` as Excel counts. */
export interface SheetRow {
  readonly number: number;
  readonly cells: Readonly<Partial<Record<SheetColumn, SheetCell>>>;
}

export const MOST_SHEET_ROWS = 5_000;

/** Headings and choices in one language; choices by code, those of the cooperative (freight, plans) by id. */
export interface SheetWords {
  readonly headings: Readonly<Record<SheetColumn, string>>;
  readonly options: Readonly<Partial<Record<SheetColumn, Readonly<Record<string, string>>>>>;
}

/** The sheet in every language it is read in, the reader's own first. */
export type SheetLanguages = readonly [own: SheetWords, ...others: SheetWords[]];
