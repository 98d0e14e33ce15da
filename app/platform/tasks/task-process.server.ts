import { type ChildProcess, fork } from "node:child_process";
import { WorkQueue } from "../media/work-queue";

/** What a process can be asked for by name. Data goes in and comes out; functions do not cross over. */
export type Tasks = Readonly<Record<string, (input: never) => Promise<unknown>>>;

interface Asked {
  readonly name: string;
  readonly input: unknown;
}
type Answered =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: Error };

export interface TaskProcessOptions {
  /** Path of a script that ends in `serveTasks`. */
  readonly entry: string;
  /** A task that takes longer is given up, and the process with it. */
  readonly withinMs: number;
  /** Idle for so long, the process ends and gives its memory back. */
  readonly idleMs: number;
  /** One task runs at a time; so many more may wait. */
  readonly mostWaiting: number;
  /** Of the heap; whoever needs more dies of it. */
  readonly mostMegabytes: number;
  /** Beside the environment of whoever asks. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * The task was not finished. `late`: it took longer than it may. `ended`: its process ended, of the task or because
 * somebody or the system ended it; which of the two nobody can tell.
 */
export class TaskGivenUp extends Error {
  constructor(
    readonly why: "late" | "ended",
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export interface TaskProcess<T extends Tasks> {
  /** As many wait as may. */
  readonly isFull: boolean;
  /** Rejects with a fault of the task, or with `TaskGivenUp`. */
  ask<Name extends keyof T & string>(name: Name, input: Parameters<T[Name]>[0]): ReturnType<T[Name]>;
  close(): Promise<void>;
}

/**
 * Work that computes for seconds on what strangers have sent, done beside the process that answers everybody. Not a
 * thread of it: a heap that overflows ends the whole process, whatever limit a thread was given (V8 aborts where it can
 * not stop). The process begins with the first task; one that dies takes that task with it and nothing else, and the
 * next task begins another, also after one that died while nobody asked it for anything.
 */
export function openTaskProcess<T extends Tasks>(options: TaskProcessOptions): TaskProcess<T> {
  const queue = new WorkQueue(1, options.mostWaiting);
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;

  const forget = (): ChildProcess | undefined => {
    clearTimeout(idle);
    const left = child;
    child = undefined;
    return left;
  };
  const run = async (asked: Asked): Promise<unknown> => {
    clearTimeout(idle);
    child = child?.connected ? child : begin(options);
    const answer = await answerOf(child, asked, options.withinMs).catch((fault) => {
      forget()?.kill("SIGKILL");
      throw fault;
    });
    idle = setTimeout(() => forget()?.disconnect(), options.idleMs).unref();
    if (!answer.ok) throw answer.fault;
    return answer.value;
  };
  return {
    get isFull() {
      return queue.isFull;
    },
    ask: (name, input) => queue.run(() => run({ name, input })) as never,
    async close() {
      const left = forget();
      if (!left || left.exitCode !== null || left.signalCode !== null) return;
      const ended = new Promise((resolve) => left.once("exit", resolve));
      left.kill("SIGKILL");
      await ended;
    },
  };
}

function begin({ entry, mostMegabytes, env }: TaskProcessOptions): ChildProcess {
  const child = fork(entry, {
    execArgv: [`--max-old-space-size=${mostMegabytes}`],
    env: { ...process.env, ...env },
    serialization: "advanced",
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  // A portal that wants to end does not wait for a process that nobody has asked for anything.
  child.unref();
  // Whoever waits for an answer is told by the end of the process, or by what could not be sent to it.
  child.on("error", () => undefined);
  child.channel?.unref();
  return child;
}

function answerOf(child: ChildProcess, asked: Asked, withinMs: number): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const over = () => gone(new TaskGivenUp("late", `${asked.name} was not done within ${withinMs} ms`));
    const timer = setTimeout(over, withinMs);
    const ended = (fault?: unknown) =>
      gone(
        new TaskGivenUp(
          "ended",
          `the process ended during ${asked.name}`,
          fault instanceof Error ? { cause: fault } : undefined,
        ),
      );
    const forget = () => {
      clearTimeout(timer);
      child.off("message", take).off("exit", ended);
    };
    const take = (answer: unknown) => {
      forget();
      resolve(answer as Answered);
    };
    const gone = (fault: Error) => {
      forget();
      reject(fault);
    };
    child.once("message", take).once("exit", ended);
    // What could not be sent was sent to a process that is gone, even if its end has not been told yet.
    child.send(asked, (fault) => fault && ended(fault));
  });
}

/** The other end: answers what is asked, for as long as whoever asks is there. */
export function serveTasks(tasks: Tasks): void {
  // Ctrl-C reaches everybody; the portal finishes what it has begun and then lets go of this process.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);
  process.on("disconnect", () => process.exit());
  process.on("message", async ({ name, input }: Asked) => {
    const answer: Answered = await run(tasks, name, input).then(
      (value) => ({ ok: true, value }),
      (fault: unknown) => ({ ok: false, fault: fault instanceof Error ? fault : new Error(String(fault)) }),
    );
    process.send?.(answer);
  });
}

async function run(tasks: Tasks, name: string, input: unknown): Promise<unknown> {
  const task = tasks[name];
  if (!task) throw new Error(`nobody here knows the task ${name}`);
  return task(input as never);
}
