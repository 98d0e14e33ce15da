import { appendFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { serveTasks } from "~/platform/tasks/task-process.server";

/** The process of `mortal.test.ts`: tells its pid in a file, and takes long enough over a task to be ended in it. */
const LONG_ENOUGH_MS = 1_500;

async function workSlowly(diary: string): Promise<void> {
  await appendFile(diary, `${process.pid}\n`);
  await pause(LONG_ENOUGH_MS);
}

export const tasks = {
  async check({ fileName, file }: { readonly fileName: string; readonly file: Uint8Array }) {
    await workSlowly(fileName);
    return { ok: true, value: `read ${file.length} bytes` };
  },
  async render({ bytes }: { readonly bytes: Uint8Array; readonly trusted: boolean }) {
    await workSlowly(Buffer.from(bytes).toString());
    return { ok: true, value: process.pid };
  },
};

serveTasks(tasks);
