import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openTaskProcess, type TaskProcess } from "~/platform/tasks/task-process.server";
import type { tasks } from "./some-tasks";

let folder: string;
const opened: TaskProcess<typeof tasks>[] = [];

/** The process as the portal's build makes one. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "gongfu-tasks-"));
  await build({
    configFile: false,
    logLevel: "error",
    publicDir: false,
    resolve: { alias: { "~": path.resolve("app") } },
    build: {
      ssr: path.join(import.meta.dirname, "some-tasks.ts"),
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: "tasks.mjs" } },
    },
  });
}, 60_000);
afterEach(() => Promise.all(opened.splice(0).map((beside) => beside.close())));
afterAll(() => rm(folder, { recursive: true, force: true }));

function open({ withinMs = 20_000, idleMs = 20_000, mostWaiting = 10 } = {}) {
  const entry = path.join(folder, "tasks.mjs");
  const beside = openTaskProcess<typeof tasks>({ entry, withinMs, idleMs, mostWaiting, mostMegabytes: 64 });
  opened.push(beside);
  return beside;
}

describe("a process that is asked for tasks", () => {
  it("answers each who asks with his own answer, and stays for the next", async () => {
    const beside = open();
    const sums = Array.from({ length: 8 }, (_, at) => beside.ask("add", { a: BigInt(at), b: 1n }));
    expect(await Promise.all(sums)).toEqual([1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n]);
    expect(await beside.ask("whoAmI", undefined as never)).toBe(
      await beside.ask("whoAmI", undefined as never),
    );
  });

  it("hands a fault of the task to whoever asked, and answers the next", async () => {
    const beside = open();
    await expect(beside.ask("fail", { why: "a row too many" })).rejects.toThrow("a row too many");
    expect(await beside.ask("add", { a: 1n, b: 1n })).toBe(2n);
  });

  it("does not keep anybody from being answered while it computes", async () => {
    const beside = open({ withinMs: 1_500 });
    const endless = beside.ask("neverEnd", undefined as never).catch(() => "given up");
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 5);
    expect(await endless).toBe("given up");
    clearInterval(timer);
    expect(turns).toBeGreaterThan(50);
  });

  it("is given up when a task takes too long, and another does what was asked next", async () => {
    const beside = open({ withinMs: 1_500 });
    const [endless, sum] = await Promise.allSettled([
      beside.ask("neverEnd", undefined as never),
      beside.ask("add", { a: 2n, b: 3n }),
    ]);
    expect(String((endless as PromiseRejectedResult).reason)).toContain("not done within 1500 ms");
    expect(sum).toMatchObject({ value: 5n });
  });

  it("may die of its task, which is told, without taking us along", async () => {
    const beside = open();
    await expect(beside.ask("leave", undefined as never)).rejects.toThrow("the process ended during leave");
    await expect(beside.ask("eatMemory", undefined as never)).rejects.toThrow("the process ended");
    expect(await beside.ask("add", { a: 1n, b: 2n })).toBe(3n);
  }, 60_000);

  it("ends when nobody has asked for a while, and begins anew", async () => {
    const beside = open({ idleMs: 50 });
    const first = await beside.ask("whoAmI", undefined as never);
    await pause(400);
    expect(await beside.ask("whoAmI", undefined as never)).not.toBe(first);
  });

  it("says when more wait than may", async () => {
    const beside = open({ mostWaiting: 1 });
    const asked = [beside.ask("add", { a: 1n, b: 1n })];
    expect(beside.isFull).toBe(false);
    asked.push(beside.ask("add", { a: 1n, b: 1n }));
    expect(beside.isFull).toBe(true);
    await Promise.all(asked);
    expect(beside.isFull).toBe(false);
  });
});
