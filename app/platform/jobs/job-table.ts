import type { Tx } from "~/platform/db/db.server";

/** What can be stored as JSON and read back the same: no bigint, no Date, no function. Fen travel as text. */
export type JsonOf<T> = T extends string | number | boolean | null
  ? T
  : T extends bigint | Date | symbol | ((...args: never[]) => unknown) | undefined
    ? never
    : { readonly [Key in keyof T]: JsonOf<T[Key]> };

/** The names of all jobs and what each carries. Declared once by the wiring; everything else is typed by it. */
export type JobTable<Table> = { readonly [Name in keyof Table]: JsonOf<Table[Name]> & object };

/** How one kind of job is treated. */
export interface JobTerms {
  /** Tries in all, 1 to 20; after the last one the job lies among the failed. */
  readonly attempts: number;
  /** Seconds before the second try, at least this and less than twice this; doubled each time, up to an hour. */
  readonly backoffSeconds: number;
  /** A try that takes longer counts as failed. Default 60. */
  readonly timeoutSeconds?: number;
  /** How many of these one process works on at the same time. Default 1. */
  readonly atOnce?: number;
}

/** What a workflow needs of the jobs: to leave one behind in its own transaction. */
export interface JobSender<Table extends JobTable<Table>> {
  /** The job exists when `tx` commits, and never when it does not. */
  send<Name extends keyof Table & string>(tx: Tx, name: Name, data: Table[Name]): Promise<void>;
}

export interface JobAttempt {
  readonly now: Date;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly isLast: boolean;
  /** Aborted when the time is up or the process stops. */
  readonly signal: AbortSignal;
}

/** One handler per job. A job may run twice (its process died after the work), so a handler is repeatable. */
export type JobHandlers<Table extends JobTable<Table>> = {
  readonly [Name in keyof Table]: (data: Table[Name], attempt: JobAttempt) => Promise<void>;
};

/** A job that used up its tries. */
export interface FailedJob {
  readonly id: string;
  readonly job: string;
  readonly data: unknown;
  readonly attempts: number;
  readonly reason: string;
  readonly sentAt: Date;
  readonly failedAt: Date;
}
