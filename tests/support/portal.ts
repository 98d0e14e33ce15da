import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { findFreePort } from "../../scripts/lib/free-port.mjs";
import { createTestDatabase } from "./database";

/** The built portal, running for a story against a database of its own. */
export interface RunningPortal {
  /** Such as `http://localhost:41234`. */
  readonly origin: string;
  readonly databaseUrl: string;
  /** Everything it has written so far. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

const READY_WITHIN_MS = 60_000;
const STOPPED_WITHIN_MS = 10_000;

/**
 * Starts `build/portal.js` in demo mode (it seeds the empty database itself) and waits until it is ready.
 * `env` is added to its environment.
 */
export async function startPortal(env: Record<string, string> = {}): Promise<RunningPortal> {
  const entry = path.resolve("build/portal.js");
  if (!existsSync(entry)) throw new Error("The portal is not built. Run: npm test -- --only stories");
  const [database, port, dataDir] = await Promise.all([
    createTestDatabase(),
    findFreePort(),
    mkdtemp(path.join(tmpdir(), "gongfu-portal-")),
  ]);
  const origin = `http://localhost:${port}`;
  const child = spawn(process.execPath, [entry], {
    env: {
      NODE_ENV: "production",
      PATH: process.env.PATH ?? "",
      APP_MODE: "demo",
      HOST: "127.0.0.1",
      PORT: String(port),
      PUBLIC_ORIGIN: origin,
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      LOG_LEVEL: "warn",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let written = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (written += String(chunk)));
  const stop = async (): Promise<void> => {
    await end(child);
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await waitUntilReady(origin, child, () => written);
  } catch (fault) {
    await stop();
    throw fault;
  }
  return { origin, databaseUrl: database.url, output: () => written, stop };
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

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const inTime = await Promise.race([ended.then(() => true), pause(STOPPED_WITHIN_MS, false)]);
  if (!inTime) {
    child.kill("SIGKILL");
    await ended;
  }
}
