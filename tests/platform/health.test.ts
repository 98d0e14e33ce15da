import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Tx } from "~/platform/db/db.server";
import {
  CHECK_MS,
  type Checkable,
  checkReady,
  openReadiness,
  READY_KEPT_MS,
} from "~/platform/health/health.server";
import { silentLog } from "~/platform/log/log.server";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const well: Checkable = { check: async () => undefined };
const database = (run: () => Promise<never[]>) => ({ run }) as unknown as Tx;
const answering = database(async () => []);

test("the portal is ready when database, storage and jobs answer", async () => {
  expect(await checkReady({ db: answering, storage: well, jobs: well, log: silentLog })).toEqual({
    ready: true,
    parts: { database: "ok", storage: "ok", jobs: "ok" },
  });
});

test("one part that fails makes it not ready, is named, and its reason goes to the log only", async () => {
  const fault = vi.fn();
  const storage: Checkable = { check: () => Promise.reject(new Error("disk full on /srv")) };
  const readiness = await checkReady({ db: answering, storage, jobs: well, log: { ...silentLog, fault } });
  expect(readiness).toEqual({ ready: false, parts: { database: "ok", storage: "failing", jobs: "ok" } });
  expect(fault).toHaveBeenCalledWith(new Error("disk full on /srv"), {
    during: "checking readiness",
    part: "storage",
  });
});

test("a part that does not answer in time counts as failing, and the answer does not wait for it", async () => {
  const silent = database(() => new Promise(() => undefined));
  const asked = checkReady({ db: silent, storage: well, jobs: well, log: silentLog });
  await vi.advanceTimersByTimeAsync(CHECK_MS);
  expect(await asked).toEqual({ ready: false, parts: { database: "failing", storage: "ok", jobs: "ok" } });
});

test("a part that throws at once is no different", async () => {
  const jobs: Checkable = {
    check: () => {
      throw new Error("closed");
    },
  };
  expect((await checkReady({ db: answering, storage: well, jobs, log: silentLog })).parts.jobs).toBe(
    "failing",
  );
});

test("however many ask within a second, the parts are asked once, and again when the answer is old", async () => {
  let asked = 0;
  const counting = database(async () => {
    asked += 1;
    return [];
  });
  const ready = openReadiness({ db: counting, storage: well, jobs: well, log: silentLog });
  const answers = await Promise.all(Array.from({ length: 100 }, () => ready()));
  expect(answers.every((answer) => answer.ready)).toBe(true);
  expect(asked).toBe(1);
  await vi.advanceTimersByTimeAsync(READY_KEPT_MS - 1);
  await ready();
  expect(asked).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  await ready();
  expect(asked).toBe(2);
});
