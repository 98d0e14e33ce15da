import { setImmediate } from "node:timers/promises";
import { onThread, packageAddress } from "./on-thread.server";

/** A cell to be written. A text is kept as text, whatever digits it is made of; a number is one to calculate with. */
export interface CellToWrite {
  readonly value: string | number;
  /** heading */
  readonly bold?: boolean;
  /** of the cell's ground, `#RRGGBB` */
  readonly ground?: string;
  /** shown with two decimals */
  readonly money?: boolean;
  readonly wrap?: boolean;
}

export interface SheetToWrite {
  readonly name: string;
  /** in characters */
  readonly widths: readonly number[];
  /** gone through once, so that rows may be put together as they are taken */
  readonly rows: Iterable<RowToWrite>;
}
export type RowToWrite = readonly (CellToWrite | string | number | null)[];

/** Excel reads `_x0041_` as a letter; one that is meant as it stands is written so. */
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)/g;

/**
 * The library keeps texts in a plain object and takes `constructor` and the like for one it has seen (4.1.1); with
 * its first letter written as a code it is no name of that object's, and Excel reads the same word.
 */
function libraryText(text: string): string {
  const escaped = text.replaceAll(LOOKS_ESCAPED, "_x005F_");
  if (!(escaped in Object.prototype)) return escaped;
  return `_x${escaped.charCodeAt(0).toString(16).padStart(4, "0")}_${escaped.slice(1)}`;
}

function libraryCell(cell: CellToWrite | string | number | null) {
  if (cell === null || cell === "") return null;
  const { value, bold, ground, money, wrap } = typeof cell === "object" ? cell : { value: cell };
  // A coloured cell that says nothing: the library takes no format for it.
  if (value === "") return { ...(ground ? { backgroundColor: ground } : {}) };
  const format = typeof value === "string" ? "@" : money ? "0.00" : undefined;
  return {
    value: typeof value === "string" ? libraryText(value) : value,
    ...(format ? { format } : {}),
    ...(bold ? { fontWeight: "bold" } : {}),
    ...(ground ? { backgroundColor: ground } : {}),
    ...(wrap ? { wrap: true, alignVertical: "top" } : {}),
  };
}

const WRITE = `
  const { parentPort, workerData } = require("node:worker_threads");
  const { sheets } = workerData;
  parentPort.on("message", async ({ at, rows }) => {
    if (rows) return void sheets[at].data.push(...rows);
    const { default: write } = await import(workerData.library);
    parentPort.postMessage(await write(sheets).toBuffer());
  });
`;
const LIBRARY = packageAddress("write-excel-file/node");
const WITHIN_MS = 30_000;

/** This many take about 5 ms to put together and to send; then everybody else has their turn. */
const ROWS_AT_ONCE = 50;

/** An .xlsx file of these sheets, its first row fixed on top of each. */
export async function writeSheets(sheets: readonly SheetToWrite[]): Promise<Uint8Array<ArrayBuffer>> {
  const empty = sheets.map(({ name, widths }) => ({
    sheet: name,
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
    data: [],
  }));
  const work = { library: LIBRARY, sheets: empty };
  const bytes = await onThread<Uint8Array>(WRITE, work, WITHIN_MS, async (send) => {
    for (const [at, { rows }] of sheets.entries()) {
      for (const slice of slicesOf(rows)) {
        send({ at, rows: slice.map((row) => row.map(libraryCell)) });
        await setImmediate();
      }
    }
    send({});
  });
  return new Uint8Array(bytes);
}

function* slicesOf(rows: Iterable<RowToWrite>): Generator<RowToWrite[]> {
  let slice: RowToWrite[] = [];
  for (const row of rows) {
    if (slice.push(row) < ROWS_AT_ONCE) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}
