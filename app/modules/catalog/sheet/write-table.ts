import type { DraftPack, ListingDraft } from "../listing/draft";
import { type TemplateName, templateOf } from "../listing/templates";
import type { ProductState } from "../product";
import { canonicalOf, harmless, shownCell } from "./cells";
import {
  attributeOf,
  NEEDED_OF_LISTING,
  NEEDED_OF_PACK,
  SHEET_COLUMNS,
  type SheetColumn,
  type SheetWords,
} from "./columns";

/** A listing as it goes into the sheet: what is being worked on, at today's prices. */
export interface SheetListing {
  readonly slug: string;
  readonly state: ProductState;
  readonly draft: ListingDraft;
}

export type ShownCell = string | number | null;

/** The rows of the sheet, one for each pack; a listing without packs has one row too. */
export function listingRows(listings: readonly SheetListing[], words: SheetWords): readonly ShownCell[][] {
  return listings.flatMap((listing) => {
    const packs = listing.draft.packs.length > 0 ? listing.draft.packs : [undefined];
    return packs.map((pack) => SHEET_COLUMNS.map((column) => cellOf(column, listing, pack, words)));
  });
}

function cellOf(
  column: SheetColumn,
  { slug, state, draft }: SheetListing,
  pack: DraftPack | undefined,
  words: SheetWords,
): ShownCell {
  if (column === "product") return slug;
  if (column === "state") return words.options.state?.[state] ?? state;
  const shown = shownCell(column, canonicalOf(column, draft, pack), words);
  if (shown === "") return null;
  return typeof shown === "string" ? harmless(shown) : shown;
}

/** Headings in the order of the columns. */
export function headingRow(words: SheetWords): readonly string[] {
  return SHEET_COLUMNS.map((column) => words.headings[column]);
}

/** What a new listing, or a new pack, cannot be put down without. */
export function isNeeded(column: SheetColumn): boolean {
  return NEEDED_OF_LISTING.includes(column) || NEEDED_OF_PACK.includes(column);
}

/** Choices column by column, one under the other: the second sheet of the empty file. */
export function choiceColumns(
  words: SheetWords,
): readonly { readonly heading: string; readonly choices: readonly string[] }[] {
  return SHEET_COLUMNS.flatMap((column) => {
    const options = words.options[column];
    if (!options || column === "state") return [];
    return [{ heading: words.headings[column], choices: Object.values(options) }];
  });
}

/** The fields each kind of produce asks for before it can be reviewed, by the kind's name. */
export function neededByKind(
  words: SheetWords,
): readonly { readonly kind: string; readonly fields: readonly string[] }[] {
  return Object.entries(words.options.template ?? {}).map(([name, kind]) => ({
    kind,
    fields: templateOf(name as TemplateName)
      .fields.filter(({ required }) => required)
      .map(({ field }) => words.headings[`attr.${field}`]),
  }));
}

/** How wide a column is shown, in characters. */
export function columnWidth(column: SheetColumn): number {
  if (column === "story" || column === "storyEn" || column === "sentence" || column === "sentenceEn")
    return 32;
  if (column === "name" || column === "packName" || column === "product") return 24;
  return attributeOf(column)?.kind.kind === "text" ? 20 : 14;
}
