// The portal as a process of its own: started, waited for, asked to leave.

import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { portalEntry } from "./build.mjs";
import { projectRoot } from "./project.mjs";

const READY_WITHIN_MS = 180_000;
const LEAVES_WITHIN_MS = 25_000;

/**
 * @typedef {object} PortalProcess
 * @property {Promise<number>} ended resolves with the exit code
 * @property {(url: string) => Promise<boolean>} ready waits for /readyz below this address; false when it ended first
 * @property {() => Promise<number>} leave asks it to finish its work and go; in the end it is made to
 * @property {() => void} kill ends it at once
 */

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {PortalProcess}
 */
export function startPortalProcess(env) {
  const leaveWithParent = new URL("leave-with-parent.mjs", import.meta.url).href;
  const child = spawn(process.execPath, ["--import", leaveWithParent, portalEntry], {
    cwd: projectRoot,
    env,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    // A process group of its own: Ctrl-C reaches us alone, and we ask the portal in the right order.
    detached: process.platform !== "win32",
  });
  /** @type {Promise<number>} */
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? (signal === "SIGTERM" ? 0 : 1)));
  });
  return {
    ended,
    ready: async (url) => {
      const over = new AbortController();
      const gone = ended.then(() => false).finally(() => over.abort());
      return Promise.race([waitUntilReady(url, over.signal), gone]);
    },
    leave: async () => {
      if (!child.kill("SIGTERM")) return ended;
      const patience = setTimeout(() => child.kill("SIGKILL"), LEAVES_WITHIN_MS);
      return ended.finally(() => clearTimeout(patience));
    },
    kill: () => child.kill("SIGKILL"),
  };
}

/**
 * @param {string} url
 * @param {AbortSignal} over waiting makes no sense any more
 */
async function waitUntilReady(url, over) {
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  while (Date.now() < giveUpAt && !over.aborted) {
    try {
      const signal = AbortSignal.any([over, AbortSignal.timeout(5000)]);
      const answer = await fetch(new URL("/readyz", url), { signal });
      await answer.body?.cancel();
      if (answer.ok) return true;
    } catch {
      // Not listening yet.
    }
    await pause(150);
  }
  if (over.aborted) return false;
  throw new Error(`The portal did not become ready within ${READY_WITHIN_MS / 1000} seconds.`);
}
