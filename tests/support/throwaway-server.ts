import type { TestProject } from "vitest/node";

/**
 * `npm test` has a database server ready for everybody. When vitest is called by hand for one file, this starts one
 * for the run, so that both ways work alike.
 */
export default async function provideServer(
  _project: TestProject,
): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_DATABASE_URL !== undefined) return undefined;
  const { startThrowawayDatabase } = await import("../../scripts/lib/throwaway-database.mjs");
  const server = await startThrowawayDatabase();
  process.env.TEST_DATABASE_URL = server.url;
  return server.stop;
}
