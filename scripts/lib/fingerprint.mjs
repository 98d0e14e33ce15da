// One hash for many files: what a step was made from. Content counts, not dates, which a fresh clone makes all new.

import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { projectRoot } from "./project.mjs";

/**
 * Hash over the names and contents of these files and of everything in these folders. What is missing counts as such.
 * @param {string[]} sources relative to the checkout, or absolute
 * @param {(file: string) => boolean} [counts] leaves files out by their path relative to the checkout
 * @returns {Promise<string>}
 */
export async function fingerprint(sources, counts = () => true) {
  const hash = createHash("sha256");
  for (const source of sources) {
    for (const file of await filesIn(path.resolve(projectRoot, source))) {
      const name = path.relative(projectRoot, file).split(path.sep).join("/");
      if (!counts(name)) continue;
      const content = createHash("sha256")
        .update(await readFile(file))
        .digest("hex");
      hash.update(`${name}\0${content}\n`);
    }
    hash.update(`${source}\n`);
  }
  return hash.digest("hex");
}

/**
 * @param {string} place
 * @returns {Promise<string[]>} absolute paths, always in the same order
 */
async function filesIn(place) {
  const found = await stat(place).catch(() => undefined);
  if (!found) return [];
  if (!found.isDirectory()) return [place];
  const names = (await readdir(place)).sort();
  return (await Promise.all(names.map((name) => filesIn(path.join(place, name))))).flat();
}
