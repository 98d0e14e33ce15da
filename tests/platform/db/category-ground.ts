import { afterAll, beforeAll, beforeEach } from "vitest";
import { newId } from "~/kernel/ids";
import { type Db, openDb, type Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { createTestDatabase, type TestDatabase } from "../../support/database";

export const NOW = new Date("2026-11-21T08:00:00Z");
export const NAME = { "zh-CN": "水果", "zh-TW": "水果", en: "Fruit" };

const insert = statement<[id: string, slug: string, name: string, position: number], never>(
  "test.insert-category",
  "INSERT INTO category (id, slug, name, position) VALUES ($1, $2, $3::jsonb, $4)",
);
export const move = statement<[slug: string, by: number], { position: number }>(
  "test.move-category",
  "UPDATE category SET position = position + $2 WHERE slug = $1 RETURNING position",
);
export const whereAmI = statement<[], { pid: number; xid: string | null }>(
  "test.where-am-i",
  "SELECT pg_backend_pid() AS pid, pg_current_xact_id_if_assigned()::text AS xid",
);
export const fail = statement<[], never>("test.fail", "SELECT 1 / 0");

/** Writes a category by a prepared statement. */
export const bySql = (tx: Tx, slug: string, position = 0) =>
  tx.run(insert, [newId(NOW), slug, JSON.stringify(NAME), position]);
/** Writes a category by Prisma. */
export const byPrisma = (tx: Tx, slug: string, position = 0) =>
  tx.prisma.category.create({ data: { id: newId(NOW), slug, name: NAME, position } });
/** On which connection, and in which transaction if it has written. */
export const here = async (tx: Tx) => (await tx.run(whereAmI, []))[0];

/** A database whose categories are gone before each test, reached over five connections. */
export function categoryGround() {
  let database: TestDatabase;
  let db: Db;
  const idleErrors: Error[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    db = openDb({ url: database.url, maxConnections: 5, onIdleError: (error) => idleErrors.push(error) });
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });
  beforeEach(async () => {
    await db.prisma.category.deleteMany();
    idleErrors.length = 0;
  });
  return {
    db: () => db,
    databaseUrl: () => database.url,
    idleErrors,
    slugs: async (): Promise<string[]> =>
      (await db.prisma.category.findMany({ orderBy: { slug: "asc" } })).map(({ slug }) => slug),
  };
}
