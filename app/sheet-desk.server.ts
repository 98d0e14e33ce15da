import path from "node:path";
import { type Result, refuse } from "~/kernel/result";
import type { ReadTableRefusal } from "~/modules/catalog/sheet/read-table";
import type { Db } from "~/platform/db/db.server";
import type { SheetInterrupted, Sheets } from "~/platform/sheets/sheets.server";
import type { UnpackRefusal } from "~/platform/sheets/unpack.server";
import { openTaskProcess, TaskGivenUp } from "~/platform/tasks/task-process.server";
import { type ApplyImport, applyImport } from "~/workflows/apply-listing-import";
import {
  type CheckImport,
  checkImport,
  type RecheckImport,
  recheckImport,
} from "~/workflows/check-listing-import";

export interface SheetDeskDeps {
  readonly db: Db;
  readonly sheets: Sheets;
  readonly toTraditional: (text: string) => string;
}

/** An import from its file: what is read of it is not said but found. */
export type CheckSheet = Omit<CheckImport, "table">;

/**
 * What is done with a whole sheet of listings. A hundred thousand cells take seconds of computing, so the portal has it
 * done by a process beside it (`sheetDeskBeside`); the workflows are the same.
 */
export function sheetTasks(deps: SheetDeskDeps) {
  return {
    async check(input: CheckSheet): Promise<Result<string, UnpackRefusal | ReadTableRefusal>> {
      const table = await deps.sheets.read(input.file);
      return table.ok ? checkImport(deps, { ...input, table: table.value }) : table;
    },
    recheck: (input: RecheckImport) => recheckImport(deps, input),
    apply: (input: ApplyImport) => applyImport(deps, input),
  };
}

export type SheetTasks = ReturnType<typeof sheetTasks>;

type Interruptible<Task> = Task extends (input: infer Input) => Promise<Result<infer Value, infer Refused>>
  ? (input: Input) => Promise<Result<Value, Refused | SheetInterrupted>>
  : never;

export type SheetDesk = { readonly [Name in keyof SheetTasks]: Interruptible<SheetTasks[Name]> } & {
  close(): Promise<void>;
};

/** Done by whoever asks: for a process that serves nobody else. */
export function sheetDeskHere(deps: SheetDeskDeps): SheetDesk {
  return { ...sheetTasks(deps), close: async () => undefined };
}

const WITHIN_MS = 90_000;
const IDLE_MS = 60_000;
const MOST_WAITING = 100;
const MOST_MEGABYTES = 1024;

/** Done by a process with database connections of its own. `folder` is where the build has put `sheet-process.js`. */
export function sheetDeskBeside(folder: string): SheetDesk {
  const entry = path.join(folder, "sheet-process.js");
  const beside = openTaskProcess<SheetTasks>({
    entry,
    withinMs: WITHIN_MS,
    idleMs: IDLE_MS,
    mostWaiting: MOST_WAITING,
    mostMegabytes: MOST_MEGABYTES,
  });
  return {
    check: (input) => beside.ask("check", input).catch(interrupted),
    recheck: (input) => beside.ask("recheck", input).catch(interrupted),
    apply: (input) => beside.ask("apply", input).catch(interrupted),
    close: beside.close,
  };
}

/** The next sheet finds a new process. Not tried again here: it may have been this sheet that was too much. */
function interrupted(fault: unknown): Result<never, SheetInterrupted> {
  if (fault instanceof TaskGivenUp) return refuse({ code: "SheetInterrupted" });
  throw fault;
}
