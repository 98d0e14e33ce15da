// The checks that run no code: types and style.

import { run } from "./child-process.mjs";
import { inProject } from "./project.mjs";

/** @typedef {{ passed: number, failed: number, complaints: string[] }} Tally */

const tsc = (/** @type {string} */ folder, /** @type {string} */ memory) => [
  inProject("node_modules", "typescript", "bin", "tsc"),
  "--noEmit",
  "--incremental",
  "--tsBuildInfoFile",
  inProject("node_modules", ".cache", memory),
  "-p",
  folder,
];

/** @type {Record<string, string[][]>} */
const COMMANDS = {
  types: [tsc(".", "types-app.tsbuildinfo"), tsc("scripts", "types-scripts.tsbuildinfo")],
  lint: [
    [inProject("node_modules", "@biomejs", "biome", "bin", "biome"), "check", "--no-errors-on-unmatched"],
  ],
};

/**
 * @param {string[]} checks
 * @returns {Promise<Tally>} each check counts one
 */
export async function runChecks(checks) {
  /** @type {Tally} */
  const tally = { passed: 0, failed: 0, complaints: [] };
  for (const check of checks) {
    console.log(`Checking ${check} …`);
    let sound = true;
    for (const args of COMMANDS[check] ?? []) sound = (await run(process.execPath, args)) === 0 && sound;
    if (sound) tally.passed += 1;
    else {
      tally.failed += 1;
      tally.complaints.push(check);
    }
  }
  return tally;
}
