import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "./database";

describe("a test database", () => {
  const databases: TestDatabase[] = [];
  beforeAll(async () => {
    databases.push(...(await Promise.all([1, 2, 3].map(() => createTestDatabase()))));
  });
  afterAll(async () => {
    for (const database of databases) await database.drop();
  });

  it("is one's own, also when several are asked for at once", () => {
    expect(new Set(databases.map(({ url }) => url)).size).toBe(3);
  });

  it("takes Chinese characters for letters, which search relies on", async () => {
    const client = new pg.Client({ connectionString: databases[0]?.url ?? "" });
    await client.connect();
    const { rows } = await client.query("SELECT '蒜' ~ '[[:alnum:]]' AS letter").finally(() => client.end());
    expect(rows[0].letter).toBe(true);
  });
});
