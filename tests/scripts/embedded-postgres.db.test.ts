import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { killEmbeddedPostgres, startEmbeddedPostgres } from "../../scripts/lib/embedded-postgres.mjs";

const HALF_MADE = "postgres.new";

describe("the built-in PostgreSQL", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "embedded-"));
    await chmod(folder, 0o711);
  });
  afterEach(async () => {
    await killEmbeddedPostgres(folder);
    await rm(folder, { recursive: true, force: true });
  });

  const start = () => startEmbeddedPostgres(folder, { throwaway: true });
  const serverPid = async (): Promise<number> =>
    Number((await readFile(path.join(folder, "postgres", "postmaster.pid"), "utf8")).split("\n")[0]);
  async function ask(url: string, sql: string): Promise<unknown> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query({ text: sql, rowMode: "array" }).finally(() => client.end());
    return rows[0]?.[0];
  }

  it("starts over a half-made one, works as no superuser, and serves two until the second is through", async () => {
    await mkdir(path.join(folder, HALF_MADE));
    await writeFile(path.join(folder, HALF_MADE, "PG_VERSION"), "18");
    const first = await start();
    expect(await ask(first.url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")).toBe(false);
    const second = await start();
    expect(second.url).toBe(first.url);
    await first.stop();
    expect(await ask(second.url, "SELECT 1")).toBe(1);
    await second.stop();
    await expect(ask(second.url, "SELECT 1")).rejects.toThrow(/ECONNREFUSED|ENOENT/);
    expect((await stat(path.join(folder, "postgres.json"))).mode & 0o077).toBe(0);
  });

  it("is used again when its owner was killed, and started again when it was killed itself", async () => {
    const program = `const { startEmbeddedPostgres } = await import("./scripts/lib/embedded-postgres.mjs");
      await startEmbeddedPostgres(process.argv[1], { throwaway: true });
      process.kill(process.pid, "SIGKILL");`;
    const args = ["--input-type=module", "--eval", program, folder];
    await expect(promisify(execFile)(process.execPath, args)).rejects.toMatchObject({ signal: "SIGKILL" });
    const orphan = await serverPid();
    const adopted = await start();
    expect(await serverPid()).toBe(orphan);
    expect(await ask(adopted.url, "SELECT 1")).toBe(1);

    process.kill(orphan, "SIGKILL");
    const anew = await start();
    expect(await ask(anew.url, "SELECT 1")).toBe(1);
    expect(await serverPid()).not.toBe(orphan);
    await anew.stop();
  });
});
