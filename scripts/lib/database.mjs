// Which database a command works on: the one that DATABASE_URL names, else the built-in one of the data folder.

import { startEmbeddedPostgres } from "./embedded-postgres.mjs";
import { dataDirectory } from "./project.mjs";

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ url: string, embedded: boolean, stop: () => Promise<void> }>} stop gives back what was started
 */
export async function openDatabase(env) {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, embedded: false, stop: async () => undefined };
  return { embedded: true, ...(await startEmbeddedPostgres(dataDirectory(env))) };
}

/**
 * The address without its password, for people to read.
 * @param {string} url
 */
export function withoutPassword(url) {
  const shown = new URL(url);
  if (shown.password !== "") shown.password = "***";
  return shown.href;
}
