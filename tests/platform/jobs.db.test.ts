import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { ok, refuse } from "~/kernel/result";
import { type Db, openDb } from "~/platform/db/db.server";
import { type JobHandlers, type Jobs, type JobsOptions, openJobs } from "~/platform/jobs/jobs.server";
import { silentLog } from "~/platform/log/log.server";
import { fixedClock } from "../support/clock";
import { createTestDatabase, type TestDatabase } from "../support/database";

interface Table {
  "send-message": { readonly to: string; readonly fen: string };
  "refund-payment": { readonly paymentId: string };
}

const clock = fixedClock("2026-11-21T08:00:00Z");
let database: TestDatabase;
let db: Db;
let opened: Jobs<Table>[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDb({ url: database.url, maxConnections: 4, onIdleError: () => undefined });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});
afterEach(async () => {
  await Promise.all(opened.map((jobs) => jobs.close()));
  opened = [];
  await db.pool.query("DELETE FROM jobs.job");
});

async function openProcess(more: Partial<JobsOptions<Table>> = {}): Promise<Jobs<Table>> {
  const jobs = await openJobs<Table>({
    url: database.url,
    clock,
    log: silentLog,
    terms: {
      "send-message": { attempts: 3, backoffSeconds: 0, atOnce: 2 },
      "refund-payment": { attempts: 1, backoffSeconds: 0 },
    },
    ...more,
  });
  opened.push(jobs);
  return jobs;
}

const doNothing: JobHandlers<Table> = {
  "send-message": async () => undefined,
  "refund-payment": async () => undefined,
};

const send = (jobs: Jobs<Table>, to: string, commit = true) =>
  db.transaction(async (tx) => {
    await jobs.send(tx, "send-message", { to, fen: "2990" });
    return commit ? ok() : refuse({ code: "OutOfStock" });
  });

describe("opening", () => {
  test("several processes that start together on an empty database make one queue", async () => {
    await Promise.all([1, 2, 3].map(() => openProcess()));
    const { rows } = await db.pool.query("SELECT name FROM jobs.queue ORDER BY name");
    expect(rows.map(({ name }) => name)).toEqual(["failed", "refund-payment", "send-message"]);
  });

  test("a later start takes over changed terms and changes nothing else", async () => {
    const read = () => db.pool.query("SELECT name, retry_limit, updated_on FROM jobs.queue ORDER BY name");
    await openProcess();
    const before = (await read()).rows;
    await openProcess();
    expect((await read()).rows).toEqual(before);
    await openProcess({
      terms: {
        "send-message": { attempts: 5, backoffSeconds: 0 },
        "refund-payment": { attempts: 1, backoffSeconds: 0 },
      },
    });
    expect((await read()).rows[2]).toMatchObject({ name: "send-message", retry_limit: 4 });
    await openProcess();
  });
});

