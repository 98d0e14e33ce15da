import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openRenderers, type Renderers } from "~/platform/media/renderers.server";
import { type CheckSheet, type SheetDesk, sheetDeskBeside } from "~/sheet-desk.server";

let folder: string;
let diaries = 0;
const opened: (SheetDesk | Renderers)[] = [];

/** Both processes beside the portal, with work that lasts long enough to end them in it. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "gongfu-mortal-"));
  for (const entryFileNames of ["sheet-process.js", "image-process.js"]) {
    await build({
      configFile: false,
      logLevel: "error",
      publicDir: false,
      resolve: { alias: { "~": path.resolve("app") } },
      build: {
        ssr: path.join(import.meta.dirname, "mortal-tasks.ts"),
        outDir: folder,
        emptyOutDir: false,
        rollupOptions: { output: { entryFileNames } },
      },
    });
  }
}, 60_000);
afterEach(() => Promise.all(opened.splice(0).map((beside) => beside.close())));
afterAll(() => rm(folder, { recursive: true, force: true }));

const newDiary = () => {
  diaries += 1;
  return path.join(folder, `diary-${diaries}`);
};

async function pidsIn(diary: string, atLeast: number): Promise<number[]> {
  for (let look = 0; look < 400; look += 1) {
    const text = await readFile(diary, "utf8").catch(() => "");
    const pids = text.split("\n").filter(Boolean).map(Number);
    if (pids.length >= atLeast) return pids;
    await pause(25);
  }
  throw new Error(`no task began ${atLeast} times`);
}

/** Ends the process that works as the system would end it when memory is short. */
async function endTheOne(diary: string, which: number): Promise<void> {
  process.kill((await pidsIn(diary, which)).at(-1) ?? 0, "SIGKILL");
}

async function isGone(pid: number): Promise<void> {
  for (let look = 0; look < 200; look += 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await pause(10);
  }
  throw new Error("the process did not end");
}

describe("the process that reads sheets", () => {
  const open = () => {
    const desk = sheetDeskBeside(folder);
    opened.push(desk);
    return desk;
  };
  const sheet = (fileName: string) => ({ fileName, file: new Uint8Array(3) }) as unknown as CheckSheet;

  it("is ended in the middle of a sheet: its sender is told to try again, and the next sheet is read", async () => {
    const [desk, diary] = [open(), newDiary()];
    const [told] = await Promise.all([desk.check(sheet(diary)), endTheOne(diary, 1)]);
    expect(told).toEqual({ ok: false, refusal: { code: "SheetInterrupted" } });
    expect(await desk.check(sheet(diary))).toEqual({ ok: true, value: "read 3 bytes" });
    expect(new Set(await pidsIn(diary, 2)).size).toBe(2);
  }, 30_000);

  it("takes with it only the sheet it was reading, not those that wait", async () => {
    const [desk, diary] = [open(), newDiary()];
    const [first, second] = await Promise.all([
      desk.check(sheet(diary)),
      desk.check(sheet(diary)),
      endTheOne(diary, 1),
    ]);
    expect([first.ok, second.ok]).toEqual([false, true]);
  }, 30_000);

  it("is ended while nobody asks: the next sheet does not notice", async () => {
    const [desk, diary] = [open(), newDiary()];
    await desk.check(sheet(diary));
    const [pid = 0] = await pidsIn(diary, 1);
    process.kill(pid, "SIGKILL");
    await isGone(pid);
    await pause(100);
    expect(await desk.check(sheet(diary))).toMatchObject({ ok: true });
  }, 30_000);

  it("is ended in the very moment of the next sheet: that one is read or refused in words, never a fault", async () => {
    const [desk, diary] = [open(), newDiary()];
    await desk.check(sheet(diary));
    const [pid = 0] = await pidsIn(diary, 1);
    process.kill(pid, "SIGKILL");
    const told = await desk.check(sheet(diary));
    expect(told.ok || told.refusal.code === "SheetInterrupted").toBe(true);
    expect(await desk.check(sheet(diary))).toMatchObject({ ok: true });
  }, 30_000);
});

describe("a process that makes pictures", () => {
  const open = () => {
    const renderers = openRenderers(path.join(folder, "image-process.js"));
    opened.push(renderers);
    return renderers;
  };
  const picture = (diary: string) => Buffer.from(diary);

  it("is ended once: another makes the picture, and its sender does not notice", async () => {
    const [renderers, diary] = [open(), newDiary()];
    const [made] = await Promise.all([
      renderers.render(picture(diary), { trusted: false }),
      endTheOne(diary, 1),
    ]);
    const pids = await pidsIn(diary, 2);
    expect(made).toEqual({ ok: true, value: pids[1] });
    expect(pids).toHaveLength(2);
  }, 30_000);

  it("and the next one end at the same picture: it is called damaged, and no third one is risked", async () => {
    const [renderers, diary] = [open(), newDiary()];
    const ends = async () => {
      await endTheOne(diary, 1);
      await endTheOne(diary, 2);
    };
    const [made] = await Promise.all([renderers.render(picture(diary), { trusted: false }), ends()]);
    expect(made).toEqual({ ok: false, refusal: { code: "ImageDamaged" } });
    expect(await pidsIn(diary, 2)).toHaveLength(2);
  }, 30_000);
});
