// What a call of `npm test` asks for.

const PROJECTS = ["unit", "integration", "stories"];
const CHECKS = ["types", "lint"];

/**
 * @typedef {object} TestPlan
 * @property {string[]} checks types, lint
 * @property {string[]} projects vitest projects
 * @property {boolean} chosen whether files or names were picked: then finding none is a failure
 * @property {string[]} passOn files and options for vitest
 */

/**
 * @param {string[]} args
 * @returns {TestPlan}
 */
export function readTestPlan(args) {
  /** @type {string[]} */
  const only = [];
  /** @type {string[]} */
  const passOn = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? "";
    if (arg === "--only") {
      index += 1;
      only.push(...(args[index] ?? "").split(","));
    } else if (arg.startsWith("--only=")) only.push(...arg.slice("--only=".length).split(","));
    else passOn.push(arg);
  }
  for (const name of only) {
    if (![...PROJECTS, ...CHECKS].includes(name)) {
      throw new Error(`--only takes ${[...PROJECTS, ...CHECKS].join(", ")}; not "${name}".`);
    }
  }
  const files = passOn.filter((arg) => arg.includes(".test."));
  const chosen = passOn.length > 0;
  const wanted = (/** @type {string} */ name) => only.length === 0 || only.includes(name);
  return {
    // Somebody who names a test wants that test.
    checks: CHECKS.filter((name) => wanted(name) && (!chosen || only.includes(name))),
    projects: PROJECTS.filter((name) => wanted(name) && mayHold(name, passOn, files)),
    chosen,
    passOn,
  };
}

/**
 * Whether these files can belong to the project, told by their names; it spares a build for a unit test.
 * @param {string} project
 * @param {string[]} passOn
 * @param {string[]} files those of passOn that are whole names of test files
 */
function mayHold(project, passOn, files) {
  const vague = passOn.some((arg) => !arg.startsWith("-") && !files.includes(arg));
  if (files.length === 0 || vague) return true;
  return files.some((file) => {
    const kind = file.includes(".story.test.")
      ? "stories"
      : file.includes(".db.test.")
        ? "integration"
        : "unit";
    return kind === project;
  });
}
