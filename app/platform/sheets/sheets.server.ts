import type { Refusal, Result } from "~/kernel/result";
import { WorkQueue } from "../media/work-queue";
import { type CellRead, readFirstSheet } from "./read-sheet.server";
import type { UnpackRefusal } from "./unpack.server";
import { type SheetToWrite, writeSheets } from "./write-sheets.server";

/** Sheets of Excel's, read and written. One at a time each way, so that memory stays bounded whatever arrives. */
export interface Sheets {
  read(file: Uint8Array): Promise<Result<readonly CellRead[][], UnpackRefusal>>;
  write(sheets: readonly SheetToWrite[]): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * The process ended or took too long in the middle of a sheet. What it does it does in one transaction, so it was done
 * entirely or not at all; which of the two the page of the import says.
 */
export interface SheetInterrupted extends Refusal<"SheetInterrupted"> {}

const MOST_WAITING = 100;

export function openSheets(): Sheets {
  const [reading, writing] = [new WorkQueue(1, MOST_WAITING), new WorkQueue(1, MOST_WAITING)];
  return {
    read: (file) => reading.run(() => readFirstSheet(Buffer.from(file))),
    write: (sheets) => writing.run(() => writeSheets(sheets)),
  };
}
