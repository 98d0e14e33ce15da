import { type FileHandle, mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import type { Change, SandboxStore } from "./store";

/** The log is rewritten when it has grown to this many bytes and to four times its size after the last rewrite. */
const SMALLEST_REWRITE = 8 * 1024 * 1024;
const RECORDS_A_WRITE = 500;

/**
 * Keeps the sandbox in one file: a log of JSON lines, `[table, id, record]` or `[table, id]` for a record dropped.
 *
 * Changes that arrive while the disk is busy go out together with one fsync. Rewriting goes to a second file that
 * replaces the first by rename, so a crash at any moment leaves one whole log. A last line cut off by a crash was
 * never promised to anybody and is ignored; a broken line anywhere else is a fault.
 */
export function createFileStore(path: string): SandboxStore {
  return new FileStore(path);
}

class FileStore implements SandboxStore {
  readonly #path: string;
  #file: FileHandle | undefined;
  #current: () => readonly Change[] = () => [];
  #queue: { line: string; done: () => void; failed: (fault: unknown) => void }[] = [];
  #writing: Promise<void> | undefined;
  #size = 0;
  #rewriteAt = SMALLEST_REWRITE;

  constructor(path: string) {
    this.#path = path;
  }

  async open(current: () => readonly Change[]): Promise<readonly Change[]> {
    this.#current = current;
    await mkdir(dirname(this.#path), { recursive: true });
    const changes = await readLog(this.#path);
    // Rewriting at once also cuts off a torn last line, so that the next line starts on its own.
    await this.#rewrite(living(changes));
    return changes;
  }

  append(changes: readonly Change[]): Promise<void> {
    if (this.#file === undefined) throw new Error("The sandbox's store is not open.");
    const line = changes.map(lineOf).join("");
    return new Promise((done, failed) => {
      this.#queue.push({ line, done, failed });
      this.#writing ??= this.#drain();
    });
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#file?.close();
    this.#file = undefined;
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const group = this.#queue;
      this.#queue = [];
      try {
        await this.#write(group.map((waiting) => waiting.line).join(""));
        for (const waiting of group) waiting.done();
        if (this.#size >= this.#rewriteAt) await this.#rewrite(this.#current());
      } catch (fault) {
        for (const waiting of group) waiting.failed(fault);
      }
    }
    this.#writing = undefined;
  }

  async #write(text: string): Promise<void> {
    await this.#file?.appendFile(text);
    await this.#file?.datasync();
    this.#size += Buffer.byteLength(text);
  }

  async #rewrite(records: readonly Change[]): Promise<void> {
    const next = `${this.#path}.next`;
    const file = await open(next, "w", 0o600);
    let size = 0;
    for (let from = 0; from < records.length; from += RECORDS_A_WRITE) {
      const text = records
        .slice(from, from + RECORDS_A_WRITE)
        .map(lineOf)
        .join("");
      await file.appendFile(text);
      size += Buffer.byteLength(text);
    }
    await file.sync();
    await rename(next, this.#path);
    await syncFolder(dirname(this.#path));
    await this.#file?.close();
    this.#file = file;
    this.#size = size;
    this.#rewriteAt = Math.max(SMALLEST_REWRITE, size * 4);
  }
}

function lineOf(change: Change): string {
  const { table, id, record } = change;
  return `${JSON.stringify(record === undefined ? [table, id] : [table, id, record])}\n`;
}

/** A rename is only durable once the folder that names the file is written too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function readLog(path: string): Promise<Change[]> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (fault) {
    if (fault instanceof Error && "code" in fault && fault.code === "ENOENT") return [];
    throw fault;
  }
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  return whole
    .split("\n")
    .filter((line) => line !== "")
    .map((line, index) => changeIn(line, index, path));
}

function changeIn(line: string, index: number, path: string): Change {
  try {
    const [table, id, record]: unknown[] = JSON.parse(line);
    if (typeof table === "string" && typeof id === "string") return { table, id, record };
  } catch {
    // Falls through to the fault below, which names the line.
  }
  throw new Error(`The sandbox's log ${path} is broken at line ${index + 1}.`);
}

/** The last word about each record, in the order in which the records first appeared. */
function living(changes: readonly Change[]): Change[] {
  const latest = new Map<string, Change>();
  for (const change of changes) {
    const key = `${change.table} ${change.id}`;
    if (change.record === undefined) latest.delete(key);
    else latest.set(key, change);
  }
  return [...latest.values()];
}
