// The PostgreSQL that comes with the portal: made, started, shared and stopped.
//
// A data folder has one server. Whoever needs it takes a lease, and the last one to give its lease back stops the
// server. A lease is an open connection, so it ends by itself when its holder is killed. A server whose holders were
// all killed keeps running and is simply used again by the next one.

import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { appendFile, chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { withFileLock } from "./file-lock.mjs";
import { findFreePort } from "./free-port.mjs";
import { accountForPostgres } from "./postgres-account.mjs";
import { makeDatabase, takeLease } from "./postgres-connections.mjs";
import { postgresMajorVersion, runProgram } from "./postgres-programs.mjs";
import { findRunning, killServer, startServer, stopServer } from "./postgres-server.mjs";
import { initdbArguments } from "./postgres-settings.mjs";

/** @typedef {import('./postgres-connections.mjs').Memory} Memory */
/** @typedef {import("./postgres-server.mjs").Cluster} Cluster */
/**
 * @typedef {object} EmbeddedPostgres
 * @property {string} url of the database `portal`, as its owner (not a superuser; may create databases)
 * @property {() => Promise<void>} stop gives the lease back; the last one out stops the server
 */

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
      lease = await takeLease(memory, cluster.data, () => {
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
    const lease = await takeLease({ ...memory, port }, cluster.data);
    if ((await lease.giveBack()) === 0) await stopServer(cluster);
  });
}

/**
 * Stops the server of a throwaway cluster at once, whoever holds leases; nothing of it is wanted any more.
 * @param {string} dataDir
 */
export const killEmbeddedPostgres = (dataDir) => killServer(describeCluster(dataDir, true));

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
