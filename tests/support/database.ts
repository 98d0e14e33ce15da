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
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  if (server === undefined) {
    throw new Error(
      "TEST_DATABASE_URL is not set: run database tests with `npm test -- --only integration <file>`.",
    );
  }
  const name = `test_${randomBytes(8).toString("hex")}`;
  await onServer(server, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [COPYING]);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  });
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () =>
      onServer(server, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

async function onServer(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
