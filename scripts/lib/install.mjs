// Brings node_modules in line with package-lock.json, and goes on under the Node that the project pins. Runs before
// anything is installed and on any Node from 18 on, so it uses nothing but Node itself.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { onLeaveRequest } from "./child-process.mjs";
import { withFileLock } from "./file-lock.mjs";
import { inProject, projectRoot } from "./project.mjs";

const stampFile = inProject("node_modules", ".portal-installed");
const lockfile = inProject("package-lock.json");

/**
 * The whole first step of every command: packages as locked, Node as pinned. Returns only in the right Node; from
 * another one the command is run again there and this process ends with its exit code.
 * @returns {Promise<void>}
 */
export async function ensureInstalled() {
  await installPackages();
  await continueUnderPinnedNode();
}

async function installPackages() {
  const wanted = createHash("sha256")
    .update(await readFile(lockfile))
    .digest("hex");
  if (await isInstalled(wanted)) return;
  // The lock cannot lie in node_modules, which `npm ci` begins by deleting.
  const mark = createHash("sha256").update(projectRoot).digest("hex").slice(0, 12);
  const lock = path.join(tmpdir(), `gongfu-install-${mark}.lock`);
  await withFileLock(
    lock,
    async () => {
      if (await isInstalled(wanted)) return;
      console.log("Installing packages (npm ci) …");
      // Building and testing take the development packages, whatever NODE_ENV says.
      await runNpm(["ci", "--include=dev", "--no-audit", "--no-fund"]);
      await writeFile(stampFile, wanted);
    },
    (holder) =>
      console.log(`Another command (process ${holder.split(" ")[0]}) is installing packages; waiting …`),
  );
}

/**
 * Whether these very packages are in place, be it that we installed them or that somebody ran npm by hand.
 * @param {string} wanted hash of package-lock.json
 */
async function isInstalled(wanted) {
  const stamp = await readFile(stampFile, "utf8").catch(() => "");
  if (stamp.trim() === wanted) return true;
  if (!existsSync(pinnedNode()) || !(await npmInstalledThis())) return false;
  await writeFile(stampFile, wanted);
  return true;
}

/**
 * npm notes what it has put into node_modules when it is through. It is what package-lock.json asks for when every
 * package agrees, save optional ones, which are left out on other systems.
 */
async function npmInstalledThis() {
  try {
    const locked = JSON.parse(await readFile(lockfile, "utf8")).packages;
    const present = JSON.parse(
      await readFile(inProject("node_modules", ".package-lock.json"), "utf8"),
    ).packages;
    return Object.entries(locked).every(([where, entry]) => {
      if (where === "") return true;
      const there = present[where];
      return there
        ? there.version === entry.version && there.integrity === entry.integrity
        : entry.optional === true;
    });
  } catch {
    return false;
  }
}

/** @param {string[]} args */
function runNpm(args) {
  // `npm run` tells where its own npm-cli.js lies; started by hand, the one on PATH has to do.
  const own = process.env.npm_execpath;
  const [command, all] = own?.endsWith(".js") ? [process.execPath, [own, ...args]] : ["npm", args];
  return new Promise((resolve, reject) => {
    const child = spawn(command, all, {
      cwd: projectRoot,
      stdio: "inherit",
      shell: command === "npm" && process.platform === "win32",
    });
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0
        ? resolve(undefined)
        : reject(new Error(`npm ${args[0]} failed (exit code ${code}). Is the package registry reachable?`)),
    );
  });
}

/** Where the package `node` puts the pinned Node. */
export function pinnedNode() {
  return inProject("node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
}

async function continueUnderPinnedNode() {
  const wanted = JSON.parse(readFileSync(inProject("node_modules", "node", "package.json"), "utf8")).version;
  if (process.versions.node === wanted || process.env.PORTAL_NODE_CHOSEN) return;
  if (!existsSync(pinnedNode())) throw new Error(`Node ${wanted} is missing from node_modules. Run: npm ci`);
  const child = spawn(pinnedNode(), process.argv.slice(1), {
    stdio: "inherit",
    // Guards against going round in circles should the pinned Node report another version.
    env: { ...process.env, PORTAL_NODE_CHOSEN: wanted },
  });
  onLeaveRequest((_, signal) => child.kill(signal));
  await new Promise((_, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));
  });
}
