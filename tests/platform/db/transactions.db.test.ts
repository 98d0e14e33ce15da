import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "~/kernel/ids";
import { ok, refuse } from "~/kernel/result";
import { type Db, openDb, PAGES_CHANNEL, type Tx } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import { createTestDatabase, type TestDatabase } from "../../support/database";

const NOW = new Date("2026-11-21T08:00:00Z");
const NAME = { "zh-CN": "水果", "zh-TW": "水果", en: "Fruit" };

const insert = statement<[id: string, slug: string, name: string, position: number], never>(
  "test.insert-category",
  "INSERT INTO category (id, slug, name, position) VALUES ($1, $2, $3::jsonb, $4)",
);
const move = statement<[slug: string, by: number], { position: number }>(
  "test.move-category",
  "UPDATE category SET position = position + $2 WHERE slug = $1 RETURNING position",
);
const whereAmI = statement<[], { pid: number; xid: string | null }>(
  "test.where-am-i",
  "SELECT pg_backend_pid() AS pid, pg_current_xact_id_if_assigned()::text AS xid",
);
const fail = statement<[], never>("test.fail", "SELECT 1 / 0");

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

const bySql = (tx: Tx, slug: string, position = 0) =>
  tx.run(insert, [newId(NOW), slug, JSON.stringify(NAME), position]);
const byPrisma = (tx: Tx, slug: string, position = 0) =>
  tx.prisma.category.create({ data: { id: newId(NOW), slug, name: NAME, position } });

async function slugs(): Promise<string[]> {
  return (await db.prisma.category.findMany({ orderBy: { slug: "asc" } })).map(({ slug }) => slug);
}

const here = async (tx: Tx) => (await tx.run(whereAmI, []))[0];

describe("a transaction", () => {
  it("keeps what prepared statements and Prisma wrote in it, together", async () => {
    const result = await db.transaction(async (tx) => {
      await bySql(tx, "a");
      await byPrisma(tx, "b");
      expect(await tx.prisma.category.count()).toBe(2);
      expect(await slugs()).toEqual(["a", "b"]);
      return ok("kept");
    });
    expect(result).toEqual({ ok: true, value: "kept" });
    expect(await slugs()).toEqual(["a", "b"]);
  });

  it("that refuses keeps nothing, and hands the refusal on", async () => {
    const refusal = await db.transaction(async (tx) => {
      await bySql(tx, "a");
      await byPrisma(tx, "b");
      return refuse({ code: "OutOfStock" });
    });
    expect(refusal).toEqual({ ok: false, refusal: { code: "OutOfStock" } });
    expect(await slugs()).toEqual([]);
  });

  it("that fails keeps nothing, and hands the fault on as it is", async () => {
    const fault = new Error("the roof fell in");
    const failing = db.transaction(async (tx) => {
      await bySql(tx, "a");
      await byPrisma(tx, "b");
      throw fault;
    });
    await expect(failing).rejects.toBe(fault);
    await expect(db.transaction((tx) => tx.run(fail, []).then(() => ok()))).rejects.toMatchObject({
      code: "22012",
    });
    expect(await slugs()).toEqual([]);
  });

  it("in which a fault was caught is never reported as kept", async () => {
    const hushed = db.transaction(async (tx) => {
      await bySql(tx, "a");
      await tx.run(fail, []).catch(() => undefined);
      return ok();
    });
    await expect(hushed).rejects.toThrow("nothing was kept");
    expect(await slugs()).toEqual([]);
  });

  it("is seen by nobody else before it ends", async () => {
    const outside = openDb({ url: database.url, maxConnections: 1, onIdleError: () => undefined });
    try {
      await db.transaction(async (tx) => {
        await bySql(tx, "a");
        expect(await outside.prisma.category.count()).toBe(0);
        return ok();
      });
      expect(await outside.prisma.category.count()).toBe(1);
    } finally {
      await outside.close();
    }
  });

  it("cannot be opened inside another, which would be neither of the two", async () => {
    const nested = db.transaction(async () => db.transaction(async () => ok()));
    await expect(nested).rejects.toThrow("already open");
  });
});

