import { SHEET_COLUMNS, type SheetWords } from "~/modules/catalog/sheet/columns";
import {
  choiceColumns,
  columnWidth,
  headingRow,
  isNeeded,
  neededByKind,
  type ShownCell,
} from "~/modules/catalog/sheet/write-table";
import type { CellToWrite, RowToWrite, SheetToWrite } from "~/platform/sheets/write-sheets.server";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/** Grounds of headings: those that must be filled are warmer. */
const NEEDED_GROUND = "#F6DFD3";
const HEADING_GROUND = "#EFE9DD";

const heading = (value: string, ground = HEADING_GROUND): CellToWrite => ({
  value,
  bold: true,
  ground,
  wrap: true,
});

/** The headings of the sheet of listings, those that must be filled on a warmer ground. */
export function sheetHeadings(words: SheetWords): readonly CellToWrite[] {
  return headingRow(words).map((text, at) => {
    const column = SHEET_COLUMNS[at];
    return heading(text, column && isNeeded(column) ? NEEDED_GROUND : HEADING_GROUND);
  });
}

/** The sheet of listings: headings and these rows, taken one by one as they are written. */
export function listingsSheet(
  name: string,
  words: SheetWords,
  rows: Iterable<readonly ShownCell[]>,
): SheetToWrite {
  return { name, widths: SHEET_COLUMNS.map(columnWidth), rows: withHeadings(words, rows) };
}

function* withHeadings(words: SheetWords, rows: Iterable<readonly ShownCell[]>): Generator<RowToWrite> {
  const price = SHEET_COLUMNS.indexOf("price");
  yield sheetHeadings(words);
  for (const row of rows) {
    yield row.map((cell, at) =>
      at === price && typeof cell === "number" ? { value: cell, money: true } : cell,
    );
  }
}

/** What may be chosen, and what each kind of produce asks for. */
export function choicesSheet(name: string, kindHeading: string, words: SheetWords): SheetToWrite {
  const columns = [
    ...choiceColumns(words),
    {
      heading: kindHeading,
      choices: neededByKind(words).map(({ kind, fields }) => `${kind}：${fields.join("、")}`),
    },
  ];
  const longest = Math.max(...columns.map(({ choices }) => choices.length));
  const rows = Array.from({ length: longest }, (_, at) => columns.map(({ choices }) => choices[at] ?? null));
  return {
    name,
    widths: columns.map((_, at) => (at === columns.length - 1 ? 60 : 18)),
    rows: [columns.map((column) => heading(column.heading)), ...rows],
  };
}

/** Answers with a file that only this reader is given. */
export function xlsxFile(name: string, bytes: Uint8Array<ArrayBuffer>): Response {
  return new Response(bytes, {
    headers: {
      "content-type": XLSX,
      "content-disposition": `attachment; filename="products.xlsx"; filename*=UTF-8''${encodeURIComponent(`${name}.xlsx`)}`,
      "cache-control": "private, no-store",
    },
  });
}
