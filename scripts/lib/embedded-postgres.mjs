// The PostgreSQL that comes with the portal: made, started, shared and stopped.
//
// A data folder has one server. Whoever needs it takes a lease, and the last one to give its lease back stops the
// server. A lease is an open connection, so it ends by itself when its holder is killed. A server whose holders were
// all killed keeps running and is simply used again by the next one.

import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { appendFile, chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { withFileLock } from "./file-lock.mjs";
import { findFreePort, whyPortIsRefused } from "./free-port.mjs";
import { connect, makeDatabase, takeLease } from "./postgres-connections.mjs";
import { accountForPostgres, postgresMajorVersion, runProgram } from "./postgres-programs.mjs";
import { initdbArguments, settingsFile } from "./postgres-settings.mjs";
import { describeProcess } from "./process-identity.mjs";

/** @typedef {import('./postgres-programs.mjs').Account} Account */
/** @typedef {import('./postgres-connections.mjs').Memory} Memory */
/** @typedef {{ root: string, data: string, memory: string, throwaway: boolean, account: Account }} Cluster */
/**
 * @typedef {object} EmbeddedPostgres
 * @property {string} url of the database `portal`, as its owner (not a superuser; may create databases)
 * @property {() => Promise<void>} stop gives the lease back; the last one out stops the server
 */

const START_ATTEMPTS = 5;
const START_SECONDS = 120;
const LARGEST_LOG_BYTES = 10_000_000;

/**
 * Makes sure that the server of this data folder runs, and takes a lease on it.
 * @param {string} dataDir absolute; the cluster goes to its subfolder `postgres`
 * @param {{ throwaway?: boolean }} [options] throwaway: a cluster for tests that may lose its data in a power cut
 * @returns {Promise<EmbeddedPostgres>}
 */
export async function startEmbeddedPostgres(dataDir, { throwaway = false } = {}) {
  await mkdir(dataDir, { recursive: true });
  const cluster = describeCluster(dataDir, throwaway);
  const inTurn = (/** @type {() => Promise<void>} */ work) => withFileLock(lockOf(dataDir), work);
  let wanted = true;
  /** @type {import("./postgres-connections.mjs").Lease | undefined} */
  let lease;
  const hold = () =>
    inTurn(async () => {
      if (!wanted) return;
      const memory = await bringUp(cluster);
      lease = await takeLease(memory, () => {
        if (wanted && !throwaway) comeBack();
      });
    });
  // A server that crashed recovers by itself or is started again; either way the lease has to be taken anew.
  const comeBack = () => hold().catch((error) => console.error("The database is gone: %s", error.message));
  await hold();
  return {
    url: lease?.url ?? "",
    stop: () =>
      inTurn(async () => {
        wanted = false;
        if ((await lease?.giveBack()) === 0) await stopServer(cluster);
      }),
  };
}

/**
 * Makes the cluster and starts its server, as far as that has not happened yet.
 * @param {Cluster} cluster
 * @returns {Promise<Memory>}
 */
async function bringUp(cluster) {
  const memory = await recall(cluster);
  await makeCluster(cluster, memory);
  const port = (await findRunning(cluster, memory)) ?? (await startServer(cluster, memory));
  const now = { ...memory, port };
  if (port !== memory.port) await remember(cluster, now);
  await makeDatabase(now);
  return now;
}

/** @param {string} dataDir */
const lockOf = (dataDir) => path.join(dataDir, "postgres.lock");

/**
 * Stops the server of this data folder if it runs and nobody holds a lease: for the one who was killed before giving
 * its own back.
 * @param {string} dataDir
 */
export function stopUnusedPostgres(dataDir) {
  const cluster = describeCluster(dataDir, false);
  return withFileLock(lockOf(dataDir), async () => {
    const memory = await recall(cluster);
    const port = await findRunning(cluster, memory);
    if (port === undefined) return;
    const lease = await takeLease({ ...memory, port });
    if ((await lease.giveBack()) === 0) await stopServer(cluster);
  });
}

/**
 * Stops the server of a throwaway cluster at once, whoever holds leases; nothing of it is wanted any more.
 * @param {string} dataDir
 */
export async function killEmbeddedPostgres(dataDir) {
  const cluster = describeCluster(dataDir, true);
  const noted = await readPostmaster(cluster);
  if (noted && isOurServer(noted.pid, cluster)) {
    await pgCtl(cluster, ["stop", "-m", "immediate", "-w", "-t", "30"]);
  }
}

/**
 * @param {string} dataDir
 * @param {boolean} throwaway
 * @returns {Cluster}
 */
function describeCluster(dataDir, throwaway) {
  return {
    root: dataDir,
    data: path.join(dataDir, "postgres"),
    memory: path.join(dataDir, "postgres.json"),
    throwaway,
    account: accountForPostgres(),
  };
}

/**
 * Port and passwords of this cluster; made up on first use. The server listens on the loopback address, where every
 * account of the machine could knock: hence passwords, kept in a file that only its owner reads.
 * @param {Cluster} cluster
 * @returns {Promise<Memory>}
 */
async function recall(cluster) {
  try {
    return JSON.parse(await readFile(cluster.memory, "utf8"));
  } catch (error) {
    if (existsSync(path.join(cluster.data, "PG_VERSION"))) {
      throw new Error(`${cluster.memory} holds the password of ${cluster.data} and cannot be read: ${error}`);
    }
    const secret = () => randomBytes(24).toString("base64url");
    const memory = { port: await findFreePort(), adminPassword: secret(), password: secret() };
    await remember(cluster, memory);
    return memory;
  }
}

/**
 * @param {Cluster} cluster
 * @param {Memory} memory
 */
async function remember(cluster, memory) {
  const draft = `${cluster.memory}.new`;
  await writeFile(draft, `${JSON.stringify(memory, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, cluster.memory);
}

/**
 * Creates the cluster if there is none. It is made beside its place and moved there when complete, so that a half-made
 * one is never taken for real.
 * @param {Cluster} cluster
 * @param {Memory} memory
 */
async function makeCluster(cluster, memory) {
  const major = postgresMajorVersion();
  const found = await readFile(path.join(cluster.data, "PG_VERSION"), "utf8").catch(() => undefined);
  if (found !== undefined) {
    if (found.trim() === major) return;
    throw new Error(
      `${cluster.data} was written by PostgreSQL ${found.trim()}, the built-in one is ${major}. ` +
        "Move the data over with pg_dump and pg_restore, or start with another DATA_DIR.",
    );
  }
  const draft = path.join(cluster.root, "postgres.new");
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  const passwordFile = path.join(draft, "..", `password-${randomBytes(6).toString("hex")}`);
  await writeFile(passwordFile, memory.adminPassword, { mode: 0o600 });
  try {
    if (cluster.account) {
      for (const file of [draft, passwordFile]) await chown(file, cluster.account.uid, cluster.account.gid);
    }
    const args = initdbArguments({ folder: draft, passwordFile, throwaway: cluster.throwaway });
    const { code, output } = await runProgram("initdb", args, {
      account: cluster.account,
      folder: cluster.root,
    });
    if (code !== 0) throw new Error(`initdb failed:\n${output}`);
    await appendFile(path.join(draft, "postgresql.conf"), "\ninclude 'portal.conf'\n");
    // A folder without PG_VERSION that holds anything makes this fail, and nothing of it is lost.
    await rename(draft, cluster.data);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/**
 * The port of a healthy server that already runs on this very data folder. A server found in the middle of starting
 * or stopping is waited for, one that does not answer is stopped, and a left-behind postmaster.pid is removed.
 * @param {Cluster} cluster
 * @param {Memory} memory
 * @returns {Promise<number | undefined>}
 */
async function findRunning(cluster, memory) {
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
async function startServer(cluster, memory) {
  const log = path.join(cluster.data, "server.log");
  if ((await sizeOf(log)) > LARGEST_LOG_BYTES) await rename(log, `${log}.old`);
  let port = memory.port;
  let trouble = "";
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt += 1) {
    if (await whyPortIsRefused(port, "127.0.0.1")) port = await findFreePort();
    const settings = path.join(cluster.data, "portal.conf");
    await writeFile(settings, settingsFile({ port, throwaway: cluster.throwaway }));
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

/** @param {string} file */
const sizeOf = async (file) => (await stat(file).catch(() => undefined))?.size ?? 0;

/** @param {Cluster} cluster */
async function stopServer(cluster) {
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