describe("what Prisma writes in several steps inside a transaction", () => {
  const lists = async (tx: Tx, title: string, slug: string) =>
    tx.prisma.category.update({ where: { slug }, data: { name: { ...NAME, en: title } } });

  it("is undone alone when it fails, and the transaction goes on", async () => {
    await db.transaction(async (tx) => {
      await bySql(tx, "a");
      const failing = tx.prisma.$transaction([
        tx.prisma.category.create({ data: { id: newId(NOW), slug: "b", name: NAME, position: 1 } }),
        tx.prisma.category.create({ data: { id: newId(NOW), slug: "a", name: NAME, position: 1 } }),
      ]);
      await expect(failing).rejects.toMatchObject({ code: "P2002" });
      await byPrisma(tx, "c");
      return ok();
    });
    expect(await slugs()).toEqual(["a", "c"]);
  });

  it("is undone with the transaction when that refuses", async () => {
    await db.transaction(async (tx) => {
      await tx.prisma.$transaction([
        tx.prisma.category.create({ data: { id: newId(NOW), slug: "a", name: NAME, position: 1 } }),
        tx.prisma.category.create({ data: { id: newId(NOW), slug: "b", name: NAME, position: 1 } }),
      ]);
      expect(await tx.prisma.category.count()).toBe(2);
      return refuse({ code: "Changed" });
    });
    expect(await slugs()).toEqual([]);
  });

  it("waits its turn when several begin at once", async () => {
    await db.transaction(async (tx) => {
      await bySql(tx, "a");
      const pair = (one: string, two: string) =>
        tx.prisma.$transaction([
          tx.prisma.category.create({ data: { id: newId(NOW), slug: one, name: NAME, position: 1 } }),
          tx.prisma.category.create({ data: { id: newId(NOW), slug: two, name: NAME, position: 1 } }),
        ]);
      const ends = await Promise.allSettled([pair("b", "c"), pair("d", "a"), pair("e", "f")]);
      expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
      await lists(tx, "Apples", "e");
      return ok();
    });
    expect(await slugs()).toEqual(["a", "b", "c", "e", "f"]);
  });
});

describe("transactions side by side", () => {
  it("never see each other's connection, fifty at once on five connections", async () => {
    const ids = new Set<string>();
    await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        db.transaction(async (tx) => {
          await bySql(tx, `s${at}`);
          const first = await here(tx);
          await pause(at % 7);
          await byPrisma(tx, `p${at}`);
          const [one, two] = await Promise.all([here(tx), tx.prisma.category.count(), here(tx)]);
          await pause(at % 3);
          const last = await here(tx);
          expect([one, two !== undefined, last]).toEqual([first, true, first]);
          ids.add(`${first?.xid}`);
          return at % 5 === 0 ? refuse({ code: "Every fifth" }) : ok();
        }),
      ),
    );
    expect(ids.size).toBe(50);
    expect(ids.has("null")).toBe(false);
    expect(await db.prisma.category.count()).toBe(80);
    expect(db.pool.totalCount).toBeLessThanOrEqual(5);
    expect(db.pool.idleCount).toBe(db.pool.totalCount);
  });

  it("need one connection each, so that even a pool of one finishes them all", async () => {
    const narrow = openDb({ url: database.url, maxConnections: 1, onIdleError: () => undefined });
    try {
      await Promise.all(
        Array.from({ length: 10 }, (_, at) =>
          narrow.transaction(async (tx) => {
            await bySql(tx, `s${at}`);
            await Promise.all([byPrisma(tx, `p${at}`), tx.prisma.category.count(), here(tx)]);
            return ok();
          }),
        ),
      );
      expect(await narrow.prisma.category.count()).toBe(20);
    } finally {
      await narrow.close();
    }
  });

  it("that lock each other out are tried again until both are through", async () => {
    await bySql(db, "a");
    await bySql(db, "b");
    const tries = { forth: 0, back: 0 };
    const swap = (
      way: "forth" | "back",
      first: string,
      second: string,
      write: (tx: Tx, slug: string) => unknown,
    ) =>
      db.transaction(async (tx) => {
        tries[way] += 1;
        await write(tx, first);
        await pause(100);
        await write(tx, second);
        return ok();
      });
    const sql = (tx: Tx, slug: string) => tx.run(move, [slug, 1]);
    const prisma = (tx: Tx, slug: string) =>
      tx.prisma.category.update({ where: { slug }, data: { position: { increment: 1 } } });
    await Promise.all([swap("forth", "a", "b", sql), swap("back", "b", "a", sql)]);
    await Promise.all([swap("forth", "a", "b", prisma), swap("back", "b", "a", prisma)]);
    expect(tries.forth + tries.back).toBeGreaterThanOrEqual(6);
    const positions = (await db.prisma.category.findMany()).map(({ position }) => position);
    expect(positions).toEqual([4, 4]);
  });

  it("are not tried again for ever, nor for what another try cannot mend", async () => {
    let tries = 0;
    const failing = (code: string) =>
      db.transaction(async () => {
        tries += 1;
        throw Object.assign(new Error("not this time"), { code });
      });
    await expect(failing("40001")).rejects.toMatchObject({ code: "40001" });
    expect(tries).toBe(4);
    await expect(failing("23505")).rejects.toMatchObject({ code: "23505" });
    expect(tries).toBe(5);
    await expect(db.transaction(() => Promise.reject(undefined))).rejects.toBeUndefined();
  });
});

