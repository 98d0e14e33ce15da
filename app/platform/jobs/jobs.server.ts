import { type JobWithMetadata, PgBoss, type Queue } from "pg-boss";
import type { Clock } from "~/kernel/clock";
import { invariant } from "~/kernel/invariant";
import { statement } from "~/platform/db/statement";
import type { Log } from "~/platform/log/log.server";
import type { FailedJob, JobHandlers, JobSender, JobTable, JobTerms } from "./job-table";

export type * from "./job-table";

export interface Jobs<Table extends JobTable<Table>> extends JobSender<Table> {
  /** Starts working in this process. At most once. */
  work(handlers: JobHandlers<Table>): Promise<void>;
  /** The latest jobs that used up their tries, newest first. */
  failedJobs(limit?: number): Promise<FailedJob[]>;
  /** Sends a failed job once more, with all its tries; false when there is no such job. */
  tryAgain(failedJobId: string): Promise<boolean>;
  /** Rejects when the queue cannot be reached. */
  check(): Promise<void>;
  /** Takes no more jobs, waits for the running ones, at most `closeSeconds`, and hands the rest back. */
  close(): Promise<void>;
}

export interface JobsOptions<Table extends JobTable<Table>> {
  readonly url: string;
  readonly terms: { readonly [Name in keyof Table]: JobTerms };
  readonly clock: Clock;
  readonly log: Log;
  /** How long `close` waits for running jobs. Default `CLOSE_SECONDS`. */
  readonly closeSeconds?: number;
  /** Told after every try. */
  readonly onTry?: (job: string, outcome: "done" | "failed", seconds: number) => void;
}

export const CLOSE_SECONDS = 10;
const SCHEMA = "jobs";
/** Where jobs go that used up their tries. Nobody works it. */
const FAILED = "failed";
const FAILED_KEPT_DAYS = 90;
const DONE_KEPT_SECONDS = 24 * 60 * 60;
const DAY_SECONDS = 24 * 60 * 60;
const LONGEST_BACKOFF_SECONDS = 3_600;
const USUAL_TIMEOUT_SECONDS = 60;
const POLL_SECONDS = 1;
const CONNECTIONS = 2;
const MAX_ATTEMPTS = 20;

/**
 * Opens the job queue, which lives in the schema `jobs` of the portal's own database and is made on first use;
 * processes that start together wait for whoever makes it. Jobs found abandoned by a killed process are handed out
 * again once their time is up.
 */
export async function openJobs<Table extends JobTable<Table>>(
  options: JobsOptions<Table>,
): Promise<Jobs<Table>> {
  const names = Object.keys(options.terms) as (keyof Table & string)[];
  const boss = new PgBoss({
    connectionString: options.url,
    application_name: "portal jobs",
    schema: SCHEMA,
    max: CONNECTIONS,
    // Our sweeps replace the schedules of pg-boss, which know minutes only and the system's clock only.
    schedule: false,
    superviseIntervalSeconds: 30,
    monitorIntervalSeconds: 30,
    flowIntervalSeconds: 600,
  });
  boss.on("error", (fault) => options.log.fault(fault, { during: "keeping the job queue" }));
  boss.on("warning", ({ message }) => options.log.warn("job queue warning", { message }));
  await boss.start();
  await makeQueues(boss, options.terms, names);

  let working = false;
  return {
    async send(tx, name, data) {
      const db = {
        executeSql: async (text: string, values: unknown[] = []) => ({
          rows: await tx.run(statement<unknown[], unknown>(`jobs.send-${name}`, text), values),
        }),
      };
      const id = await boss.send(name, data as object, { db });
      invariant(id !== null, "a sent job has an id");
    },
    async work(handlers) {
      invariant(!working, "a process starts working on jobs once");
      working = true;
      for (const name of names) await workOn(boss, options, name, handlers[name]);
    },
    failedJobs: (limit = 100) => readFailed(boss, limit),
    tryAgain: async (id) => (await boss.redrive(FAILED, { ids: [id], limit: 1 })) === 1,
    async check() {
      await boss.getDb().executeSql(`SELECT 1 FROM ${SCHEMA}.version`);
    },
    close: () => boss.stop({ graceful: true, timeout: (options.closeSeconds ?? CLOSE_SECONDS) * 1000 }),
  };
}

