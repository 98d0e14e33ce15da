// One at a time, between processes. The lock is a file that names its holder, so that the lock of a process that was
// killed is recognised as left behind and taken over at once instead of being waited for.

import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { identityOf, isStillRunning } from "./process-identity.mjs";

const POLL_MS = 150;
const LONGEST_WAIT_MS = 15 * 60 * 1000;

/**
 * Runs `work` while holding the lock at `file`.
 * @template T
 * @param {string} file where the lock file goes; its folder is made
 * @param {() => Promise<T>} work
 * @param {(holder: string) => void} [onWait] told once when somebody else holds the lock
 * @returns {Promise<T>}
 */
export async function withFileLock(file, work, onWait) {
  await acquire(file, onWait);
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

/**
 * @param {string} file
 * @param {((holder: string) => void) | undefined} onWait
 */
async function acquire(file, onWait) {
  await mkdir(path.dirname(file), { recursive: true });
  const giveUpAt = Date.now() + LONGEST_WAIT_MS;
  let told = false;
  while (!(await tryCreate(file))) {
    const holder = await readFile(file, "utf8").catch(() => "");
    if (holder !== "" && !isStillRunning(holder)) {
      await takeAway(file, holder);
      continue;
    }
    if (!told && holder !== "") {
      onWait?.(holder);
      told = true;
    }
    if (Date.now() > giveUpAt)
      throw new Error(`Waited too long for the lock ${file} held by process ${holder}.`);
    await pause(POLL_MS);
  }
}

/**
 * Puts the lock file in place complete with its holder's name, or reports that one is there already. The content is
 * written beside it first: a lock file is never seen empty.
 * @param {string} file
 */
async function tryCreate(file) {
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, identityOf());
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Removes a lock left behind by `holder`. Another process may be doing the same: whoever finds that it moved a newer
 * lock away puts it back.
 * @param {string} file
 * @param {string} holder
 */
async function takeAway(file, holder) {
  const aside = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, "utf8")) !== holder) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}
