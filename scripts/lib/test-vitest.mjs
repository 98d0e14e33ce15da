// Runs the test projects with vitest, on a database server of their own, and counts what came out.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensureBuilt } from "./build.mjs";
import { onLeaveRequest, run } from "./child-process.mjs";
import { inProject } from "./project.mjs";
import { startThrowawayDatabase } from "./throwaway-database.mjs";

/** @typedef {import("./test-checks.mjs").Tally} Tally */
/** @typedef {import("./test-plan.mjs").TestPlan} TestPlan */
/** @typedef {{ status: string, fullName: string, failureMessages?: string[] }} TestResult */
/** @typedef {{ name: string, status: string, message?: string, assertionResults: TestResult[] }} FileResult */

/**
 * @param {TestPlan} plan
 * @returns {Promise<Tally>}
 */
export async function runVitest(plan) {
  /** @type {Tally} */
  const tally = { passed: 0, failed: 0, complaints: [] };
  let projects = plan.projects;
  const giveUpOn = (/** @type {string[]} */ names, /** @type {unknown} */ error) => {
    console.error(error instanceof Error ? error.message : error);
    tally.failed += 1;
    tally.complaints.push(`${names.join(" and ")} could not run: ${String(error).split("\n")[0]}`);
    projects = projects.filter((name) => !names.includes(name));
  };
  if (projects.includes("stories")) await ensureBuilt().catch((error) => giveUpOn(["stories"], error));
  /** @type {{ url: string, stop: () => Promise<void> } | undefined} */
  let database;
  if (projects.some((name) => name !== "unit")) {
    database = await startThrowawayDatabase().catch((error) => {
      giveUpOn(["integration", "stories"], error);
      return undefined;
    });
  }
  // vitest hears Ctrl-C itself and ends; we stay to clear away the database.
  onLeaveRequest(() => undefined);
  try {
    if (projects.length > 0) await addResults(tally, plan, projects, database?.url);
  } finally {
    await database?.stop();
  }
  return tally;
}

/**
 * @param {Tally} tally
 * @param {TestPlan} plan
 * @param {string[]} projects
 * @param {string | undefined} databaseUrl
 */
async function addResults(tally, plan, projects, databaseUrl) {
  const folder = await mkdtemp(path.join(tmpdir(), "gongfu-results-"));
  const report = path.join(folder, "results.json");
  const args = [
    inProject("node_modules", "vitest", "vitest.mjs"),
    "run",
    ...projects.flatMap((name) => ["--project", name]),
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...(plan.chosen ? [] : ["--passWithNoTests"]),
    ...plan.passOn,
  ];
  const env = { ...process.env, ...(databaseUrl === undefined ? {} : { TEST_DATABASE_URL: databaseUrl }) };
  try {
    const code = await run(process.execPath, args, { env });
    const results = JSON.parse(await readFile(report, "utf8").catch(() => "{}"));
    count(tally, results, code);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * A file that could not be read or cleared away has no test that failed; it counts as one failure. So does whatever
 * else makes vitest say that the run failed. Each failure is named once more: of a long run often only the end is kept.
 * @param {Tally} tally
 * @param {{ numPassedTests?: number, testResults?: FileResult[] }} results
 * @param {number} code
 */
function count(tally, results, code) {
  let failed = 0;
  for (const file of results.testResults ?? []) {
    const name = path.relative(inProject(), file.name);
    const tests = file.assertionResults.filter((test) => test.status === "failed");
    if (file.status === "failed" && tests.length === 0) {
      tally.complaints.push(`${name}: ${opening(file.message)}`);
      failed += 1;
    }
    for (const test of tests)
      tally.complaints.push(`${name} › ${test.fullName}: ${opening(test.failureMessages?.[0])}`);
    failed += tests.length;
  }
  tally.passed += results.numPassedTests ?? 0;
  tally.failed += failed;
  if (code !== 0 && failed === 0) {
    tally.failed += 1;
    tally.complaints.push(`vitest ended with exit code ${code}, see above`);
  }
}

/**
 * What a failure says before its stack begins, kept short.
 * @param {string} [message]
 */
function opening(message = "") {
  const said = message.split(/\n\s+at /)[0] ?? "";
  return said.trim().replaceAll("\n", "\n    ").slice(0, 1_000);
}
