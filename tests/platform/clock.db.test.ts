import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { DAY_MS, HOUR_MS } from "~/kernel/clock";
import { ok } from "~/kernel/result";
import {
  type DemoClock,
  MAX_CLOCK_LEAD_MS,
  MAX_CLOCK_STEP_MS,
  openDemoClock,
} from "~/platform/clock/clock.server";
import { type Db, openDb } from "~/platform/db/db.server";
import { silentLog } from "~/platform/log/log.server";
import { openRealtime, type Realtime } from "~/platform/realtime/realtime.server";
import { fixedClock } from "../support/clock";
import { createTestDatabase, type TestDatabase } from "../support/database";

const base = fixedClock("2026-11-21T08:00:00Z");
let database: TestDatabase;
let db: Db;
let realtime: Realtime;
let clocks: DemoClock[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDb({ url: database.url, maxConnections: 3, onIdleError: () => undefined });
  const timing = { firstRetry: 20, longestRetry: 200, heartbeat: 60_000 };
  realtime = await openRealtime({ url: database.url, log: silentLog, timing });
});
afterAll(async () => {
  await realtime.close();
  await db.close();
  await database.drop();
});
beforeEach(async () => {
  await db.pool.query("DELETE FROM demo_clock");
});
afterEach(() => {
  for (const clock of clocks) clock.close();
  clocks = [];
});

async function openClock(mode: "demo" | "production" = "demo"): Promise<DemoClock> {
  const clock = await openDemoClock({ mode, db, realtime, log: silentLog, base });
  clocks.push(clock);
  return clock;
}

test("production has no clock that can be moved", async () => {
  await expect(openClock("production")).rejects.toThrow("only a demo");
});

test("the demo's clock is the system's until it is moved, and every process and every later start follows", async () => {
  const [here, elsewhere] = [await openClock(), await openClock()];
  const moves = vi.fn();
  elsewhere.onMove(moves);
  expect(here.now()).toEqual(base.now());
  const moved = await here.moveForward(3 * DAY_MS);
  expect(moved).toEqual({ ok: true, value: new Date("2026-11-24T08:00:00Z") });
  await vi.waitFor(() => expect(elsewhere.now()).toEqual(new Date("2026-11-24T08:00:00Z")));
  expect(moves).toHaveBeenCalledTimes(1);
  expect((await openClock()).now()).toEqual(here.now());
});

test("a move is told once in each process, and a notice that comes late does not turn the clock back", async () => {
  const clock = await openClock();
  const moves = vi.fn();
  clock.onMove(moves);
  await clock.moveForward(2 * HOUR_MS);
  await db.transaction(async (tx) => {
    await realtime.publish(tx, "demo_clock", String(HOUR_MS));
    return ok();
  });
  await clock.moveForward(HOUR_MS);
  const other = await openClock();
  await other.moveForward(HOUR_MS);
  await vi.waitFor(() => expect(clock.leadMs).toBe(4 * HOUR_MS));
  expect(moves).toHaveBeenCalledTimes(3);
});

test("moves made at the same moment add up", async () => {
  const [here, elsewhere] = [await openClock(), await openClock()];
  await Promise.all([here, elsewhere, here, elsewhere].map((clock) => clock.moveForward(HOUR_MS)));
  await vi.waitFor(() => expect([here.leadMs, elsewhere.leadMs]).toEqual([4 * HOUR_MS, 4 * HOUR_MS]));
});

test("a process that missed the notice reads the clock when its connection is back", async () => {
  const clock = await openClock();
  await db.pool.query("INSERT INTO demo_clock (id, offset_ms) VALUES (1, $1)", [DAY_MS]);
  await db.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = 'portal realtime' AND datname = current_database()`,
  );
  await vi.waitFor(() => expect(clock.leadMs).toBe(DAY_MS), { timeout: 5_000 });
});

test.each([0, -1, 0.5, Number.NaN, MAX_CLOCK_STEP_MS + 1])(
  "the clock takes no step of %d ms",
  async (step) => {
    const clock = await openClock();
    expect(await clock.moveForward(step)).toEqual({ ok: false, refusal: { code: "ClockStepNotAllowed" } });
    expect(clock.leadMs).toBe(0);
  },
);

test("the clock gets at most ten years ahead", async () => {
  const clock = await openClock();
  await db.pool.query("INSERT INTO demo_clock (id, offset_ms) VALUES (1, $1)", [MAX_CLOCK_LEAD_MS - HOUR_MS]);
  expect(await clock.moveForward(HOUR_MS + 1)).toEqual({ ok: false, refusal: { code: "ClockTooFarAhead" } });
  expect((await clock.moveForward(HOUR_MS)).ok).toBe(true);
});