describe("a job", () => {
  test("is done once its transaction has committed, with its data and the time of the injected clock", async () => {
    const jobs = await openProcess();
    const done = vi.fn();
    await jobs.work({
      ...doNothing,
      "send-message": async (data, { now, attempt }) => done(data, now, attempt),
    });
    await send(jobs, "王**");
    await vi.waitFor(
      () => expect(done).toHaveBeenCalledWith({ to: "王**", fen: "2990" }, clock.now(), 1),
      5_000,
    );
    expect(done).toHaveBeenCalledTimes(1);
  });

  test("of a transaction that was refused never exists", async () => {
    const jobs = await openProcess();
    await send(jobs, "nobody", false);
    const { rows } = await db.pool.query("SELECT count(*)::int AS jobs FROM jobs.job");
    expect(rows[0].jobs).toBe(0);
  });

  test("is done by one process only, whichever comes first", async () => {
    const [one, other] = [await openProcess(), await openProcess()];
    const done: string[] = [];
    for (const jobs of [one, other]) {
      await jobs.work({ ...doNothing, "send-message": async ({ to }) => void done.push(to) });
    }
    const names = Array.from({ length: 8 }, (_, index) => `buyer ${index}`);
    await Promise.all(names.map((name) => send(one, name)));
    await vi.waitFor(() => expect(done).toHaveLength(8), 10_000);
    expect(done.toSorted()).toEqual(names);
  });

  test("that fails is tried again as often as its terms say; then it lies among the failed and can be sent once more", async () => {
    const tries: { attempt: number; isLast: boolean }[] = [];
    const outcomes: string[] = [];
    const jobs = await openProcess({ onTry: (job, outcome) => outcomes.push(`${job} ${outcome}`) });
    let broken = true;
    await jobs.work({
      ...doNothing,
      "send-message": async (_data, { attempt, isLast }) => {
        tries.push({ attempt, isLast });
        if (broken) throw new Error("the gateway is down");
      },
    });
    await send(jobs, "李**");
    await vi.waitFor(async () => expect(await jobs.failedJobs()).toHaveLength(1), {
      timeout: 10_000,
      interval: 200,
    });
    expect(tries).toEqual([
      { attempt: 1, isLast: false },
      { attempt: 2, isLast: false },
      { attempt: 3, isLast: true },
    ]);
    const [failed] = await jobs.failedJobs();
    expect(failed).toMatchObject({
      job: "send-message",
      data: { to: "李**", fen: "2990" },
      attempts: 3,
      reason: "the gateway is down",
    });
    broken = false;
    expect(await jobs.tryAgain(failed?.id ?? "")).toBe(true);
    await vi.waitFor(() => expect(outcomes.at(-1)).toBe("send-message done"), 5_000);
    expect(await jobs.failedJobs()).toEqual([]);
    expect(await jobs.tryAgain(failed?.id ?? "")).toBe(false);
  });

  test("waits longer before every further try", async () => {
    const jobs = await openProcess({
      terms: {
        "send-message": { attempts: 4, backoffSeconds: 60 },
        "refund-payment": { attempts: 1, backoffSeconds: 0 },
      },
    });
    await jobs.work({ ...doNothing, "send-message": () => Promise.reject(new Error("down")) });
    await send(jobs, "x");
    const waits: number[] = [];
    const read = () =>
      db.pool.query(
        "SELECT extract(epoch FROM start_after - now())::float AS wait FROM jobs.job WHERE state = 'retry'",
      );
    for (let round = 1; round <= 2; round += 1) {
      await vi.waitFor(async () => expect((await read()).rows[0]?.wait).toBeGreaterThan(20), 5_000);
      waits.push((await read()).rows[0].wait);
      await db.pool.query("UPDATE jobs.job SET start_after = now() WHERE state = 'retry'");
    }
    expect(waits[0]).toBeGreaterThan(55);
    expect(waits[0]).toBeLessThanOrEqual(120);
    expect(waits[1]).toBeGreaterThan(115);
    expect(waits[1]).toBeLessThanOrEqual(240);
  });
});

describe("stopping", () => {
  test("waits for the job under way, and takes no new one", async () => {
    const jobs = await openProcess();
    const steps: string[] = [];
    await jobs.work({
      ...doNothing,
      "send-message": async ({ to }) => {
        steps.push(`${to} begun`);
        await pause(700);
        steps.push(`${to} done`);
      },
    });
    await send(jobs, "first");
    await vi.waitFor(() => expect(steps).toEqual(["first begun"]), 5_000);
    const closing = jobs.close();
    await send(await openProcess(), "second");
    await closing;
    expect(steps).toEqual(["first begun", "first done"]);
  });

  test("does not wait forever: what still runs is told to stop and handed back", async () => {
    const jobs = await openProcess({ closeSeconds: 1 });
    let told = false;
    let begun = false;
    await jobs.work({
      ...doNothing,
      "send-message": (_data, { signal }) =>
        new Promise((_resolve, reject) => {
          begun = true;
          signal.addEventListener("abort", () => {
            told = true;
            reject(new Error("stopped"));
          });
        }),
    });
    await send(jobs, "endless");
    await vi.waitFor(() => expect(begun).toBe(true), 5_000);
    const start = performance.now();
    await jobs.close();
    expect(performance.now() - start).toBeLessThan(5_000);
    const { rows } = await db.pool.query("SELECT state FROM jobs.job WHERE name = 'send-message'");
    expect(rows).toEqual([{ state: "retry" }]);
    expect(told).toBe(true);
  });
});

test("the queue tells whether it can be reached", async () => {
  const jobs = await openProcess();
  await expect(jobs.check()).resolves.toBeUndefined();
  await jobs.close();
  await expect(jobs.check()).rejects.toThrow();
});

test("what cannot be stored as JSON does not compile", async () => {
  const jobs = await openProcess();
  // @ts-expect-error: fen as a bigint
  const wrong: Parameters<typeof jobs.send>[2] = { to: "x", fen: 2990n };
  expect(wrong).toBeDefined();
  // @ts-expect-error: a table whose job carries a bigint
  type Refused = Jobs<{ settle: { fen: bigint } }>;
  expect<Refused | undefined>(undefined).toBeUndefined();
});
