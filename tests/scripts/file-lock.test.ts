import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withFileLock } from "../../scripts/lib/file-lock.mjs";
import { identityOf } from "../../scripts/lib/process-identity.mjs";

describe("a file lock", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "file-lock-"));
    file = path.join(folder, "deeper", "lock");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("lets one in at a time and tells those who wait who holds it", async () => {
    let inside = 0;
    const holders: string[] = [];
    const work = async (): Promise<number> => {
      inside += 1;
      await pause(30);
      inside -= 1;
      return inside;
    };
    const seen = await Promise.all(
      [1, 2, 3].map(() => withFileLock(file, work, (holder) => holders.push(holder))),
    );
    expect(seen).toEqual([0, 0, 0]);
    expect(holders).toEqual([identityOf(), identityOf()]);
  });

  it("is free again when the work failed", async () => {
    await expect(withFileLock(file, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(await withFileLock(file, async () => "done")).toBe("done");
  });

  it("of a process that is gone is taken over at once, by one of those who want it at a time", async () => {
    await withFileLock(file, async () => undefined);
    // Our own process number, but begun at another time: the number has passed to somebody else.
    await writeFile(file, `${process.pid} 1`);
    let inside = 0;
    const work = async (): Promise<number> => {
      inside += 1;
      await pause(10);
      inside -= 1;
      return inside;
    };
    expect(await Promise.all([1, 2, 3].map(() => withFileLock(file, work)))).toEqual([0, 0, 0]);
  });
});
