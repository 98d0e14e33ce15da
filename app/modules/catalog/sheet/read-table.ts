import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import {
  MOST_SHEET_ROWS,
  SHEET_COLUMNS,
  type SheetCell,
  type SheetColumn,
  type SheetLanguages,
  type SheetRow,
} from "./columns";
import { fold, textOfCell } from "./read-cell";

/** No row on top names columns of ours, among them one that says which listing a row is about. */
export type SheetHeadingsMissing = Refusal<"SheetHeadingsMissing">;
/** Headings and nothing below. */
export type SheetEmpty = Refusal<"SheetEmpty">;
export type SheetTooManyRows = Refusal<"SheetTooManyRows">;
export type ReadTableRefusal = SheetHeadingsMissing | SheetEmpty | SheetTooManyRows;

export interface ReadTable {
  readonly rows: readonly SheetRow[];
  /** headings we do not know, or that stand there twice: nothing below them is read */
  readonly unread: readonly string[];
}

/** Somebody may have put a title on top. */
const HEADINGS_WITHIN = 5;
const LEAST_HEADINGS = 2;
const SAYS_WHICH: readonly SheetColumn[] = ["product", "pack", "name"];
/** A number as Excel keeps it has up to seventeen digits, of which fifteen are meant. */
const BINARY_NUMBER = /^-?\d+\.\d{12,}$|^-?\d+(?:\.\d+)?E[+-]?\d+$/i;

type Table = readonly (readonly (SheetCell | null)[])[];

/** Finds the headings, in whichever language, and the rows below that say anything. */
export function readTable(table: Table, languages: SheetLanguages): Result<ReadTable, ReadTableRefusal> {
  const known = headingsOf(languages);
  const top = table
    .slice(0, HEADINGS_WITHIN)
    .findIndex((row) => row.filter((cell) => columnOf(cell, known)).length >= LEAST_HEADINGS);
  const headings = table[top];
  if (!headings) return refuse({ code: "SheetHeadingsMissing" });
  const columns = new Map<number, SheetColumn>();
  const unread: string[] = [];
  for (const [at, cell] of headings.entries()) {
    const column = columnOf(cell, known);
    if (column && ![...columns.values()].includes(column)) columns.set(at, column);
    else if (cell !== null && textOfCell(cell) !== "") unread.push(textOfCell(cell) ?? "");
  }
  if (!SAYS_WHICH.some((column) => [...columns.values()].includes(column))) {
    return refuse({ code: "SheetHeadingsMissing" });
  }
  const rows = table.slice(top + 1).flatMap((row, below): SheetRow[] => {
    const cells = readRow(row, columns);
    return cells ? [{ number: top + below + 2, cells }] : [];
  });
  if (rows.length === 0) return refuse({ code: "SheetEmpty" });
  return rows.length > MOST_SHEET_ROWS ? refuse({ code: "SheetTooManyRows" }) : ok({ rows, unread });
}

function headingsOf(languages: SheetLanguages): ReadonlyMap<string, SheetColumn> {
  const known = new Map<string, SheetColumn>();
  for (const column of SHEET_COLUMNS) {
    for (const { headings } of languages) known.set(fold(headings[column]), column);
  }
  return known;
}

function columnOf(cell: SheetCell | null, known: ReadonlyMap<string, SheetColumn>): SheetColumn | undefined {
  return typeof cell === "string" ? known.get(fold(cell)) : undefined;
}

function readRow(
  row: readonly (SheetCell | null)[],
  columns: ReadonlyMap<number, SheetColumn>,
): SheetRow["cells"] | undefined {
  const cells: Partial<Record<SheetColumn, SheetCell>> = {};
  for (const [at, column] of columns) {
    const cell = row[at] ?? null;
    if (cell === null || textOfCell(cell) === "") continue;
    cells[column] = typeof cell === "string" && BINARY_NUMBER.test(cell) ? meantNumber(cell) : cell;
  }
  const says = Object.keys(cells).some((column) => column !== "state");
  return says ? cells : undefined;
}

function meantNumber(text: string): string {
  const meant = Number(Number(text).toPrecision(15));
  return Number.isFinite(meant) ? String(meant) : text;
}
