// Running other programs, and noticing when somebody wants us to leave.

import { spawn } from "node:child_process";
import { describeProcess, parentOf } from "./process-identity.mjs";
import { projectRoot } from "./project.mjs";

const STOP_SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/** Ctrl-C reaches us twice under npm: once from the terminal and once more handed on by npm. That is one wish. */
const SAME_WISH_MS = 800;

/**
 * Runs a program with our terminal until it ends.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, quiet?: boolean }} [options] quiet: output is kept and shown only when it fails
 * @returns {Promise<number>} its exit code
 */
export function run(command, args, { env = process.env, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: projectRoot,
      env,
      stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit",
    });
    let output = "";
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk;
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.once("error", reject);
    child.once("close", (code) => {
      if (quiet && code !== 0) process.stderr.write(output);
      resolve(code ?? 1);
    });
  });
}

/**
 * Calls back each time we are asked to leave, with how often that has been so far. From now on the process does not
 * end by itself when asked. npm that is gone counts as asking: nobody could reach us any more.
 * @param {(times: number, signal: NodeJS.Signals) => void} leave
 */
export function onLeaveRequest(leave) {
  let times = 0;
  let lastAt = Number.NEGATIVE_INFINITY;
  const ask = (/** @type {NodeJS.Signals} */ signal) => {
    const now = performance.now();
    if (now - lastAt < SAME_WISH_MS) return;
    lastAt = now;
    times += 1;
    leave(times, signal);
  };
  for (const signal of STOP_SIGNALS) process.on(signal, () => ask(signal));
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const npm = findNpm();
  const watch = setInterval(() => {
    if (findNpm() === npm) return;
    clearInterval(watch);
    ask("SIGTERM");
  }, 1000);
  watch.unref();
}

/**
 * The process number of the npm that runs us: our parent, or the parent of the shell that npm has put in between.
 * @returns {number}
 */
function findNpm() {
  const parent = process.ppid;
  const isShell = describeProcess(parent)?.command.includes(` -c ${process.env.npm_lifecycle_script}`);
  return (isShell && parentOf(parent)) || parent;
}
