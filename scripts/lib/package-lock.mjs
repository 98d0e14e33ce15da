// Reading package-lock.json.

import path from "node:path";

/**
 * @typedef {object} LockEntry
 * @property {string} version
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [optionalDependencies]
 */
/** @typedef {{ name: string, version: string, parent: string }} Missing parent: the place of the package that wants it */

/**
 * The optional packages that some package names and the lock file does not have.
 * @param {Record<string, LockEntry>} packages by place, such as node_modules/rollup
 * @returns {Missing[]}
 */
export function missingOptionalPackages(packages) {
  return Object.entries(packages).flatMap(([parent, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !places(parent, name).some((place) => packages[place]))
      .map(([name, version]) => ({ name, version, parent })),
  );
}

/**
 * Where Node would look for the package, from inside out.
 * @param {string} parent
 * @param {string} name
 * @returns {string[]}
 */
function places(parent, name) {
  const folders = parent
    .split("/node_modules/")
    .map((_, index, parts) => parts.slice(0, index + 1).join("/node_modules/"));
  return ["", ...folders].reverse().map((folder) => path.posix.join(folder, "node_modules", name));
}
