import { ok, type Result, refuse } from "~/kernel/result";
import { onThread, packageAddress } from "./on-thread.server";
import {
  type Part,
  packStored,
  type SheetDamaged,
  type SheetTooLarge,
  type UnpackRefusal,
  unpackWorkbook,
} from "./unpack.server";

/** A cell as a sheet has it: a text, a number as decimal text, or a day; null where it says nothing. */
export type CellRead = string | { readonly day: string } | null;

/** What is read of a file. A sheet of listings has about fifty columns. */
export const MOST_ROWS_READ = 5_100;
const MOST_COLUMNS_READ = 120;
export const MOST_CELLS_READ = 300_000;
/** All tags of all parts, opening and closing: a cell has four to eight. Many small ones cost the library most. */
export const MOST_TAGS_READ = 4_000_000;

/** Tags are matched up to the next bracket only, so that a file full of openings costs no more than its length. */
const CELL = /<(?:\w+:)?c\b([^<>]*)>/g;
const ROW = /<(?:\w+:)?row\b([^<>]*)>/g;
const EMPTY_CELL = /<(?:\w+:)?c\b[^<>]*\/>/g;
const EMPTY_ROW = /<(?:\w+:)?row\b[^<>]*(?:\/>|>\s*<\/(?:\w+:)?row>)/g;
const CELL_PLACE = /\sr=["']([A-Z]{1,3})(\d{1,7})["']/;
const ROW_PLACE = /\sr=["'](\d{1,7})["']/;

/** A tag that opens within a tag: no XML, and the library would look for its end again and again. */
const TORN = /<[^<>]*</;
const OPENS = 0x3c;
/** No program that writes sheets writes one; what it could name lies elsewhere or grows when it is read. */
const DOCUMENT_TYPE = "<!DOCTYPE";

const READ = `
  const { parentPort, workerData } = require("node:worker_threads");
  import(workerData.library)
    .then(({ readSheet }) =>
      readSheet(Buffer.from(workerData.file), 1, { parseNumber: (text) => text, trim: false }))
    .then((rows) => parentPort.postMessage(rows));
`;
const LIBRARY = packageAddress("read-excel-file/node");
const WITHIN_MS = 20_000;

/**
 * The first sheet of an .xlsx file, row by row, its gaps filled. What comes is unpacked within bounds, stripped of cells
 * that only carry a format (whole columns of them are usual), measured and packed anew before the library sees it.
 */
export async function readFirstSheet(bytes: Buffer): Promise<Result<readonly CellRead[][], UnpackRefusal>> {
  const unpacked = await unpackWorkbook(bytes);
  if (!unpacked.ok) return unpacked;
  const measured = measuredParts(unpacked.value);
  if (!measured.ok) return measured;
  const file = packStored(measured.value);
  try {
    const rows = await onThread<readonly unknown[][]>(READ, { library: LIBRARY, file }, WITHIN_MS);
    return ok(rows.map((row) => row.map(cellRead)));
  } catch {
    // The library tells everything that is wrong inside by throwing; nothing but this file is at fault.
    return refuse({ code: "SheetDamaged" });
  }
}

function measuredParts(parts: readonly Part[]): Result<readonly Part[], SheetTooLarge | SheetDamaged> {
  const measured: Part[] = [];
  let tags = 0;
  for (const { name, bytes } of parts) {
    tags += tagsIn(bytes);
    if (tags > MOST_TAGS_READ) return refuse({ code: "SheetTooLarge" });
    if (bytes.includes(DOCUMENT_TYPE) || TORN.test(bytes.toString("latin1")))
      return refuse({ code: "SheetDamaged" });
    // Where a sheet lies is the file's own choice; what makes it one is this element.
    if (!bytes.includes("sheetData")) {
      measured.push({ name, bytes });
      continue;
    }
    const stripped = bytes.toString("utf8").replace(EMPTY_CELL, "").replace(EMPTY_ROW, "");
    const problem = problemOf(stripped);
    if (problem) return refuse({ code: problem });
    measured.push({ name, bytes: Buffer.from(stripped, "utf8") });
  }
  return ok(measured);
}

function tagsIn(bytes: Buffer): number {
  let tags = 0;
  for (const byte of bytes) if (byte === OPENS) tags += 1;
  return tags;
}

/** Every place must be written plainly and lie within bounds: the library makes up for all that lies in between. */
function problemOf(xml: string): "SheetTooLarge" | "SheetDamaged" | undefined {
  let cells = 0;
  for (const [, attributes = ""] of xml.matchAll(CELL)) {
    const [, column, row] = CELL_PLACE.exec(attributes) ?? [];
    if (column === undefined) return "SheetDamaged";
    cells += 1;
    if (cells > MOST_CELLS_READ || Number(row) > MOST_ROWS_READ) return "SheetTooLarge";
    if (columnNumber(column) > MOST_COLUMNS_READ) return "SheetTooLarge";
  }
  for (const [, attributes = ""] of xml.matchAll(ROW)) {
    const [, row] = ROW_PLACE.exec(attributes) ?? [];
    if (row === undefined && /\sr=/.test(attributes)) return "SheetDamaged";
    if (Number(row ?? 0) > MOST_ROWS_READ) return "SheetTooLarge";
  }
  return undefined;
}

function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

function cellRead(value: unknown): CellRead {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return { day: value.toISOString().slice(0, 10) };
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  // Neither a database nor a page takes these, and a sheet can hold them as codes.
  return String(value).toWellFormed().replaceAll("\0", "");
}
