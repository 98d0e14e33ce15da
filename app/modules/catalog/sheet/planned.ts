import type { Fen } from "~/kernel/money";
import type { Grams } from "~/kernel/weight";
import type { ListingDraft } from "../listing/draft";
import type { TemplateName } from "../listing/templates";
import type { ProductState } from "../product";
import type { SheetColumn, SheetLanguages, SheetRow } from "./columns";
import { type CellProblem, textOfCell } from "./read-cell";

/** A listing that is there, as a row of the sheet may change it. */
export interface ImportListing {
  readonly productId: string;
  readonly slug: string;
  readonly state: ProductState;
  /** somebody is looking at it, or at its version to come */
  readonly inReview: boolean;
  /** what the shop shows, or the draft */
  readonly shown: ListingDraft;
  /** what is being worked on (`baseDraft`) */
  readonly base: ListingDraft;
}

/** What a sheet is held against. */
export interface ImportGround {
  readonly listings: readonly ImportListing[];
  readonly languages: SheetLanguages;
  /** the category proposed for a kind of produce */
  readonly categoryOf: (template: TemplateName) => string | undefined;
  /** the least a pack may cost under a share plan; undefined for a plan nobody knows */
  readonly floorOf: (sharePlanId: string, netGrams: Grams) => Fen | undefined;
}

/** What is wrong with a row as a whole, or with a cell beside others; a key of the words under `excel.problem`. */
export type RowProblemCode =
  | CellProblem["problem"]
  | "required"
  | "productUnknown"
  | "packUnknown"
  | "packElsewhere"
  | "packTwice"
  | "packNameTaken"
  | "tooManyPacks"
  | "differsFromRow"
  | "nameTaken"
  | "notOfKind"
  | "chineseMissing"
  | "belowFloor"
  | "inReview"
  | "otherRowBad";

export interface RowProblem {
  readonly problem: RowProblemCode;
  /** the cell it is about; null: the row */
  readonly column: SheetColumn | null;
  /** what stands in that cell */
  readonly value: string;
  readonly facts: Readonly<Record<string, number>>;
}

/** Canonical texts; `before` is "" where nothing was said. */
export interface CellChange {
  readonly column: SheetColumn;
  readonly before: string;
  readonly after: string;
}

export interface PlannedRow {
  readonly number: number;
  readonly kind: "create" | "change" | "same" | "bad";
  readonly productId: string | null;
  readonly name: string;
  readonly packName: string;
  readonly changes: readonly CellChange[];
  readonly problems: readonly RowProblem[];
  /** the change waits for somebody to look at it before the shop shows it */
  readonly toReview: boolean;
}

/** What one listing is to say when the sheet is applied. */
export interface PlannedListing {
  /** null for a new one */
  readonly productId: string | null;
  readonly draft: ListingDraft;
  /** numbers of the rows it follows from */
  readonly rows: readonly number[];
}

export interface ImportPlan {
  readonly rows: readonly PlannedRow[];
  readonly listings: readonly PlannedListing[];
}

/** A row and what it was found to be about. */
export interface PlacedRow {
  readonly row: SheetRow;
  readonly problem: RowProblem | undefined;
  readonly listing: ImportListing | undefined;
  readonly skuId: string | null;
}

/** Rows of one listing that came out as they will be done, beside what the listing then says. */
export interface PlannedGroup {
  readonly rows: readonly PlannedRow[];
  readonly listing: PlannedListing | undefined;
}

export function problemOf(
  row: SheetRow,
  column: SheetColumn | null,
  problem: RowProblemCode,
  facts: RowProblem["facts"] = {},
): RowProblem {
  const cell = column === null ? undefined : row.cells[column];
  const value = typeof cell === "object" ? cell.day : (textOfCell(cell) ?? "");
  return { problem, column, value, facts };
}

export function badRow(
  row: SheetRow,
  problems: readonly RowProblem[],
  productId: string | null = null,
): PlannedRow {
  return {
    number: row.number,
    kind: "bad",
    productId,
    changes: [],
    problems,
    toReview: false,
    name: textOfCell(row.cells.name) ?? "",
    packName: textOfCell(row.cells.packName) ?? "",
  };
}
