import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deploy, missingSql, newMigration, reset, status } from "../../scripts/lib/migrations.mjs";
import { createTestDatabase, type TestDatabase } from "../support/database";

describe("the project's migrations", () => {
  it("make exactly what prisma/schema describes", async () => {
    const database = await createTestDatabase();
    expect(await missingSql(database.url).finally(database.drop)).toBe("");
  });
});

describe("migrations", () => {
  let database: TestDatabase;
  let root: string;
  let folders: { schema: string; migrations: string };

  beforeEach(async () => {
    database = await createTestDatabase();
    root = await mkdtemp(path.join(tmpdir(), "migrations-"));
    folders = { schema: path.join(root, "schema"), migrations: path.join(root, "migrations") };
    await mkdir(folders.schema);
    await query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  });
  afterEach(async () => {
    await database.drop();
    await rm(root, { recursive: true, force: true });
  });

  async function query(sql: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query(sql).finally(() => client.end());
    return rows ?? [];
  }
  async function write(name: string, sql: string): Promise<void> {
    await mkdir(path.join(folders.migrations, name), { recursive: true });
    await writeFile(path.join(folders.migrations, name, "migration.sql"), sql);
  }

  it("are applied once, in order, also by processes that start at the same moment", async () => {
    await write("1_village", "CREATE TABLE village (id int); INSERT INTO village VALUES (1);");
    await write("2_more", "INSERT INTO village VALUES (2);");
    const applied = await Promise.all([1, 2, 3].map(() => deploy(database.url, folders)));
    expect(applied.flat()).toEqual(["1_village", "2_more"]);
    expect(await query("SELECT id FROM village ORDER BY id")).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it("leave nothing behind when they fail half-way, and say at which line", async () => {
    await write("1_broken", "CREATE TABLE village (id int);\nINSERT INTO vilage VALUES (1);");
    await expect(deploy(database.url, folders)).rejects.toThrow(/1_broken.*vilage.*line 2/s);
    expect(await query("SELECT to_regclass('village') AS village")).toEqual([{ village: null }]);
    await write("1_broken", "CREATE TABLE village (id int);");
    expect(await deploy(database.url, folders)).toEqual(["1_broken"]);
  });

  it("may hold functions with semicolons in their bodies", async () => {
    const body = "BEGIN RAISE EXCEPTION 'no; never'; END";
    await write("1_guard", `CREATE FUNCTION guard() RETURNS trigger LANGUAGE plpgsql AS $$ ${body} $$;`);
    expect(await deploy(database.url, folders)).toEqual(["1_guard"]);
  });

  it("are refused when one that was applied has been changed since, until the database is made anew", async () => {
    await write("1_village", "CREATE TABLE village (id int);");
    await deploy(database.url, folders);
    await write("1_village", "CREATE TABLE village (id bigint);");
    expect((await status(database.url, folders)).edited).toEqual(["1_village"]);
    await expect(deploy(database.url, folders)).rejects.toThrow(/1_village.*changed since/s);
    expect(await reset(database.url, folders)).toEqual(["1_village"]);
  });

  it("are written for what the schema says, and only for that: triggers, checks and partial indexes stay", async () => {
    const model = (fields: string) =>
      `datasource db {\n  provider = "postgresql"\n}\nmodel village {\n  id Int @id\n  name String\n${fields}}\n`;
    await writeFile(path.join(folders.schema, "main.prisma"), model(""));
    await newMigration(database.url, "Villages!", { folders, now: new Date("2026-11-21T08:00:00Z") });
    expect((await status(database.url, folders)).pending).toEqual(["20261121080000_villages"]);
    await write(
      "20261121080001_by_hand",
      `ALTER TABLE village ADD CONSTRAINT named CHECK (name <> '');
       CREATE INDEX by_name ON village (name) WHERE id > 0;
       ALTER TABLE village ADD COLUMN found tsvector GENERATED ALWAYS AS (to_tsvector('simple', name)) STORED;
       CREATE INDEX village_found_idx ON village USING gin (found);`,
    );
    const declared =
      '  found Unsupported("tsvector")? @default(dbgenerated())\n  @@index([found], type: Gin)\n';
    await writeFile(path.join(folders.schema, "main.prisma"), model(declared));
    expect(await missingSql(database.url, folders)).toBe("");
    await writeFile(path.join(folders.schema, "main.prisma"), model(`  slug String?\n${declared}`));
    expect(await missingSql(database.url, folders)).toBe(
      '-- AlterTable\nALTER TABLE "village" ADD COLUMN     "slug" TEXT;',
    );
  });
});
