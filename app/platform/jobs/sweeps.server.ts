import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "~/kernel/clock";
import { invariant } from "~/kernel/invariant";
import type { Db } from "~/platform/db/db.server";
import { statement } from "~/platform/db/statement";
import type { Log } from "~/platform/log/log.server";
import { maskText } from "~/platform/log/mask-fields.server";

/** Work that is due again and again: holds to lapse, orders to settle, books to seal. */
export interface Sweep {
  /** Unique, in words with dashes. */
  readonly sweep: string;
  /** Seconds from one run to the next, over all processes together. */
  readonly every: number;
  /** Seconds after which a run counts as dead and another process may start one. Default 120. */
  readonly longest?: number;
  /** Does whatever is due at `now`, in pieces that may be interrupted. Must bear being run twice at once. */
  readonly run: (now: Date) => Promise<void>;
}

export interface SweepState {
  readonly sweep: string;
  readonly finishedAt: Date | undefined;
  /** Failed runs in a row. */
  readonly failures: number;
  readonly lastError: string | undefined;
}

export interface Sweeps {
  /** Begins the regular runs of this process. */
  start(): void;
  /**
   * Runs every sweep once, in the order they were given, and waits for them; a run that is under way somewhere is
   * waited for first. After the demo's clock has moved, what has become due is done when this returns. Gives the
   * names of those that failed. Not to be called inside a transaction.
   */
  runNow(): Promise<string[]>;
  states(): Promise<SweepState[]>;
  /** Starts no more runs and waits for the running ones, at most ten seconds. */
  close(): Promise<void>;
}

export interface SweepsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly sweeps: readonly Sweep[];
  readonly onRun?: (sweep: string, outcome: "done" | "failed", seconds: number) => void;
}

const USUAL_LONGEST_SECONDS = 120;
const CLOSE_MS = 10_000;
const WAIT_POLL_MS = 50;
/** Timers of several processes are not in step: a run that is due within a tenth of its interval may start. */
const PUNCTUALITY = 0.9;

// The database's own clock decides who runs when; the injected one, which a demo moves, only what is due.
const claim = statement<[sweep: string, run: string, longest: number, apart: number], { run: string }>(
  "sweeps.claim",
  `INSERT INTO job_sweep AS known (sweep, run, started_at, lease_until)
   VALUES ($1, $2, clock_timestamp(), clock_timestamp() + make_interval(secs => $3))
   ON CONFLICT (sweep) DO UPDATE
     SET run = EXCLUDED.run, started_at = EXCLUDED.started_at, lease_until = EXCLUDED.lease_until
   WHERE (known.lease_until IS NULL OR known.lease_until < clock_timestamp())
     AND known.started_at <= clock_timestamp() - make_interval(secs => $4)
   RETURNING run`,
);

const release = statement<[sweep: string, run: string, error: string | null], Record<string, never>>(
  "sweeps.release",
  `UPDATE job_sweep
   SET lease_until = NULL, finished_at = clock_timestamp(), last_error = $3,
       failures = CASE WHEN $3::text IS NULL THEN 0 ELSE failures + 1 END
   WHERE sweep = $1 AND run = $2`,
);

const readStates = statement<
  [],
  { sweep: string; finished_at: Date | null; failures: number; last_error: string | null }
>("sweeps.states", "SELECT sweep, finished_at, failures, last_error FROM job_sweep ORDER BY sweep");

export function openSweeps(deps: SweepsDeps): Sweeps {
  const { db, clock, log, sweeps } = deps;
  invariant(new Set(sweeps.map(({ sweep }) => sweep)).size === sweeps.length, "sweeps have different names");
  const timers: NodeJS.Timeout[] = [];
  const running = new Set<Promise<unknown>>();
  let closed = false;

  const runClaimed = async ({ sweep, run }: Sweep, runId: string): Promise<boolean> => {
    const start = performance.now();
    let error: string | null = null;
    try {
      await run(clock.now());
    } catch (fault) {
      error = maskText(fault instanceof Error ? fault.message : String(fault));
      log.fault(fault, { during: "sweeping", sweep });
    }
    deps.onRun?.(sweep, error === null ? "done" : "failed", (performance.now() - start) / 1000);
    await db.run(release, [sweep, runId, error]);
    return error === null;
  };

  /** Runs the sweep if it is due and free; undefined when it is not. */
  const tryRun = async (sweep: Sweep, apartSeconds: number): Promise<boolean | undefined> => {
    const runId = randomUUID();
    const [claimed] = await db.run(claim, [
      sweep.sweep,
      runId,
      sweep.longest ?? USUAL_LONGEST_SECONDS,
      apartSeconds,
    ]);
    return claimed && runClaimed(sweep, runId);
  };
  const remember = <T>(work: Promise<T>): Promise<T> => {
    running.add(work);
    return work.finally(() => running.delete(work));
  };

  const tick = (sweep: Sweep) => {
    remember(tryRun(sweep, sweep.every * PUNCTUALITY)).catch((fault: unknown) =>
      log.fault(fault, { during: "starting a sweep", sweep: sweep.sweep }),
    );
  };
  const runToEnd = async (sweep: Sweep): Promise<boolean> => {
    const giveUpAt = performance.now() + (sweep.longest ?? USUAL_LONGEST_SECONDS) * 1000 + CLOSE_MS;
    for (;;) {
      const outcome = await tryRun(sweep, 0);
      if (outcome !== undefined) return outcome;
      if (closed || performance.now() > giveUpAt) return false;
      await pause(WAIT_POLL_MS);
    }
  };

  return {
    start() {
      invariant(timers.length === 0 && !closed, "sweeps are started once");
      for (const sweep of sweeps) timers.push(setInterval(() => tick(sweep), sweep.every * 1000));
    },
    runNow: () =>
      remember(
        (async () => {
          const failed: string[] = [];
          for (const sweep of sweeps) if (!(await runToEnd(sweep))) failed.push(sweep.sweep);
          return failed;
        })(),
      ),
    async states() {
      const rows = await db.run(readStates, []);
      return rows.map((row) => ({
        sweep: row.sweep,
        finishedAt: row.finished_at ?? undefined,
        failures: row.failures,
        lastError: row.last_error ?? undefined,
      }));
    },
    async close() {
      closed = true;
      for (const timer of timers) clearInterval(timer);
      await Promise.race([Promise.allSettled(running), pause(CLOSE_MS, undefined, { ref: false })]);
    },
  };
}
