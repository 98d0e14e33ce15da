import type { DraftPack, ListingDraft } from "../listing/draft";
import { isTemplate, type TemplateName, templateOf } from "../listing/templates";
import { canonicalOf, shownText } from "./cells";
import {
  attributeOf,
  isPackColumn,
  SHEET_COLUMNS,
  type SheetColumn,
  type SheetLanguages,
  type SheetRow,
} from "./columns";
import { type CellChange, problemOf, type RowProblem } from "./planned";
import { type CellProblem, fold, readCell, textOfCell } from "./read-cell";

/** What a row wants otherwise than it is, and which of its cells cannot be meant. */
export interface RowRead {
  readonly changes: readonly CellChange[];
  readonly problems: readonly RowProblem[];
}

/** In the order of the sheet, so that the same row is always read the same way, however it was kept. */
const READ = SHEET_COLUMNS.filter((column) => !["product", "pack", "state"].includes(column));

/**
 * Reads the cells of a row against what its listing and pack say. A cell that repeats what is there is never a problem,
 * whatever it is: what was exported can be imported.
 */
export function readRow(
  row: SheetRow,
  base: ListingDraft,
  pack: DraftPack | undefined,
  languages: SheetLanguages,
): RowRead {
  const changes: CellChange[] = [];
  const problems: RowProblem[] = [];
  const template = templateOfRow(row, base, languages);
  for (const column of READ) {
    const cell = row.cells[column];
    if (cell === undefined) continue;
    const before = canonicalOf(column, base, pack);
    const read = readCell(column, cell, languages);
    if ("canonical" in read && read.canonical === before) continue;
    if (repeats(column, textOfCell(cell), before, languages)) continue;
    const problem = "canonical" in read ? besideKind(column, read.canonical, template) : read;
    if (problem) problems.push(problemOf(row, column, problem.problem, problem.facts));
    else if ("canonical" in read) changes.push({ column, before, after: read.canonical });
  }
  return { changes, problems: [...problems, ...englishAlone(row, base, changes)] };
}

function templateOfRow(row: SheetRow, base: ListingDraft, languages: SheetLanguages): TemplateName {
  const { template } = row.cells;
  if (template === undefined) return base.template;
  const read = readCell("template", template, languages);
  return "canonical" in read && isTemplate(read.canonical) ? read.canonical : base.template;
}

function repeats(
  column: SheetColumn,
  text: string | undefined,
  before: string,
  languages: SheetLanguages,
): boolean {
  if (before === "" || text === undefined) return false;
  return languages.some((words) => fold(shownText(column, before, words)) === fold(text));
}

/** Whether a kind of produce has this field, and takes this amount in it. */
function besideKind(
  column: SheetColumn,
  canonical: string,
  template: TemplateName,
): CellProblem | { readonly problem: "notOfKind"; readonly facts?: CellProblem["facts"] } | undefined {
  const attribute = attributeOf(column);
  if (!attribute) return undefined;
  const asked = templateOf(template).fields.find(({ field }) => field === attribute.field);
  if (!asked) return { problem: "notOfKind" };
  const { kind } = asked;
  if (kind.kind !== "amount") return undefined;
  const steps = Number(canonical);
  const scale = kind.decimals === 0 ? 1 : 10;
  const facts = { least: kind.least / scale, most: kind.most / scale };
  return steps < kind.least || steps > kind.most ? { problem: "amountOutOfRange", facts } : undefined;
}

/** An English text stands beside a Chinese one, never alone. */
function englishAlone(
  row: SheetRow,
  base: ListingDraft,
  changes: readonly CellChange[],
): readonly RowProblem[] {
  return changes.flatMap(({ column, after }) => {
    if (!column.endsWith(".en") || after === "") return [];
    const chinese = column.slice(0, -".en".length) as SheetColumn;
    const says =
      changes.some((change) => change.column === chinese) || canonicalOf(chinese, base, undefined) !== "";
    return says ? [] : [problemOf(row, column, "chineseMissing")];
  });
}

export function packChanges(changes: readonly CellChange[]): readonly CellChange[] {
  return changes.filter(({ column }) => isPackColumn(column));
}

export function listingChanges(changes: readonly CellChange[]): readonly CellChange[] {
  return changes.filter(({ column }) => !isPackColumn(column));
}