describe("work that its transaction did not wait for", () => {
  it("is refused, so that it cannot write into the next one on the same connection", async () => {
    let late: Promise<unknown>[] = [];
    await db.transaction(async (tx) => {
      await bySql(tx, "a");
      late = [pause(50).then(() => bySql(tx, "late")), pause(50).then(() => byPrisma(tx, "later"))];
      for (const each of late) each.catch(() => undefined);
      return ok();
    });
    for (const end of await Promise.allSettled(late)) expect(end.status).toBe("rejected");
    expect(await slugs()).toEqual(["a"]);
  });

  it("is told apart from work outside, which takes any free connection", async () => {
    let outside: Tx | undefined;
    const inside = await db.transaction(async (tx) => {
      outside = tx;
      await bySql(tx, "a");
      return ok(await here(tx));
    });
    expect(inside.ok && inside.value?.xid).toBeTruthy();
    expect((await here(outside ?? db))?.xid).toBeNull();
  });
});

describe("a connection that breaks", () => {
  const kill = async (pid: number | undefined) => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query("SELECT pg_terminate_backend($1)", [pid]);
    await client.end();
  };

  it("between two statements of a transaction is a fault of that one alone; the pool goes on", async () => {
    const failing = db.transaction(async (tx) => {
      await bySql(tx, "a");
      await kill((await here(tx))?.pid);
      await pause(100);
      await bySql(tx, "b");
      return ok();
    });
    await expect(failing).rejects.toThrow();
    expect(await slugs()).toEqual([]);
    await db.transaction(async (tx) => {
      await bySql(tx, "c");
      return ok();
    });
    expect(await slugs()).toEqual(["c"]);
  });

  it("just before the end keeps nothing and says so", async () => {
    const failing = db.transaction(async (tx) => {
      await byPrisma(tx, "a");
      await kill((await here(tx))?.pid);
      await pause(100);
      return ok();
    });
    await expect(failing).rejects.toThrow();
    expect(await slugs()).toEqual([]);
  });

  it("while nobody uses it is reported, and the next query takes another", async () => {
    const pid = (await here(db))?.pid;
    await kill(pid);
    await pause(100);
    expect(idleErrors).toHaveLength(1);
    expect((await here(db))?.pid).not.toBe(pid);
  });
});

describe("stale pages", () => {
  it("are told of after the commit, never before and never after a refusal", async () => {
    const listener = new pg.Client({ connectionString: database.url });
    const heard: string[] = [];
    await listener.connect();
    listener.on("notification", ({ channel, payload }) => heard.push(`${channel} ${payload}`));
    await listener.query(`LISTEN ${PAGES_CHANNEL}`);
    try {
      await db.transaction(async (tx) => {
        await tx.dropPages(["product:refused"]);
        return refuse({ code: "Changed" });
      });
      await db.transaction(async (tx) => {
        await tx.dropPages(["product:1", "catalog"]);
        await pause(100);
        expect(heard).toEqual([]);
        return ok();
      });
      await expect.poll(() => heard).toEqual([`${PAGES_CHANNEL} product:1 catalog`]);
    } finally {
      await listener.end();
    }
  });

  it("with figures that change by every sale are told together, soon after their commits and without refused ones", async () => {
    const listener = new pg.Client({ connectionString: database.url });
    const heard: string[] = [];
    await listener.connect();
    listener.on("notification", ({ payload = "" }) => heard.push(payload));
    await listener.query(`LISTEN ${PAGES_CHANNEL}`);
    try {
      const sale = (tag: string, accepted: boolean) =>
        db.transaction(async (tx) => {
          tx.dropPagesSoon([tag, "village:1"]);
          await tx.run(whereAmI, []);
          return accepted ? ok() : refuse({ code: "Changed" });
        });
      await Promise.all([sale("village:2", true), sale("village:refused", false), sale("village:3", true)]);
      const tags = () => [...new Set(heard.join(" ").split(" "))].toSorted();
      await expect.poll(tags).toEqual(["village:1", "village:2", "village:3"]);
      db.dropPagesSoon(["village:4"]);
      await expect.poll(() => heard.at(-1)).toBe("village:4");
    } finally {
      await listener.end();
    }
  });

  it("of any number are told in pieces that fit, none lost", async () => {
    const listener = new pg.Client({ connectionString: database.url });
    const heard: string[] = [];
    await listener.connect();
    listener.on("notification", ({ payload = "" }) => heard.push(payload));
    await listener.query(`LISTEN ${PAGES_CHANNEL}`);
    try {
      const tags = Array.from({ length: 250 }, () => `cooperative:${newId(NOW)}`);
      await db.dropPages(tags);
      await db.dropPages([]);
      await expect.poll(() => heard.flatMap((each) => each.split(" "))).toEqual(tags);
      expect(Math.max(...heard.map((each) => each.length))).toBeLessThan(8_000);
    } finally {
      await listener.end();
    }
  });
});
