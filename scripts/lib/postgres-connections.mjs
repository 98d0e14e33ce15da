// Connections to the built-in PostgreSQL: as its administrator, as the owner of the portal's database, and the one
// that is held open as a lease.

import { existsSync } from "node:fs";
import { socketFile } from "./postgres-settings.mjs";

/**
 * @typedef {object} Memory what is remembered beside the data folder
 * @property {number} port
 * @property {string} adminPassword of the superuser `postgres`
 * @property {string} password of the role `portal`
 */

const LEASE = "portal ground";

/**
 * @param {Memory} memory
 * @param {'admin' | 'owner'} role
 * @param {string} database
 * @param {string} [name] shown in pg_stat_activity
 */
export async function connect(memory, role, database, name) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({
    host: "127.0.0.1",
    port: memory.port,
    user: role === "admin" ? "postgres" : "portal",
    password: role === "admin" ? memory.adminPassword : memory.password,
    database,
    ...(name === undefined ? {} : { application_name: name }),
    connectionTimeoutMillis: 5000,
  });
  // A connection that breaks while idle is reported here; the next query on it fails and is handled there.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/**
 * The portal works as an ordinary role that owns its database: a hole in the portal must not become a shell on the
 * machine, which a superuser's COPY … TO PROGRAM would be.
 * @param {Memory} memory
 */
export async function makeDatabase(memory) {
  const admin = await connect(memory, "admin", "postgres");
  try {
    const { rows } = await admin.query(
      "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal') AS role, " +
        "EXISTS (SELECT FROM pg_database WHERE datname = 'portal') AS database",
    );
    const password = admin.escapeLiteral(memory.password);
    if (!rows[0].role) await admin.query(`CREATE ROLE portal LOGIN CREATEDB PASSWORD ${password}`);
    if (!rows[0].database) await admin.query("CREATE DATABASE portal OWNER portal");
  } finally {
    await admin.end();
  }
}

/**
 * @typedef {object} Lease
 * @property {string} url of the database `portal`
 * @property {() => Promise<number>} giveBack tells how many other leases remain
 */

/**
 * Holds a connection open as long as the server is needed.
 * @param {Memory} memory
 * @param {string} dataFolder
 * @param {() => void} [onLost] told when the connection breaks before it is given back
 * @returns {Promise<Lease>}
 */
export async function takeLease(memory, dataFolder, onLost) {
  const client = await connect(memory, "owner", "postgres", LEASE);
  let held = true;
  client.once("end", () => {
    if (held) onLost?.();
  });
  const giveBack = async () => {
    held = false;
    try {
      const { rows } = await client.query(
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()",
        [LEASE],
      );
      return Number(rows[0].n);
    } catch {
      // The connection broke with the server, so nobody else has one either.
      return 0;
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  return { url: urlOf(memory, dataFolder), giveBack };
}

/**
 * The portal's database, by its socket file if the server has one; it may have been started without.
 * @param {Memory} memory
 * @param {string} dataFolder
 */
function urlOf({ password, port }, dataFolder) {
  const socket = socketFile(dataFolder, port);
  const by = socket && existsSync(socket) ? `?${new URLSearchParams({ host: dataFolder })}` : "";
  return `postgresql://portal:${password}@127.0.0.1:${port}/portal${by}`;
}
