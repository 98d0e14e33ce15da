import { staff } from "~/http/door.server";
import { sheetGround } from "~/modules/catalog/index.server";
import { harmless, plainText } from "~/modules/catalog/sheet/cells";
import { SHEET_COLUMNS, type SheetCell } from "~/modules/catalog/sheet/columns";
import { columnWidth } from "~/modules/catalog/sheet/write-table";
import { pageWords } from "~/ui/messages/page-words.server";
import { cooperativeBySlug } from "./cooperative-of.server";
import { importOf } from "./import-of.server";
import { importWords } from "./import-words.server";
import { sheetHeadings, xlsxFile } from "./sheet-file.server";
import { sheetLanguages } from "./sheet-words.server";

const BAD_GROUND = "#F8D7D0";
const GOOD_GROUND = "#E3EFE0";

/**
 * The sheet as it was brought in, each row with what was found of it in a column in front, to correct and bring back; with
 * `?rows=bad` only what could not be imported.
 */
export const loader = staff("coop.products.edit", cooperativeBySlug, async (visit) => {
  const { portal, organisationId, locale, url } = visit;
  const [found, ground] = await Promise.all([importOf(visit), sheetGround(portal.db, organisationId)]);
  const [own] = sheetLanguages(locale, ground);
  const words = pageWords(locale, "excel", "desk");
  const { comment } = importWords(locale, own);
  const planned = new Map(found.shown.map((row) => [row.number, row]));
  const onlyBad = url.searchParams.get("rows") === "bad";
  const cells = onlyBad
    ? found.cells.filter(({ number }) => planned.get(number)?.kind === "bad")
    : found.cells;
  const used = SHEET_COLUMNS.filter((column) => found.cells.some(({ cells }) => cells[column] !== undefined));
  const headings = sheetHeadings(own);
  const rows = cells.map(({ number, cells }) => {
    const row = planned.get(number);
    const bad = new Set(row?.problems.map(({ column }) => column));
    const said = row ? comment(row) : "";
    const ground = row?.kind === "bad" ? BAD_GROUND : row?.kind === "same" ? undefined : GOOD_GROUND;
    return [
      { value: harmless(said), wrap: true, ...(ground ? { ground } : {}) },
      ...used.map((column) => {
        const value = harmless(textOf(cells[column]));
        return bad.has(column) ? { value, ground: BAD_GROUND } : value;
      }),
    ];
  });
  const bytes = await portal.sheets.write([
    {
      name: words("sheet.report"),
      widths: [48, ...used.map(columnWidth)],
      rows: [
        [
          { value: words("report.comment"), bold: true },
          ...used.map((column) => headings[SHEET_COLUMNS.indexOf(column)] ?? null),
        ],
        ...rows,
      ],
    },
  ]);
  return xlsxFile(words(onlyBad ? "sheet.badRows" : "sheet.report"), bytes);
});

function textOf(cell: SheetCell | undefined): string {
  if (cell === undefined) return "";
  return typeof cell === "string" ? plainText(cell) : cell.day;
}
