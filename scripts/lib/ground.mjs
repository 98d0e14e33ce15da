// What has to be there before the portal can run, in order. Each step does nothing when its result is up to date.

import { ensureBuilt } from "./build.mjs";
import { openDatabase } from "./database.mjs";
import { ensureInstalled } from "./install.mjs";
import { deploy } from "./migrations.mjs";
import { ensurePrismaClient } from "./prisma-generate.mjs";

/**
 * Packages, Prisma client, for `start` also the build, then a running and migrated database.
 * @param {{ mode: "start" | "dev" }} options
 * @returns {Promise<{ databaseUrl: string, embedded: boolean, stop: () => Promise<void> }>} stop gives the database back
 */
export async function prepareGround({ mode }) {
  await ensureInstalled();
  await ensurePrismaClient();
  if (mode === "start") await ensureBuilt();
  const database = await openDatabase(process.env);
  try {
    const applied = await deploy(database.url);
    if (applied.length > 0) console.log(`Applied ${applied.length} migration(s), up to ${applied.at(-1)}.`);
  } catch (error) {
    await database.stop();
    throw error;
  }
  return { databaseUrl: database.url, embedded: database.embedded, stop: database.stop };
}
