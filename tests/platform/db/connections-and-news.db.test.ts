import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { newId } from "~/kernel/ids";
import { ok, refuse } from "~/kernel/result";
import { PAGES_CHANNEL } from "~/platform/db/db.server";
import { byPrisma, bySql, categoryGround, here, NOW, whereAmI } from "./category-ground";

const ground = categoryGround();

describe("a connection that breaks", () => {
  const kill = async (pid: number | undefined) => {
    const client = new pg.Client({ connectionString: ground.databaseUrl() });
    await client.connect();
    await client.query("SELECT pg_terminate_backend($1)", [pid]);
    await client.end();
  };

  it("between two statements of a transaction is a fault of that one alone; the pool goes on", async () => {
    const failing = ground.db().transaction(async (tx) => {
      await bySql(tx, "a");
      await kill((await here(tx))?.pid);
      await pause(100);
      await bySql(tx, "b");
      return ok();
    });
    await expect(failing).rejects.toThrow();
    expect(await ground.slugs()).toEqual([]);
    await ground.db().transaction(async (tx) => {
      await bySql(tx, "c");
      return ok();
    });
    expect(await ground.slugs()).toEqual(["c"]);
  });

  it("just before the end keeps nothing and says so", async () => {
    const failing = ground.db().transaction(async (tx) => {
      await byPrisma(tx, "a");
      await kill((await here(tx))?.pid);
      await pause(100);
      return ok();
    });
    await expect(failing).rejects.toThrow();
    expect(await ground.slugs()).toEqual([]);
  });

  it("while nobody uses it is reported, and the next query takes another", async () => {
    const pid = (await here(ground.db()))?.pid;
    await kill(pid);
    await pause(100);
    expect(ground.idleErrors).toHaveLength(1);
    expect((await here(ground.db()))?.pid).not.toBe(pid);
  });
});

describe("stale pages", () => {
  it("are told of after the commit, never before and never after a refusal", async () => {
    const listener = new pg.Client({ connectionString: ground.databaseUrl() });
    const heard: string[] = [];
    await listener.connect();
    listener.on("notification", ({ channel, payload }) => heard.push(`${channel} ${payload}`));
    await listener.query(`LISTEN ${PAGES_CHANNEL}`);
    try {
      await ground.db().transaction(async (tx) => {
        await tx.dropPages(["product:refused"]);
        return refuse({ code: "Changed" });
      });
      await ground.db().transaction(async (tx) => {
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
    const listener = new pg.Client({ connectionString: ground.databaseUrl() });
    const heard: string[] = [];
    await listener.connect();
    listener.on("notification", ({ payload = "" }) => heard.push(payload));
    await listener.query(`LISTEN ${PAGES_CHANNEL}`);
    try {
      const sale = (tag: string, accepted: boolean) =>
        ground.db().transaction(async (tx) => {
          tx.dropPagesSoon([tag, "village:1"]);
          await tx.run(whereAmI, []);
          return accepted ? ok() : refuse({ code: "Changed" });
        });
      await Promise.all([sale("village:2", true), sale("village:refused", false), sale("village:3", true)]);
      const tags = () => [...new Set(heard.join(" ").split(" "))].toSorted();
      await expect.poll(tags).toEqual(["village:1", "village:2", "village:3"]);
      ground.db().dropPagesSoon(["village:4"]);
      await expect.poll(() => heard.at(-1)).toBe("village:4");
    } finally {
      await listener.end();
    }
  });

  it("of any number are told in pieces that fit, none lost", async () => {
    const listener = new pg.Client({ connectionString: ground.databaseUrl() });
    const heard: string[] = [];
    await listener.connect();
    listener.on("notification", ({ payload = "" }) => heard.push(payload));
    await listener.query(`LISTEN ${PAGES_CHANNEL}`);
    try {
      const tags = Array.from({ length: 250 }, () => `cooperative:${newId(NOW)}`);
      await ground.db().dropPages(tags);
      await ground.db().dropPages([]);
      await expect.poll(() => heard.flatMap((each) => each.split(" "))).toEqual(tags);
      expect(Math.max(...heard.map((each) => each.length))).toBeLessThan(8_000);
    } finally {
      await listener.end();
    }
  });
});
