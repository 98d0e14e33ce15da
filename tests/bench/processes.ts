import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { findFreePort } from "../../scripts/lib/free-port.mjs";
import type { FloorOrder } from "./floor-process";
import type { LoadAnswer, LoadOrder, LoadReport } from "./load-orders";
import type { SharpAnswer, SharpOrder } from "./sharp-process";
import type { SheetAnswer, SheetOrder } from "./sheet-process";

const READY_WITHIN_MS = 60_000;
const ENDS_WITHIN_MS = 15_000;
/** Beyond the time an order asks for. */
const LOAD_GRACE_MS = 20_000;

/** A process of the bench, ended with it. */
export interface Helper {
  /** Milliseconds of a core it has used so far, all its threads; undefined where the system does not tell. */
  readonly cpu: () => Promise<number | undefined>;
  /** The most memory it has held at a moment so far, in millions of bytes; undefined where the system does not tell. */
  readonly peakMegabytes: () => Promise<number | undefined>;
  readonly stop: () => Promise<void>;
}

/** Linux counts in hundredths of a second, on every machine Node runs on. */
const MS_PER_TICK = 10;

/** Its own, and what it has others do. */
async function familyOf(child: ChildProcess): Promise<readonly string[]> {
  const { pid } = child;
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
  return [String(pid), ...children.split(" ").filter(Boolean)];
}

async function cpuOf(child: ChildProcess): Promise<number | undefined> {
  const each = await Promise.all((await familyOf(child)).map(cpuOfOne));
  return each[0] === undefined ? undefined : each.reduce<number>((sum, own) => sum + (own ?? 0), 0);
}

/** With what its children had used that have ended. */
async function cpuOfOne(pid: string): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  // The second field, the name, may hold spaces; user and system time, and the children's, are the 14th to 17th.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields?.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * MS_PER_TICK, 0);
}

/** The sum of what each has held at its own worst moment, which is no less than all held together. */
async function peakOf(child: ChildProcess): Promise<number | undefined> {
  const each = await Promise.all((await familyOf(child)).map(peakOfOne));
  return each[0] === undefined ? undefined : each.reduce<number>((sum, own) => sum + (own ?? 0), 0);
}

async function peakOfOne(pid: string): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kibibytes = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? undefined : (Number(kibibytes) * 1024) / 1e6;
}

function helper(child: ChildProcess): Helper {
  return { cpu: () => cpuOf(child), peakMegabytes: () => peakOf(child), stop: () => end(child) };
}

/** Everything started so far and not yet stopped; a bench that fails half-way leaves nothing behind. */
const running = new Set<ChildProcess>();

export async function stopEverything(): Promise<void> {
  await Promise.all([...running].map(end));
}

function start(entry: string, env: Record<string, string>, execArgv: readonly string[] = []): ChildProcess {
  const child = fork(path.resolve(entry), {
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", ...env },
    execArgv: [...execArgv],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    serialization: "advanced",
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const inTime = await Promise.race([ended.then(() => true), pause(ENDS_WITHIN_MS, false)]);
  if (!inTime) {
    child.kill("SIGKILL");
    await ended;
  }
}

/** The next message of a helper; its end is a fault. */
function heard<T>(child: ChildProcess, withinMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const over = setTimeout(() => fail(new Error("a process of the bench did not answer in time")), withinMs);
    const gone = () => fail(new Error("a process of the bench ended before its answer"));
    const done = () => {
      clearTimeout(over);
      child.off("exit", gone);
      child.off("message", take);
    };
    const take = (message: unknown) => {
      done();
      resolve(message as T);
    };
    const fail = (fault: Error) => {
      done();
      reject(fault);
    };
    child.once("message", take);
    child.once("exit", gone);
  });
}

/** A process that makes load when asked to. */
export interface Load extends Helper {
  readonly run: (order: LoadOrder) => Promise<LoadReport>;
}

export function startLoad(): Load {
  const child = start("build/bench/load.js", {});
  return {
    async run(order) {
      const report = heard<LoadAnswer>(child, order.milliseconds + LOAD_GRACE_MS);
      child.send(order);
      const answer = await report;
      if (!answer.ok) throw new Error(`the load stopped: ${answer.fault}`);
      return answer.report;
    },
    ...helper(child),
  };
}

export async function startFloor(order: FloorOrder): Promise<Helper & { readonly port: number }> {
  const child = start("build/bench/floor.js", {});
  const listening = heard<{ readonly port: number }>(child, READY_WITHIN_MS);
  child.send(order);
  return { port: (await listening).port, ...helper(child) };
}

/** Sharp in a process of its own. */
export interface SharpRun extends Helper {
  /** Returns the milliseconds it took. */
  readonly render: (order: SharpOrder, withinMs: number) => Promise<number>;
}

export function startSharp(): SharpRun {
  const child = start("build/bench/sharp.js", {});
  return {
    async render(order, withinMs) {
      const report = heard<SharpAnswer>(child, withinMs);
      child.send(order);
      const answer = await report;
      if (!answer.ok) throw new Error(`sharp stopped: ${answer.fault}`);
      return answer.milliseconds;
    },
    ...helper(child),
  };
}

/** The library that reads sheets, in a process of its own. */
export interface SheetReader extends Helper {
  /** Returns the milliseconds it took. */
  readonly read: (order: SheetOrder, withinMs: number) => Promise<number>;
}

export function startSheetReader(): SheetReader {
  const child = start("build/bench/sheet.js", {});
  return {
    async read(order, withinMs) {
      const report = heard<SheetAnswer>(child, withinMs);
      child.send(order);
      const answer = await report;
      if (!answer.ok) throw new Error(`the library stopped: ${answer.fault}`);
      return answer.milliseconds;
    },
    ...helper(child),
  };
}

export interface PortalRun extends Helper {
  readonly port: number;
  readonly webhookSecret: string;
}

/** The real portal, as `npm start` runs it, on a database of ours. */
export async function startPortal(databaseUrl: string): Promise<PortalRun> {
  const [port, dataDir] = await Promise.all([
    findFreePort(),
    mkdtemp(path.join(tmpdir(), "gongfu-bench-portal-")),
  ]);
  const webhookSecret = "whsec_of_the_bench_and_nobody_else";
  const profile = process.env.BENCH_PROFILE
    ? ["--cpu-prof", `--cpu-prof-dir=${process.env.BENCH_PROFILE}`]
    : [];
  const child = start(
    "build/portal.js",
    {
      APP_MODE: "demo",
      HOST: "127.0.0.1",
      PORT: String(port),
      PUBLIC_ORIGIN: `http://localhost:${port}`,
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      LOG_LEVEL: "warn",
      STRIPE_WEBHOOK_SECRET: webhookSecret,
    },
    profile,
  );
  const stop = async () => {
    await end(child);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await waitUntilReady(port, child);
  } catch (fault) {
    await stop();
    throw fault;
  }
  return { port, webhookSecret, ...helper(child), stop };
}

async function waitUntilReady(port: number, child: ChildProcess): Promise<void> {
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  while (Date.now() < giveUpAt) {
    if (child.exitCode !== null) throw new Error(`the portal ended with ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error("the portal did not become ready");
}