/** Brings the queues in line with the terms; a start that changes nothing costs one query. */
async function makeQueues(
  boss: PgBoss,
  terms: Readonly<Record<string, JobTerms>>,
  names: readonly string[],
): Promise<void> {
  const wanted: Queue[] = [
    { name: FAILED, retentionSeconds: FAILED_KEPT_DAYS * DAY_SECONDS },
    ...names.map((name) => queueOf(name, terms[name])),
  ];
  const found = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  for (const { name, ...settings } of wanted) {
    const present = found.get(name);
    if (!present) await boss.createQueue(name, settings);
    else if (Object.entries(settings).some(([key, value]) => present[key as keyof Queue] !== value)) {
      await boss.updateQueue(name, settings);
    }
  }
}

function queueOf(name: string, terms: JobTerms | undefined): Queue {
  invariant(
    terms && terms.attempts >= 1 && terms.attempts <= MAX_ATTEMPTS,
    "a job has a bounded number of tries",
  );
  invariant(name !== FAILED, "a job is not called like the place of the failed ones");
  return {
    name,
    retryLimit: terms.attempts - 1,
    retryDelay: terms.backoffSeconds,
    ...(terms.backoffSeconds > 0
      ? { retryBackoff: true, retryDelayMax: LONGEST_BACKOFF_SECONDS }
      : { retryBackoff: false }),
    expireInSeconds: terms.timeoutSeconds ?? USUAL_TIMEOUT_SECONDS,
    deleteAfterSeconds: DONE_KEPT_SECONDS,
    deadLetter: FAILED,
  };
}

async function workOn<Table extends JobTable<Table>, Name extends keyof Table & string>(
  boss: PgBoss,
  options: JobsOptions<Table>,
  name: Name,
  handler: JobHandlers<Table>[Name],
): Promise<void> {
  const { clock, log, onTry } = options;
  const run = async (job: JobWithMetadata<Table[Name]>) => {
    const attempt = job.retryCount + 1;
    const start = performance.now();
    const finish = (outcome: "done" | "failed") => onTry?.(name, outcome, (performance.now() - start) / 1000);
    try {
      const isLast = attempt > job.retryLimit;
      await handler(job.data, { now: clock.now(), attempt, isLast, signal: job.signal });
      finish("done");
    } catch (fault) {
      finish("failed");
      log.fault(fault, { during: "working on a job", job: name, jobId: job.id, attempt });
      throw fault;
    }
  };
  const terms = options.terms[name];
  const how = {
    includeMetadata: true,
    pollingIntervalSeconds: POLL_SECONDS,
    localConcurrency: terms.atOnce ?? 1,
  } as const;
  await boss.work<Table[Name], void, typeof how>(name, how, async (batch) => {
    for (const job of batch) await run(job);
  });
}

interface FailedRow {
  readonly id: string;
  readonly source_name: string;
  readonly data: unknown;
  readonly source_retry_count: number;
  readonly source_output: { readonly message?: unknown } | null;
  readonly source_created_on: Date;
  readonly created_on: Date;
}

async function readFailed(boss: PgBoss, limit: number): Promise<FailedJob[]> {
  const { rows } = await boss.getDb().executeSql(
    `SELECT id, source_name, data, source_retry_count, source_output, source_created_on, created_on
     FROM ${SCHEMA}.job WHERE name = $1 AND state = 'created' ORDER BY created_on DESC LIMIT $2`,
    [FAILED, limit],
  );
  return (rows as FailedRow[]).map((row) => ({
    id: row.id,
    job: row.source_name,
    data: row.data,
    attempts: row.source_retry_count + 1,
    reason: typeof row.source_output?.message === "string" ? row.source_output.message : "",
    sentAt: row.source_created_on,
    failedAt: row.created_on,
  }));
}
