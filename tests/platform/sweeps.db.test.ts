import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { DAY_MS } from "~/kernel/clock";
import { type Db, openDb } from "~/platform/db/db.server";
import { openSweeps, type Sweep, type Sweeps } from "~/platform/jobs/sweeps.server";
import { silentLog } from "~/platform/log/log.server";
import { fixedClock } from "../support/clock";
import { createTestDatabase, type TestDatabase } from "../support/database";

const clock = fixedClock("2026-11-21T08:00:00Z");
let database: TestDatabase;
let db: Db;
let opened: Sweeps[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDb({ url: database.url, maxConnections: 6, onIdleError: () => undefined });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});
afterEach(async () => {
  await Promise.all(opened.map((sweeps) => sweeps.close()));
  opened = [];
  await db.pool.query("DELETE FROM job_sweep");
});

function openProcess(...sweeps: Sweep[]): Sweeps {
  const process = openSweeps({ db, clock, log: silentLog, sweeps });
  opened.push(process);
  return process;
}

describe("regular runs", () => {
  test("are shared by all processes: as often as one alone would, and never two at a time", async () => {
    const starts: number[] = [];
    let running = 0;
    let most = 0;
    const sweep: Sweep = {
      sweep: "release-holds",
      every: 0.2,
      run: async () => {
        starts.push(performance.now());
        running += 1;
        most = Math.max(most, running);
        await pause(60);
        running -= 1;
      },
    };
    for (const process of [openProcess(sweep), openProcess(sweep), openProcess(sweep)]) process.start();
    await vi.waitFor(() => expect(starts.length).toBeGreaterThanOrEqual(5), 10_000);
    expect(most).toBe(1);
    const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(140);
  });

  test("follow the injected clock", async () => {
    const seen: Date[] = [];
    openProcess({ sweep: "settle-orders", every: 0.05, run: async (now) => void seen.push(now) }).start();
    await vi.waitFor(() => expect(seen).toContainEqual(new Date("2026-11-21T08:00:00Z")));
    clock.moveForward(DAY_MS);
    await vi.waitFor(() => expect(seen.at(-1)).toEqual(new Date("2026-11-22T08:00:00Z")));
    clock.set("2026-11-21T08:00:00Z");
  });

  test("go on after a failure, which is counted until a run succeeds", async () => {
    let broken = true;
    const sweeps = openProcess({
      sweep: "seal-books",
      every: 0.05,
      run: async () => {
        if (broken) throw new Error("no luck with 13812345678");
      },
    });
    sweeps.start();
    await vi.waitFor(async () => expect((await sweeps.states())[0]?.failures).toBeGreaterThan(1));
    expect((await sweeps.states())[0]?.lastError).toBe("no luck with 138****5678");
    broken = false;
    await vi.waitFor(async () =>
      expect((await sweeps.states())[0]).toMatchObject({ failures: 0, lastError: undefined }),
    );
  });

  test("of a process that was killed are taken over when its time is up, not before", async () => {
    const runs = vi.fn(async () => undefined);
    const killed = (lease: string) =>
      db.pool.query(
        `INSERT INTO job_sweep (sweep, run, started_at, lease_until)
         VALUES ('reconcile', gen_random_uuid(), now() - interval '1 hour', now() + $1::interval)
         ON CONFLICT (sweep) DO UPDATE SET lease_until = EXCLUDED.lease_until`,
        [lease],
      );
    await killed("1 minute");
    openProcess({ sweep: "reconcile", every: 0.05, run: runs }).start();
    await pause(250);
    expect(runs).not.toHaveBeenCalled();
    await killed("-1 second");
    await vi.waitFor(() => expect(runs).toHaveBeenCalled());
  });
});

describe("running now", () => {
  test("runs every sweep once in the given order, whenever it last ran, and names those that failed", async () => {
    const order: string[] = [];
    const sweeps = openProcess(
      { sweep: "release-holds", every: 3_600, run: async () => void order.push("release-holds") },
      { sweep: "broken", every: 3_600, run: () => Promise.reject(new Error("x")) },
      { sweep: "seal-books", every: 3_600, run: async () => void order.push("seal-books") },
    );
    expect(await sweeps.runNow()).toEqual(["broken"]);
    expect(await sweeps.runNow()).toEqual(["broken"]);
    expect(order).toEqual(["release-holds", "seal-books", "release-holds", "seal-books"]);
  });

  test("waits for a run under way in another process, then runs with the time of now", async () => {
    const seen: string[] = [];
    const sweep = (name: string): Sweep => ({
      sweep: "settle-orders",
      every: 3_600,
      run: async (now) => {
        seen.push(`${name} from ${now.getUTCDate()}`);
        await pause(150);
        seen.push(`${name} done`);
      },
    });
    const [here, elsewhere] = [openProcess(sweep("here")), openProcess(sweep("elsewhere"))];
    const before = elsewhere.runNow();
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    clock.moveForward(DAY_MS);
    await here.runNow();
    await before;
    clock.set("2026-11-21T08:00:00Z");
    expect(seen).toEqual(["elsewhere from 21", "elsewhere done", "here from 22", "here done"]);
  });
});

test("stopping waits for the run under way and starts no other", async () => {
  let finished = 0;
  let begun = 0;
  const sweeps = openProcess({
    sweep: "slow",
    every: 0.05,
    run: async () => {
      begun += 1;
      await pause(200);
      finished += 1;
    },
  });
  sweeps.start();
  await vi.waitFor(() => expect(begun).toBe(1));
  await sweeps.close();
  expect(finished).toBe(1);
  await pause(150);
  expect(begun).toBe(1);
});

test("two sweeps of one name are a mistake of the wiring", () => {
  const sweep: Sweep = { sweep: "same", every: 1, run: async () => undefined };
  expect(() => openProcess(sweep, sweep)).toThrow("different names");
});
