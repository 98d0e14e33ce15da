// A PostgreSQL for one test run: fast because it may lose everything, and gone afterwards. What a killed run left
// behind is cleared away by the next one.

import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { killEmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres.mjs";
import { deploy } from "./migrations.mjs";
import { identityOf, isStillRunning } from "./process-identity.mjs";

const PREFIX = "gongfu-test-";
const TEMPLATE = "portal_template";

/**
 * Starts it, with all migrations applied to the database `portal_template`, which tests copy.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} url of a database to connect to for the copying
 */
export async function startThrowawayDatabase() {
  await clearLeftovers();
  const folder = await mkdtemp(path.join(tmpdir(), PREFIX));
  // Started by root, PostgreSQL runs under another account, which must be able to pass through.
  await chmod(folder, 0o711);
  await writeFile(path.join(folder, "owner"), identityOf());
  const stop = async () => {
    await killEmbeddedPostgres(folder);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const server = await startEmbeddedPostgres(folder, { throwaway: true });
    const { default: pg } = await import("pg");
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(`CREATE DATABASE ${TEMPLATE} TEMPLATE template0`).finally(() => client.end());
    const template = new URL(server.url);
    template.pathname = `/${TEMPLATE}`;
    await deploy(template.href);
    return { url: server.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function clearLeftovers() {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = path.join(tmpdir(), name);
    const owner = await readFile(path.join(folder, "owner"), "utf8").catch(() => undefined);
    if (owner === undefined || isStillRunning(owner)) continue;
    await killEmbeddedPostgres(folder).catch(() => undefined);
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}
