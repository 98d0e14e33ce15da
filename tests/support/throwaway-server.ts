import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";

/**
 * `npm test` has a database server ready for everybody. When vitest is called by hand for one file, this starts one
 * for the run, so that both ways work alike. Beside it a folder for what the demo's data keeps outside of the
 * database, gone at the end of the run like the server.
 */
export default async function provideServer(_project: TestProject): Promise<() => Promise<void>> {
  const removeFolder = await provideFolder();
  if (process.env.TEST_DATABASE_URL !== undefined) return removeFolder;
  const { startThrowawayDatabase } = await import("../../scripts/lib/throwaway-database.mjs");
  const server = await startThrowawayDatabase();
  process.env.TEST_DATABASE_URL = server.url;
  return async () => {
    await server.stop();
    await removeFolder();
  };
}

/** One folder for all projects of a run: the first one that asks makes it and removes it. */
async function provideFolder(): Promise<() => Promise<void>> {
  if (process.env.TEST_SEEDED_FOLDER !== undefined) return async () => undefined;
  const folder = await mkdtemp(path.join(tmpdir(), "gongfu-seeded-"));
  process.env.TEST_SEEDED_FOLDER = folder;
  return () => rm(folder, { recursive: true, force: true });
}
