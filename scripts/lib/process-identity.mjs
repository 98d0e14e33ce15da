// Tells one process from another that was later given the same number. In a container every restart hands out the
// same few process numbers again, so a number alone does not prove that the writer of a lock file still lives.

import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";

/**
 * Whether a process with this number exists, whoever owns it.
 * @param {number} pid
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM means the process exists and belongs to somebody else.
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/**
 * What Linux notes about a process, from the third field on; undefined elsewhere and for a process that is gone.
 * @param {number} pid
 */
function kernelNotes(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the name in parentheses, which may hold spaces.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

/**
 * When the process began, in the kernel's own units; empty where the system does not tell (then the number must do).
 * @param {number} pid
 */
const startedAt = (pid) => kernelNotes(pid)?.[19] ?? "";

/**
 * The parent of another process, where the system tells.
 * @param {number} pid
 * @returns {number | undefined}
 */
export function parentOf(pid) {
  const parent = kernelNotes(pid)?.[1];
  return parent === undefined ? undefined : Number(parent);
}

/**
 * A text that names this very process, for lock files.
 * @param {number} [pid]
 * @returns {string}
 */
export const identityOf = (pid = process.pid) => `${pid} ${startedAt(pid)}`.trim();

/**
 * Whether the process that wrote this identity still runs.
 * @param {string} identity made by identityOf
 */
export function isStillRunning(identity) {
  const pid = Number.parseInt(identity, 10);
  return Number.isInteger(pid) && pid > 0 && isAlive(pid) && identityOf(pid) === identity.trim();
}

/**
 * What a running process is: its command line, and its working folder where the system tells.
 * @param {number} pid
 * @returns {{ command: string, folder: string | undefined } | undefined} undefined when there is no such process
 */
export function describeProcess(pid) {
  if (!isAlive(pid)) return undefined;
  if (process.platform === "linux") {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
      return { command, folder: folderOf(pid) };
    } catch {
      return undefined;
    }
  }
  const [program, args] =
    process.platform === "win32"
      ? ["tasklist", ["/FI", `PID eq ${pid}`, "/NH", "/FO", "CSV"]]
      : ["ps", ["-o", "command=", "-p", String(pid)]];
  try {
    const command = execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return { command: command.trim(), folder: undefined };
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function folderOf(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    // Not readable for another user's process.
    return undefined;
  }
}
