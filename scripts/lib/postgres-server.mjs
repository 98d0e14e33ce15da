// The server process of a cluster: finding one that runs, starting, stopping.

import { chmod, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { findFreePort, whyPortIsRefused } from "./free-port.mjs";
import { connect } from "./postgres-connections.mjs";
import { runProgram } from "./postgres-programs.mjs";
import { settingsFile, socketFile } from "./postgres-settings.mjs";
import { describeProcess } from "./process-identity.mjs";

/** @typedef {import("./postgres-connections.mjs").Memory} Memory */
/**
 * @typedef {object} Cluster
 * @property {string} root the folder that holds what belongs to the cluster
 * @property {string} data PostgreSQL's own data folder
 * @property {string} memory file with port and passwords
 * @property {boolean} throwaway
 * @property {import("./postgres-account.mjs").Account} account
 */

const START_ATTEMPTS = 5;
const START_SECONDS = 120;
const LARGEST_LOG_BYTES = 10_000_000;

/**
 * The port of a healthy server that already runs on this very data folder. A server found in the middle of starting
 * or stopping is waited for, one that does not answer is stopped, and a left-behind postmaster.pid is removed.
 * @param {Cluster} cluster
 * @param {Memory} memory
 * @returns {Promise<number | undefined>}
 */
export async function findRunning(cluster, memory) {
  const giveUpAt = Date.now() + START_SECONDS * 1000;
  for (;;) {
    const noted = await readPostmaster(cluster);
    if (noted === undefined) return undefined;
    if (!isOurServer(noted.pid, cluster)) {
      await rm(path.join(cluster.data, "postmaster.pid"), { force: true });
      return undefined;
    }
    if (noted.port !== undefined && (await servesOurData(noted.port, cluster, memory))) return noted.port;
    if (Date.now() > giveUpAt) {
      await pgCtl(cluster, ["stop", "-m", "immediate", "-w", "-t", "30"]);
      return undefined;
    }
    await pause(200);
  }
}

/**
 * What the running server has noted about itself: its process on line 1, its port on line 4.
 * @param {Cluster} cluster
 * @returns {Promise<{ pid: number, port: number | undefined } | undefined>}
 */
async function readPostmaster(cluster) {
  const text = await readFile(path.join(cluster.data, "postmaster.pid"), "utf8").catch(() => "");
  const [pid = "", , , port = ""] = text.split("\n");
  if (!/^\d+$/.test(pid)) return undefined;
  return { pid: Number(pid), port: /^\d+$/.test(port) ? Number(port) : undefined };
}

/**
 * Whether this process is a PostgreSQL server on our folder; its number may have passed to some other program.
 * @param {number} pid
 * @param {Cluster} cluster
 */
function isOurServer(pid, cluster) {
  const found = describeProcess(pid);
  if (!found) return false;
  if (found.folder !== undefined) return path.resolve(found.folder) === path.resolve(cluster.data);
  return /postgres/.test(found.command);
}

/**
 * @param {number} port
 * @param {Cluster} cluster
 * @param {Memory} memory
 */
async function servesOurData(port, cluster, memory) {
  const client = await connect({ ...memory, port }, "admin", "postgres").catch(() => undefined);
  if (!client) return false;
  try {
    const { rows } = await client.query("SHOW data_directory");
    return path.resolve(rows[0].data_directory) === path.resolve(cluster.data);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * @param {Cluster} cluster
 * @param {Memory} memory
 * @returns {Promise<number>} the port it listens on: the remembered one if it is still free
 */
export async function startServer(cluster, memory) {
  await removeSocket(cluster, memory.port);
  const log = path.join(cluster.data, "server.log");
  if ((await sizeOf(log)) > LARGEST_LOG_BYTES) await rename(log, `${log}.old`);
  let port = memory.port;
  let trouble = "";
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt += 1) {
    if (await whyPortIsRefused(port, "127.0.0.1")) port = await findFreePort();
    const settings = path.join(cluster.data, "portal.conf");
    await writeFile(settings, settingsFile({ dataFolder: cluster.data, port, throwaway: cluster.throwaway }));
    await chmod(settings, 0o644);
    const before = await sizeOf(log);
    const { code, output } = await pgCtl(cluster, ["start", "-w", "-t", String(START_SECONDS), "-l", log]);
    if (code === 0) return port;
    const said = (await readFile(log, "utf8").catch(() => "")).slice(before);
    trouble = `${output}\n${said}`.trim();
    // Sessions of a server that was killed take a moment to notice, and meanwhile hold its shared memory; and a port
    // found free may be gone a moment later. Both pass.
    if (!/shared memory|Address already in use|could not bind/.test(said)) break;
    await pause(1000);
  }
  throw new Error(`PostgreSQL did not start in ${cluster.data}:\n${trouble}`);
}

/**
 * What a killed server left of its socket. It would not start over it while the system still counts the dead process.
 * @param {Cluster} cluster
 * @param {number} port
 */
async function removeSocket(cluster, port) {
  const socket = socketFile(cluster.data, port);
  if (!socket) return;
  for (const file of [socket, `${socket}.lock`]) await rm(file, { force: true });
}

/** @param {string} file */
const sizeOf = async (file) => (await stat(file).catch(() => undefined))?.size ?? 0;

/** @param {Cluster} cluster */
export async function stopServer(cluster) {
  const { code } = await pgCtl(cluster, ["stop", "-m", "fast", "-w", "-t", "60"]);
  if (code !== 0 && (await readPostmaster(cluster))) {
    await pgCtl(cluster, ["stop", "-m", "immediate", "-w", "-t", "30"]);
  }
}

/**
 * @param {Cluster} cluster
 * @param {string[]} args
 */
const pgCtl = (cluster, args) =>
  runProgram("pg_ctl", [...args, "-D", cluster.data], { account: cluster.account, folder: cluster.data });

/**
 * Stops the server at once and without asking, if it runs.
 * @param {Cluster} cluster
 */
export async function killServer(cluster) {
  const noted = await readPostmaster(cluster);
  if (noted && isOurServer(noted.pid, cluster)) {
    await pgCtl(cluster, ["stop", "-m", "immediate", "-w", "-t", "30"]);
  }
}
