import { sheetGround } from "~/modules/catalog/index.server";
import { templateOf } from "~/modules/catalog/listing/templates";
import {
  attributeOf,
  isPackColumn,
  SHEET_COLUMNS,
  type SheetColumn,
  type SheetWords,
} from "~/modules/catalog/sheet/columns";
import type { Tx } from "~/platform/db/db.server";
import { openSheets } from "~/platform/sheets/sheets.server";
import { sheetLanguages } from "~/routes/coop/sheet-words.server";

/** Of a kind of produce that is asked for much. */
const KIND = "fruit";
const CELLS = 100_000;

export interface BenchSheet {
  readonly bytes: Uint8Array;
  readonly cells: number;
}

/** A sheet of new listings of one pack each, every cell filled that their kind takes, and nothing wrong in it. */
export async function makeSheet(tx: Tx, cooperativeId: string): Promise<BenchSheet> {
  const [words] = sheetLanguages("zh-CN", await sheetGround(tx, cooperativeId));
  const columns = SHEET_COLUMNS.filter(isAsked);
  const rows = Math.ceil(CELLS / columns.length);
  const body = Array.from({ length: rows }, (_, row) => columns.map((column) => cellOf(column, row, words)));
  const headings = columns.map((column) => words.headings[column]);
  const bytes = await openSheets().write([{ name: "商品", widths: [], rows: [headings, ...body] }]);
  return { bytes, cells: rows * columns.length };
}

function isAsked(column: SheetColumn): boolean {
  if (column === "product" || column === "pack" || column === "state") return false;
  const attribute = attributeOf(column);
  return !attribute || templateOf(KIND).fields.some(({ field }) => field === attribute.field);
}

function cellOf(column: SheetColumn, row: number, words: SheetWords): string | number {
  const kind = attributeOf(column)?.kind;
  const [choice] = Object.values(words.options[column] ?? {});
  if (column === "template") return words.options.template?.[KIND] ?? KIND;
  if (choice !== undefined) return choice;
  if (kind?.kind === "amount") return 7;
  if (column === "weight") return 2500;
  if (column === "price") return 50 + row / 100;
  if (column === "months") return "8-10月";
  if (column === "hours") return 24;
  return isPackColumn(column) ? `${(row % 9) + 1}斤装` : `南沟新葡萄 ${row}`;
}
