// The steps in prisma/migrations, and which of them a database has taken. The record is Prisma's own table
// `_prisma_migrations`, so `prisma migrate deploy` can take over wherever its native engine is at hand.

import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { inProject } from "./project.mjs";
import { sqlTowardsSchema } from "./schema-engine.mjs";

/** The same number that Prisma's own command locks, so that the two never run at once either. */
const ADVISORY_LOCK = 72707369;

/** @typedef {{ name: string, sql: string, checksum: string }} Migration */
/** @typedef {{ schema: string, migrations: string }} Folders */
/**
 * @typedef {object} Standing
 * @property {string[]} applied names, in order
 * @property {string[]} pending in the folder, not yet in the database
 * @property {string[]} edited applied, but the file has been changed since
 * @property {string[]} unknown applied, but not in the folder
 * @property {string[]} failed begun by another tool and never finished
 */

/** @type {Folders} */
export const projectFolders = {
  schema: inProject("prisma", "schema"),
  migrations: inProject("prisma", "migrations"),
};

/**
 * @param {string} folder
 * @returns {Promise<Migration[]>} by name, that is by date
 */
async function readMigrations(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/**
 * How the database at `url` stands to the migrations folder. Changes nothing.
 * @param {string} url
 * @param {Folders} [folders]
 * @returns {Promise<Standing>}
 */
export const status = (url, folders = projectFolders) =>
  withClient(url, async (client) =>
    compare(await readMigrations(folders.migrations), await readRecord(client)),
  );

/**
 * Applies what is pending, each migration in one transaction together with its record: it either happened or it did
 * not. Processes that deploy at the same time queue up, and the later ones find nothing left to do.
 * @param {string} url
 * @param {Folders} [folders]
 * @returns {Promise<string[]>} names of those applied now
 */
export const deploy = (url, folders = projectFolders) =>
  withClient(url, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [ADVISORY_LOCK]);
    const migrations = await readMigrations(folders.migrations);
    const standing = compare(migrations, await readRecord(client));
    refuseUnlessSound(standing);
    const pending = migrations.filter(({ name }) => standing.pending.includes(name));
    if (pending.length > 0) await client.query(RECORD_TABLE);
    for (const migration of pending) await apply(client, migration);
    return standing.pending;
  });

/**
 * Empties the database (every object in the schema `public`) and applies all migrations anew.
 * @param {string} url
 * @param {Folders} [folders]
 * @returns {Promise<string[]>} names of the migrations applied
 */
export async function reset(url, folders = projectFolders) {
  await withClient(url, (client) =>
    client.query("DROP SCHEMA public CASCADE; DROP SCHEMA IF EXISTS jobs CASCADE; CREATE SCHEMA public"),
  );
  return deploy(url, folders);
}

/**
 * Writes a migration for what prisma/schema says beyond the migrations so far. These are played into a scratch
 * database first: what is compared is what they make, not what somebody's database happens to look like.
 * @param {string} url a server where the role may create databases
 * @param {string} name what the step does, in a few words
 * @param {{ folders?: Folders, now?: Date, empty?: boolean }} [options] empty: also without changes, for SQL by hand
 * @returns {Promise<string | undefined>} the file written; undefined when schema and migrations agree
 */
export async function newMigration(
  url,
  name,
  { folders = projectFolders, now = new Date(), empty = false } = {},
) {
  const slug = name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");
  if (slug === "") throw new Error("A migration needs a name, such as: npm run db -- new add_parcels");
  const sql = await missingSql(url, folders);
  if (sql === "" && !empty) return undefined;
  const stamp = now.toISOString().replace(/\D/g, "").slice(0, 14);
  const file = path.join(folders.migrations, `${stamp}_${slug}`, "migration.sql");
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, sql === "" ? "-- Written by hand.\n" : `${sql}\n`);
  await writeFile(path.join(folders.migrations, "migration_lock.toml"), 'provider = "postgresql"\n');
  return file;
}

/**
 * The SQL that the schema says and the migrations do not; empty when they agree.
 * @param {string} url a server where the role may create databases
 * @param {Folders} [folders]
 * @returns {Promise<string>}
 */
export async function missingSql(url, folders = projectFolders) {
  const name = `scratch_${randomBytes(6).toString("hex")}`;
  await withClient(url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE template0`));
  try {
    const scratch = new URL(url);
    scratch.pathname = `/${name}`;
    await deploy(scratch.href, folders);
    return await sqlTowardsSchema(scratch.href, folders.schema);
  } finally {
    await withClient(url, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  }
}

const RECORD_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`;

/**
 * @typedef {{ migration_name: string, checksum: string, finished: boolean }} RecordRow
 * @param {import('pg').Client} client
 * @returns {Promise<RecordRow[]>} without those rolled back, in the order they were applied
 */
async function readRecord(client) {
  const { rows } = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists");
  if (!rows[0].exists) return [];
  const record = await client.query(
    "SELECT migration_name, checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations " +
      "WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name",
  );
  return record.rows;
}

/**
 * @param {Migration[]} migrations
 * @param {RecordRow[]} record
 * @returns {Standing}
 */
function compare(migrations, record) {
  const files = new Map(migrations.map((migration) => [migration.name, migration]));
  const finished = record.filter((row) => row.finished);
  const recorded = new Set(record.map((row) => row.migration_name));
  const nameOf = (/** @type {RecordRow} */ row) => row.migration_name;
  return {
    applied: finished.map(nameOf),
    pending: migrations.map(({ name }) => name).filter((name) => !recorded.has(name)),
    edited: finished
      .filter((row) => (files.get(row.migration_name)?.checksum ?? row.checksum) !== row.checksum)
      .map(nameOf),
    unknown: record.filter((row) => !files.has(row.migration_name)).map(nameOf),
    failed: record.filter((row) => !row.finished).map(nameOf),
  };
}

/** @param {Standing} standing */
function refuseUnlessSound({ edited, unknown, failed }) {
  const complaints = [
    ...edited.map((name) => `${name} was applied here and its file has been changed since`),
    ...unknown.map((name) => `${name} was applied here and is not in this version of the portal`),
    ...failed.map((name) => `${name} was begun here by another tool and never finished`),
  ];
  if (complaints.length === 0) return;
  throw new Error(
    `The database does not fit these migrations:\n  ${complaints.join("\n  ")}\n` +
      "A database that holds nothing of value is made anew by: npm run db -- reset",
  );
}

/**
 * @param {import('pg').Client} client
 * @param {Migration} migration
 */
async function apply(client, { name, sql, checksum }) {
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) " +
        "VALUES ($1, $2, $3, now(), clock_timestamp(), 1)",
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Error(`Migration ${name} was not applied: ${explain(error, sql)}`, { cause: error });
  }
}

/**
 * PostgreSQL says at which character it stumbled; a person looks for the line.
 * @param {unknown} thrown
 * @param {string} sql
 */
function explain(thrown, sql) {
  const error = /** @type {Error & { position?: string, detail?: string, hint?: string }} */ (thrown);
  const before = error.position ? sql.slice(0, Number(error.position) - 1).split("\n") : [];
  const line =
    before.length > 0 ? ` (line ${before.length}: ${sql.split("\n")[before.length - 1]?.trim()})` : "";
  return [`${error.message}${line}`, error.detail, error.hint].filter(Boolean).join(" — ");
}

/**
 * @template T
 * @param {string} url
 * @param {(client: import('pg').Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withClient(url, work) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url, application_name: "portal migrations" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
