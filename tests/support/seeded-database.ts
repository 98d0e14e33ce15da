import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type pg from "pg";
import { copyDatabase, onServer, type TestDatabase } from "./database";

/** A portal's whole memory with the demo's three months in it: a database of its own and a data folder. */
export interface SeededGround extends TestDatabase {
  readonly dataDir: string;
}

const SEEDED = "portal_seeded";
const DONE = "seeded completely";

/** Held while one test file seeds; the others wait for it instead of seeding too. */
const SEEDING = 53_117_005;

/**
 * The demo's data, to be changed at will. The first test file of a run that asks waits for the seed, tens of seconds;
 * every later one gets copies of database and folder within milliseconds.
 */
export async function createSeededGround(): Promise<SeededGround> {
  const folder = process.env.TEST_SEEDED_FOLDER;
  if (folder === undefined) throw new Error("TEST_SEEDED_FOLDER is not set: run the stories with vitest.");
  await onServer(async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [SEEDING]);
    if (!(await isSeeded(client))) await makeSeeded(client, folder);
  });
  const [database, dataDir] = await Promise.all([
    copyDatabase(SEEDED, `story_${randomBytes(8).toString("hex")}`),
    mkdtemp(path.join(tmpdir(), "gongfu-portal-")),
  ]);
  await cp(folder, dataDir, { recursive: true });
  return {
    url: database.url,
    dataDir,
    drop: async () => {
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The note on the database is its last step, so a seed that was broken off does not count. */
async function isSeeded(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ note: string | null }>(
    "SELECT shobj_description(oid, 'pg_database') AS note FROM pg_database WHERE datname = $1",
    [SEEDED],
  );
  return rows[0]?.note === DONE;
}

async function makeSeeded(client: pg.Client, folder: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${SEEDED} WITH (FORCE)`);
  const { url } = await copyDatabase("portal_template", SEEDED);
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: "production",
    PATH: process.env.PATH ?? "",
    APP_MODE: "demo",
    DATABASE_URL: url,
    DATA_DIR: folder,
  };
  await promisify(execFile)(process.execPath, [path.resolve("build/seed-command.js")], { env });
  await client.query(`COMMENT ON DATABASE ${SEEDED} IS '${DONE}'`);
}
