// Notices that sources have changed.

import { existsSync, readdirSync, watch } from "node:fs";
import path from "node:path";
import { inProject } from "./project.mjs";

const FOLDERS = ["app", "public", "prisma"];

/** An editor writes a file in several strokes, and git many files at once. */
const QUIET_MS = 250;

/**
 * Calls back after each burst of changes. The Prisma client is not a source.
 * @param {() => void} changed
 * @returns {() => void} stops watching
 */
export function watchSources(changed) {
  /** @type {Map<string, import("node:fs").FSWatcher>} */
  const watchers = new Map();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  // Folder by folder: the recursive watch loses files that an editor replaces instead of writing to them.
  const watchNewFolders = () => {
    for (const folder of FOLDERS.flatMap((name) => foldersIn(inProject(name)))) {
      if (watchers.has(folder)) continue;
      const watcher = watch(folder, notice);
      // A folder that is removed ends its watch.
      watcher.on("error", () => forget(folder));
      watchers.set(folder, watcher);
    }
  };
  const forget = (/** @type {string} */ folder) => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const notice = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const folder of [...watchers.keys()]) if (!existsSync(folder)) forget(folder);
      watchNewFolders();
      changed();
    }, QUIET_MS);
  };
  watchNewFolders();
  return () => {
    clearTimeout(timer);
    for (const folder of [...watchers.keys()]) forget(folder);
  };
}

/**
 * @param {string} folder
 * @returns {string[]} itself and every folder below it
 */
function foldersIn(folder) {
  if (folder === inProject("app", "generated") || !existsSync(folder)) return [];
  const inner = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [folder, ...inner.flatMap((entry) => foldersIn(path.join(folder, entry.name)))];
}
