import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { ok, refuse } from "~/kernel/result";
import { type Db, openDb, PAGES_CHANNEL } from "~/platform/db/db.server";
import { silentLog } from "~/platform/log/log.server";
import { openRealtime, type Realtime, type Signal } from "~/platform/realtime/realtime.server";
import { createTestDatabase, type TestDatabase } from "../support/database";

let database: TestDatabase;
let db: Db;
let here: Realtime;
let elsewhere: Realtime;

const timing = { firstRetry: 20, longestRetry: 200, heartbeat: 60_000 };

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDb({ url: database.url, maxConnections: 3, onIdleError: () => undefined });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

beforeEach(async () => {
  here = await openRealtime({ url: database.url, log: silentLog, timing });
  elsewhere = await openRealtime({ url: database.url, log: silentLog, timing });
});
afterEach(async () => {
  await here.close();
  await elsewhere.close();
});

function collect(realtime: Realtime, channel: Parameters<Realtime["subscribe"]>[0]): Signal[] {
  const signals: Signal[] = [];
  realtime.subscribe(channel, (signal) => signals.push(signal));
  return signals;
}

const publish = (payload: string, commit = true) =>
  db.transaction(async (tx) => {
    await here.publish(tx, "desk_events", payload);
    return commit ? ok() : refuse({ code: "ChangedMyMind" });
  });

async function cutConnections(): Promise<void> {
  await db.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = 'portal realtime' AND datname = current_database()`,
  );
}

async function allowConnections(allowed: boolean): Promise<void> {
  const neighbour = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await neighbour.connect();
  const name = new URL(database.url).pathname.slice(1);
  await neighbour.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS ${allowed}`).finally(() => neighbour.end());
}

describe("news", () => {
  test("reaches every process once its transaction has committed", async () => {
    const [near, far] = [collect(here, "desk_events"), collect(elsewhere, "desk_events")];
    await publish("lead X1 of 甘泉");
    await vi.waitFor(() => expect(far).toEqual([{ kind: "heard", payload: "lead X1 of 甘泉" }]));
    await vi.waitFor(() => expect(near).toEqual(far));
  });

  test("of a transaction that was rolled back reaches nobody", async () => {
    const signals = collect(elsewhere, "desk_events");
    await publish("never happened", false);
    await publish("happened");
    await vi.waitFor(() => expect(signals).toEqual([{ kind: "heard", payload: "happened" }]));
  });

  test("stays on its channel", async () => {
    const pages = collect(elsewhere, PAGES_CHANNEL);
    const desks = collect(elsewhere, "desk_events");
    await db.transaction(async (tx) => {
      await tx.dropPages(["product:1", "village:2"]);
      return ok();
    });
    await publish("after");
    await vi.waitFor(() => expect(desks).toHaveLength(1));
    expect(pages).toEqual([{ kind: "heard", payload: "product:1 village:2" }]);
  });

  test("is small: a payload PostgreSQL would refuse is a fault of the caller", async () => {
    await expect(publish("果".repeat(2_700))).rejects.toThrow("payload is small");
  });

  test("reaches the other subscribers also when one of them throws, and none that has left", async () => {
    const leave = elsewhere.subscribe("desk_events", () => {
      throw new Error("a bad subscriber");
    });
    const signals = collect(elsewhere, "desk_events");
    await publish("one");
    await vi.waitFor(() => expect(signals).toHaveLength(1));
    leave();
    await publish("two");
    await vi.waitFor(() => expect(signals).toHaveLength(2));
  });
});

describe("a lost connection", () => {
  test("comes back by itself, tells every subscriber that it missed news, and hears again", async () => {
    const [desks, pages] = [collect(here, "desk_events"), collect(here, PAGES_CHANNEL)];
    await cutConnections();
    await vi.waitFor(() => expect(desks).toEqual([{ kind: "missed" }]), { timeout: 5_000 });
    expect(pages).toEqual([{ kind: "missed" }]);
    expect(here.listening).toBe(true);
    await publish("after the storm");
    await vi.waitFor(() => expect(desks).toContainEqual({ kind: "heard", payload: "after the storm" }));
  });

  test("says that it is not listening, and keeps trying while the server refuses", async () => {
    const signals = collect(here, "desk_events");
    await allowConnections(false);
    await cutConnections();
    await vi.waitFor(() => expect(here.listening).toBe(false));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(signals).toEqual([]);
    await allowConnections(true);
    await vi.waitFor(() => expect(signals).toEqual([{ kind: "missed" }]), { timeout: 5_000 });
  });
});

test("a wrong address is told at start", async () => {
  const wrong = database.url.replace(/\/[^/]+$/, "/no_such_database");
  await expect(openRealtime({ url: wrong, log: silentLog })).rejects.toThrow("no_such_database");
});
