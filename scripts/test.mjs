// npm test [-- --only unit|integration|stories|types|lint[,…]] [file …] [options for vitest]
// Checks types and style, then runs the tests; ends with the line "N passed, N failed". Types and lint count one each.

import { runCommand } from "./lib/command.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { ensurePrismaClient } from "./lib/prisma-generate.mjs";
import { runChecks } from "./lib/test-checks.mjs";
import { readTestPlan } from "./lib/test-plan.mjs";
import { runVitest } from "./lib/test-vitest.mjs";

await runCommand(async () => {
  const plan = readTestPlan(process.argv.slice(2));
  await ensureInstalled();
  await ensurePrismaClient();
  const checks = await runChecks(plan.checks);
  const tests = await runVitest(plan);
  const passed = checks.passed + tests.passed;
  const failed = checks.failed + tests.failed;
  for (const complaint of [...checks.complaints, ...tests.complaints]) console.log(`FAILED: ${complaint}`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
});
