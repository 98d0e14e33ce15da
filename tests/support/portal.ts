import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll } from "vitest";
import { findFreePort } from "../../scripts/lib/free-port.mjs";
import { createSeededGround, type SeededGround } from "./seeded-database";

/** The built portal, running for the stories of one file on the demo's data, a copy of its own. */
export interface RunningPortal {
  /** Such as `http://localhost:41234`. */
  readonly origin: string;
  readonly databaseUrl: string;
  /** Everything it has written so far. */
  readonly output: () => string;
  /** Ends it as a power cut would: in the middle of whatever it is doing. */
  readonly kill: () => Promise<void>;
  /** Starts it again where it was, after `kill`. */
  readonly startAgain: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const READY_WITHIN_MS = 60_000;
const STOPPED_WITHIN_MS = 10_000;
const SEEDED_WITHIN_MS = 300_000;

/** Call at the top of a story file: the portal starts before its first story and is gone after its last. */
export function usePortal(): RunningPortal {
  let running: RunningPortal | undefined;
  beforeAll(async () => {
    running = await startPortal();
  }, SEEDED_WITHIN_MS);
  afterAll(() => running?.stop());
  const portal = (): RunningPortal => {
    if (running === undefined) throw new Error("The portal is there inside stories only.");
    return running;
  };
  return {
    get origin() {
      return portal().origin;
    },
    get databaseUrl() {
      return portal().databaseUrl;
    },
    output: () => portal().output(),
    kill: () => portal().kill(),
    startAgain: () => portal().startAgain(),
    stop: () => portal().stop(),
  };
}

/** Starts `build/portal.js` in demo mode on seeded data and waits until it is ready. */
export async function startPortal(): Promise<RunningPortal> {
  const entry = path.resolve("build/portal.js");
  if (!existsSync(entry)) throw new Error("The portal is not built. Run: npm test -- --only stories");
  const [ground, port] = await Promise.all([createSeededGround(), findFreePort()]);
  const origin = `http://localhost:${port}`;
  let written = "";
  let child: ChildProcess;
  const start = async () => {
    child = spawn(process.execPath, [entry], {
      env: environmentOf(ground, port, origin),
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (text) => (written += String(text)));
    await waitUntilReady(origin, child, () => written);
  };
  const stop = async () => {
    await end(child, "SIGTERM");
    await ground.drop();
  };
  try {
    await start();
  } catch (fault) {
    await stop();
    throw fault;
  }
  return {
    origin,
    databaseUrl: ground.url,
    output: () => written,
    kill: () => end(child, "SIGKILL"),
    startAgain: start,
    stop,
  };
}

function environmentOf(ground: SeededGround, port: number, origin: string): NodeJS.ProcessEnv {
  return {
    NODE_ENV: "production",
    PATH: process.env.PATH ?? "",
    APP_MODE: "demo",
    HOST: "127.0.0.1",
    PORT: String(port),
    PUBLIC_ORIGIN: origin,
    DATABASE_URL: ground.url,
    DATA_DIR: ground.dataDir,
    LOG_LEVEL: "warn",
  };
}

async function waitUntilReady(origin: string, child: ChildProcess, written: () => string): Promise<void> {
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  while (Date.now() < giveUpAt) {
    if (child.exitCode !== null) throw new Error(`The portal ended with ${child.exitCode}:\n${written()}`);
    const answer = await fetch(`${origin}/readyz`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error(`The portal did not become ready:\n${written()}`);
}

async function end(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  const inTime = await Promise.race([ended.then(() => true), pause(STOPPED_WITHIN_MS, false)]);
  if (!inTime) {
    child.kill("SIGKILL");
    await ended;
  }
}
