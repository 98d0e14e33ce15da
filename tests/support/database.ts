import { randomBytes } from "node:crypto";
import pg from "pg";

/** A database of its own for one test file: migrated, empty, gone when dropped. */
export type TestDatabase = { readonly url: string; readonly drop: () => Promise<void> };

const TEMPLATE = "portal_template";

/** A number of our own for the advisory lock: PostgreSQL copies a template for one caller at a time. */
const COPYING = 53_117_004;

/**
 * Copies the migrated template, which takes milliseconds. `npm test` starts the server and names it in
 * TEST_DATABASE_URL; the template is made there before the first test runs.
 */
export function createTestDatabase(): Promise<TestDatabase> {
  return copyDatabase(TEMPLATE, `test_${randomBytes(8).toString("hex")}`);
}

/** A copy of a database that nobody is connected to. */
export async function copyDatabase(template: string, name: string): Promise<TestDatabase> {
  await onServer(async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [COPYING]);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () =>
      onServer(async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

function serverUrl(): string {
  const server = process.env.TEST_DATABASE_URL;
  if (server !== undefined) return server;
  throw new Error(
    "TEST_DATABASE_URL is not set: run database tests with `npm test -- --only integration <file>`.",
  );
}

/** Works on the server of this run, beside the databases of the tests. */
export async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
