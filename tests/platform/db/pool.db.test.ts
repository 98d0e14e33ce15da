import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { newId } from "~/kernel/ids";
import { ok } from "~/kernel/result";
import { openDb } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { TransactionPool } from "~/platform/db/transaction-pool";
import { createTestDatabase, type TestDatabase } from "../../support/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const open = (maxConnections = 2) =>
  openDb({ url: database.url, maxConnections, onIdleError: () => undefined });

async function bySuperuser(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

describe("a pool whose connections are all taken", () => {
  it("lets the next one wait, and says so when nobody gives one back in time", async () => {
    const pool = new TransactionPool({
      connectionString: database.url,
      max: 1,
      connectionTimeoutMillis: 300,
    });
    try {
      let leave = () => {};
      const held = pool.inTransaction(
        () => new Promise<void>((resolve) => (leave = resolve)),
        () => true,
      );
      await pause(50);
      await expect(pool.query("SELECT 1")).rejects.toThrow("timeout exceeded");
      const inTime = pool.query("SELECT 1 AS one");
      leave();
      await held;
      expect((await inTime).rows).toEqual([{ one: 1 }]);
    } finally {
      await pool.end();
    }
  });
});

describe("a moment", () => {
  const ID = newId(new Date("2026-11-21T08:00:00Z"));
  const MOMENTS = ["2026-11-20T15:59:59.999Z", "2026-03-29T01:30:00.000Z", "1999-12-31T23:59:59.001Z"];
  const write = statement<[id: string, at: Date], never>(
    "test.write-moment",
    "UPDATE users SET created_at = $2 WHERE id = $1",
  );
  const read = statement<[id: string], { at: Date; text: string }>(
    "test.read-moment",
    `SELECT created_at AS at, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS text
     FROM users WHERE id = $1`,
  );
  const zone = process.env.TZ;

  afterEach(async () => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    await bySuperuser(`ALTER DATABASE ${new URL(database.url).pathname.slice(1)} RESET timezone`);
  });

  for (const server of ["UTC", "Asia/Shanghai", "America/St_Johns"]) {
    for (const ours of ["UTC", "Asia/Shanghai", "Europe/Berlin"]) {
      it(`is the same to Prisma and to SQL, with PostgreSQL in ${server} and the portal in ${ours}`, async () => {
        process.env.TZ = ours;
        await bySuperuser(
          `ALTER DATABASE ${new URL(database.url).pathname.slice(1)} SET timezone = '${server}'`,
        );
        const db = open();
        try {
          const first = { id: ID, displayName: "王秀英", createdAt: new Date("2026-01-01T00:00:00Z") };
          await db.prisma.user.upsert({ where: { id: ID }, create: first, update: {} });
          for (const moment of MOMENTS) {
            const at = new Date(moment);
            await db.prisma.user.update({ where: { id: ID }, data: { createdAt: at } });
            expect(await db.run(read, [ID])).toEqual([{ at, text: moment }]);
            await db.prisma.user.update({ where: { id: ID }, data: { createdAt: new Date(0) } });
            await db.run(write, [ID, at]);
            const seen = await db.prisma.user.findUniqueOrThrow({ where: { id: ID } });
            expect(seen.createdAt).toEqual(at);
            expect(await db.prisma.user.count({ where: { createdAt: at } })).toBe(1);
          }
        } finally {
          await db.close();
        }
      });
    }
  }
});

describe("a value", () => {
  it("arrives as what it is: whole numbers exact, days as text, json read", async () => {
    const db = open();
    try {
      const values = statement<
        [big: bigint],
        { big: bigint; day: string; json: unknown; none: null; small: number }
      >(
        "test.values",
        `SELECT $1::int8 AS big, DATE '2026-11-21' AS day, '{"a":[1]}'::jsonb AS json, NULL::int8 AS none, 7 AS small`,
      );
      const big = 9_007_199_254_740_993n;
      expect(await db.run(values, [big])).toEqual([
        { big, day: "2026-11-21", json: { a: [1] }, none: null, small: 7 },
      ]);
    } finally {
      await db.close();
    }
  });

  it("never becomes part of the statement, whatever stands in it", async () => {
    const db = open();
    try {
      const echo = statement<[text: string], { text: string }>("test.echo", "SELECT $1::text AS text");
      for (const text of ["'; DROP TABLE users; --", "$1", "\\", "苹果\u{1F34E}"]) {
        expect(await db.run(echo, [text])).toEqual([{ text }]);
      }
    } finally {
      await db.close();
    }
  });
});

describe("prepared statements", () => {
  it("of one name and two texts are a mistake that shows at once", async () => {
    const db = open(1);
    try {
      await db.run(statement<[], unknown>("test.twice", "SELECT 1"), []);
      await expect(db.run(statement<[], unknown>("test.twice", "SELECT 2"), [])).rejects.toThrow("unique");
    } finally {
      await db.close();
    }
  });

  it("are counted, so that tests of hot pages can say how many a page costs", async () => {
    const db = open();
    try {
      const one = statement<[], unknown>("test.one", "SELECT 1");
      const before = db.pool.queriesSent;
      await db.run(one, []);
      await db.transaction(async (tx) => {
        await tx.run(one, []);
        await tx.prisma.user.count();
        return ok();
      });
      expect(db.pool.queriesSent - before).toBe(3);
    } finally {
      await db.close();
    }
  });
});
