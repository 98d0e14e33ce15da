import { readFile } from "node:fs/promises";
import { readSheet } from "read-excel-file/node";

export interface SheetOrder {
  readonly path: string;
}
export type SheetAnswer =
  | { readonly ok: true; readonly milliseconds: number; readonly cells: number }
  | { readonly ok: false; readonly fault: string };

/** The library alone: the rows of a sheet, given to nobody. */
process.on("message", ({ path }: SheetOrder) => {
  read(path).then(answer, (fault: unknown) => answer({ ok: false, fault: String(fault) }));
});

function answer(report: SheetAnswer): void {
  process.send?.(report);
}

async function read(path: string): Promise<SheetAnswer> {
  const startedAt = performance.now();
  const rows = await readSheet(await readFile(path));
  return { ok: true, milliseconds: performance.now() - startedAt, cells: rows.flat().length };
}
