// npm run ledger -- verify | export BOOK [csv|json|chain] | books
// The command itself is part of the build (app/ledger-command.server.ts); this gives it a database.

import { run } from "./lib/child-process.mjs";
import { runCommand } from "./lib/command.mjs";
import { prepareGround } from "./lib/ground.mjs";
import { inProject } from "./lib/project.mjs";

await runCommand(async () => {
  const ground = await prepareGround({ mode: "start" });
  try {
    const env = { ...process.env, DATABASE_URL: ground.databaseUrl };
    return await run(process.execPath, [inProject("build", "ledger.js"), ...process.argv.slice(2)], { env });
  } finally {
    await ground.stop();
  }
});
