// What the built-in PostgreSQL is told: how its data folder is made, and the settings it runs with.

import { execFileSync } from "node:child_process";
import path from "node:path";

/**
 * Arguments that make initdb write an empty cluster. Text is UTF-8 and compared by PostgreSQL's own C.UTF-8 rules:
 * the same on every system, and [[:alnum:]] and lower() know Chinese. LC_CTYPE is still asked for by pg_trgm and
 * the text search parser; "C" would blind them to Chinese, so the best the system has is named.
 * @param {{ folder: string, passwordFile: string, throwaway: boolean }} cluster
 * @returns {string[]}
 */
export const initdbArguments = ({ folder, passwordFile, throwaway }) => [
  `--pgdata=${folder}`,
  "--username=postgres",
  `--pwfile=${passwordFile}`,
  "--auth=scram-sha-256",
  "--encoding=UTF8",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  "--lc-collate=C",
  `--lc-ctype=${characterLocale()}`,
  "--lc-messages=C",
  "--lc-monetary=C",
  "--lc-numeric=C",
  "--lc-time=C",
  "--text-search-config=simple",
  ...(throwaway ? ["--no-sync"] : []),
];

/** @returns {string} a UTF-8 locale of this system, or "C" where there is none */
function characterLocale() {
  if (process.platform === "win32") return "C";
  try {
    const known = execFileSync("locale", ["-a"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).split("\n");
    return known.find((name) => /^(C|en_US)\.utf-?8$/i.test(name.trim()))?.trim() ?? "C";
  } catch {
    return "C";
  }
}

/** Systems take addresses of sockets up to 103 bytes (macOS) or 107 (Linux). */
const LONGEST_SOCKET_PATH = 103;

/**
 * The file by which programs of this machine reach the server in the data folder without the network's work, a fifth
 * of what a statement costs both sides. The folder is closed to other accounts; root, who lends PostgreSQL one, enters.
 * @param {string} dataFolder
 * @param {number} port
 * @returns {string | undefined} undefined where the system or the length of the path does not allow it
 */
export function socketFile(dataFolder, port) {
  const file = path.join(dataFolder, `.s.PGSQL.${port}`);
  return process.platform === "win32" || Buffer.byteLength(file) > LONGEST_SOCKET_PATH ? undefined : file;
}

/**
 * The settings file. Written anew at every start, so that a newer version of the portal brings its own.
 * @param {{ dataFolder: string, port: number, throwaway: boolean }} server
 * @returns {string}
 */
export function settingsFile({ dataFolder, port, throwaway }) {
  const settings = {
    // Reachable from this machine only.
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: socketFile(dataFolder, port) ? dataFolder : "",
    max_connections: 200,
    shared_buffers: throwaway ? "128MB" : "256MB",
    work_mem: "8MB",
    maintenance_work_mem: "64MB",
    max_wal_size: "512MB",
    // Parallel workers need shared memory that containers keep at 64 MB; a query would fail for want of it.
    max_parallel_workers_per_gather: 0,
    jit: "off",
    // Data of a county fits into memory, where looking a row up by its key costs hardly more than reading on.
    random_page_cost: 1.1,
    // A new portal's tables grow from nothing: plans made for empty ones must not stand for a minute.
    autovacuum_naptime: "15s",
    timezone: "UTC",
    log_timezone: "UTC",
    log_min_messages: "warning",
    // Killed sessions of a portal that died must not keep stock locked.
    tcp_keepalives_idle: 60,
    ...(throwaway
      ? {
          fsync: "off",
          synchronous_commit: "off",
          full_page_writes: "off",
          // Its workers are not ours to end, and one at work in a test's database keeps it from being dropped.
          autovacuum: "off",
        }
      : { fsync: "on", synchronous_commit: "on" }),
  };
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'`,
  );
  return `# Written by the portal at every start; changes made here are lost.\n${lines.join("\n")}\n`;
}
