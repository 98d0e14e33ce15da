// PostgreSQL refuses to run as root, so root (a container, a CI machine) lends it an account, and sees to it that this
// account reaches what it needs.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, lstatSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import path from "node:path";

/** @typedef {{ uid: number, gid: number } | undefined} Account undefined: the account we run under ourselves */

/** Survives restarts of the machine on most systems, and every account may read there. */
const SHARED_FOLDER = "/var/tmp";

/**
 * The account lent to PostgreSQL: none when we are not root ourselves, else the system's own
 * `postgres` where there is one, else one made for it, else `nobody`, which every system has.
 * @returns {Account}
 */
export function accountForPostgres() {
  if (process.platform === "win32" || process.getuid?.() !== 0) return undefined;
  const existing = accountNamed("postgres");
  if (existing) return existing;
  spawnSync("useradd", [
    "--system",
    "--user-group",
    "--no-create-home",
    "--shell",
    "/usr/sbin/nologin",
    "postgres",
  ]);
  const account = accountNamed("postgres") ?? accountNamed("nobody");
  if (!account)
    throw new Error("PostgreSQL does not run as root, and no other account was found. Run as a user.");
  return account;
}

/**
 * @param {string} name
 * @returns {Account}
 */
function accountNamed(name) {
  const ask = (/** @type {string} */ flag) => {
    const answer = spawnSync("id", [flag, name], { encoding: "utf8" });
    return answer.status === 0 ? Number(answer.stdout) : Number.NaN;
  };
  const [uid, gid] = [ask("-u"), ask("-g")];
  return uid > 0 && gid > 0 ? { uid, gid } : undefined;
}

/**
 * Where the account finds PostgreSQL's programs: in the package itself, unless the checkout lies below a folder that
 * is closed to it, as /root is. Then it gets a copy outside.
 * @param {string} native the package's folder with bin, lib and share
 * @param {Account} account
 * @param {string} version names the copy
 * @returns {string} that folder or its copy
 */
export function reachableTo(native, account, version) {
  if (!account || reaches(account, native)) return native;
  const copy = path.join(SHARED_FOLDER, `gongfu-postgres-${version}`);
  const found = lstatSync(copy, { throwIfNoEntry: false });
  // Everybody may write to the shared folder; what somebody else has put there is not run.
  if (found?.isDirectory() && found.uid === 0) return copy;
  if (found) throw new Error(`${copy} is in the way: it should be root's.`);
  const draft = mkdtempSync(`${copy}-`);
  cpSync(native, path.join(draft, "native"), { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(path.join(draft, "native"), copy);
  } catch (error) {
    // Another start may have come first.
    if (!existsSync(copy)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return copy;
}

/**
 * How to run a program as the account in a folder. If the folder is closed to it, the one capability is handed over
 * that opens it.
 * @param {string} file
 * @param {string[]} args
 * @param {Account} account
 * @param {string} folder
 * @returns {[string, string[], { uid?: number, gid?: number }]}
 */
export function asAccount(file, args, account, folder) {
  if (!account) return [file, args, {}];
  if (reaches(account, folder)) return [file, args, account];
  const identity = [`--reuid=${account.uid}`, `--regid=${account.gid}`, "--clear-groups"];
  const handOver = [...identity, "--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
  if (spawnSync("setpriv", [...handOver, file, "--version"]).status === 0)
    return ["setpriv", [...handOver, file, ...args], {}];
  throw new Error(
    `PostgreSQL does not run as root, and the account lent to it cannot reach ${folder}. ` +
      "Set DATA_DIR to a folder that every user may enter, run as an ordinary user, or set DATABASE_URL.",
  );
}

/**
 * @param {{ uid: number, gid: number }} account
 * @param {string} folder
 */
const reaches = (account, folder) =>
  spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...account, cwd: "/" }).status === 0;
