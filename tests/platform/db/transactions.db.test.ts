import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { newId } from "~/kernel/ids";
import { ok, refuse } from "~/kernel/result";
import { openDb, type Tx } from "~/platform/db/db.server";
import { byPrisma, bySql, categoryGround, fail, here, move, NAME, NOW } from "./category-ground";

const ground = categoryGround();

describe("a transaction", () => {
  it("keeps what prepared statements and Prisma wrote in it, together", async () => {
    const result = await ground.db().transaction(async (tx) => {
      await bySql(tx, "a");
      await byPrisma(tx, "b");
      expect(await tx.prisma.category.count()).toBe(2);
      expect(await ground.slugs()).toEqual(["a", "b"]);
      return ok("kept");
    });
    expect(result).toEqual({ ok: true, value: "kept" });
    expect(await ground.slugs()).toEqual(["a", "b"]);
  });

  it("that refuses keeps nothing, and hands the refusal on", async () => {
    const refusal = await ground.db().transaction(async (tx) => {
      await bySql(tx, "a");
      await byPrisma(tx, "b");
      return refuse({ code: "OutOfStock" });
    });
    expect(refusal).toEqual({ ok: false, refusal: { code: "OutOfStock" } });
    expect(await ground.slugs()).toEqual([]);
  });

  it("that fails keeps nothing, and hands the fault on as it is", async () => {
    const fault = new Error("the roof fell in");
    const failing = ground.db().transaction(async (tx) => {
      await bySql(tx, "a");
      await byPrisma(tx, "b");
      throw fault;
    });
    await expect(failing).rejects.toBe(fault);
    await expect(ground.db().transaction((tx) => tx.run(fail, []).then(() => ok()))).rejects.toMatchObject({
      code: "22012",
    });
    expect(await ground.slugs()).toEqual([]);
  });

  it("in which a fault was caught is never reported as kept", async () => {
    const hushed = ground.db().transaction(async (tx) => {
      await bySql(tx, "a");
      await tx.run(fail, []).catch(() => undefined);
      return ok();
    });
    await expect(hushed).rejects.toThrow("nothing was kept");
    expect(await ground.slugs()).toEqual([]);
  });

  it("is seen by nobody else before it ends", async () => {
    const outside = openDb({ url: ground.databaseUrl(), maxConnections: 1, onIdleError: () => undefined });
    try {
      await ground.db().transaction(async (tx) => {
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
    const nested = ground.db().transaction(async () => ground.db().transaction(async () => ok()));
    await expect(nested).rejects.toThrow("already open");
  });
});

describe("what Prisma writes in several steps inside a transaction", () => {
  const lists = async (tx: Tx, title: string, slug: string) =>
    tx.prisma.category.update({ where: { slug }, data: { name: { ...NAME, en: title } } });

  it("is undone alone when it fails, and the transaction goes on", async () => {
    await ground.db().transaction(async (tx) => {
      await bySql(tx, "a");
      const failing = tx.prisma.$transaction([
        tx.prisma.category.create({ data: { id: newId(NOW), slug: "b", name: NAME, position: 1 } }),
        tx.prisma.category.create({ data: { id: newId(NOW), slug: "a", name: NAME, position: 1 } }),
      ]);
      await expect(failing).rejects.toMatchObject({ code: "P2002" });
      await byPrisma(tx, "c");
      return ok();
    });
    expect(await ground.slugs()).toEqual(["a", "c"]);
  });

  it("is undone with the transaction when that refuses", async () => {
    await ground.db().transaction(async (tx) => {
      await tx.prisma.$transaction([
        tx.prisma.category.create({ data: { id: newId(NOW), slug: "a", name: NAME, position: 1 } }),
        tx.prisma.category.create({ data: { id: newId(NOW), slug: "b", name: NAME, position: 1 } }),
      ]);
      expect(await tx.prisma.category.count()).toBe(2);
      return refuse({ code: "Changed" });
    });
    expect(await ground.slugs()).toEqual([]);
  });

  it("waits its turn when several begin at once", async () => {
    await ground.db().transaction(async (tx) => {
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
    expect(await ground.slugs()).toEqual(["a", "b", "c", "e", "f"]);
  });
});

describe("transactions side by side", () => {
  it("never see each other's connection, fifty at once on five connections", async () => {
    const ids = new Set<string>();
    await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        ground.db().transaction(async (tx) => {
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
    expect(await ground.db().prisma.category.count()).toBe(80);
    expect(ground.db().pool.totalCount).toBeLessThanOrEqual(5);
    expect(ground.db().pool.idleCount).toBe(ground.db().pool.totalCount);
  });

  it("need one connection each, so that even a pool of one finishes them all", async () => {
    const narrow = openDb({ url: ground.databaseUrl(), maxConnections: 1, onIdleError: () => undefined });
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
    await bySql(ground.db(), "a");
    await bySql(ground.db(), "b");
    const tries = { forth: 0, back: 0 };
    const swap = (
      way: "forth" | "back",
      first: string,
      second: string,
      write: (tx: Tx, slug: string) => unknown,
    ) =>
      ground.db().transaction(async (tx) => {
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
    const positions = (await ground.db().prisma.category.findMany()).map(({ position }) => position);
    expect(positions).toEqual([4, 4]);
  });

  it("are not tried again for ever, nor for what another try cannot mend", async () => {
    let tries = 0;
    const failing = (code: string) =>
      ground.db().transaction(async () => {
        tries += 1;
        throw Object.assign(new Error("not this time"), { code });
      });
    await expect(failing("40001")).rejects.toMatchObject({ code: "40001" });
    expect(tries).toBe(4);
    await expect(failing("23505")).rejects.toMatchObject({ code: "23505" });
    expect(tries).toBe(5);
    await expect(ground.db().transaction(() => Promise.reject(undefined))).rejects.toBeUndefined();
  });
});

describe("work that its transaction did not wait for", () => {
  it("is refused, so that it cannot write into the next one on the same connection", async () => {
    let late: Promise<unknown>[] = [];
    await ground.db().transaction(async (tx) => {
      await bySql(tx, "a");
      late = [pause(50).then(() => bySql(tx, "late")), pause(50).then(() => byPrisma(tx, "later"))];
      for (const each of late) each.catch(() => undefined);
      return ok();
    });
    for (const end of await Promise.allSettled(late)) expect(end.status).toBe("rejected");
    expect(await ground.slugs()).toEqual(["a"]);
  });

  it("is told apart from work outside, which takes any free connection", async () => {
    let outside: Tx | undefined;
    const inside = await ground.db().transaction(async (tx) => {
      outside = tx;
      await bySql(tx, "a");
      return ok(await here(tx));
    });
    expect(inside.ok && inside.value?.xid).toBeTruthy();
    expect((await here(outside ?? ground.db()))?.xid).toBeNull();
  });
});
