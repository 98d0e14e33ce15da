// npm run seed: demo data for an empty database. `npm start` does this by itself in demo mode.
// The command itself is part of the build (prisma/seed-command.ts); this gives it a database.

import { run } from "./lib/child-process.mjs";
import { runCommand } from "./lib/command.mjs";
import { prepareGround } from "./lib/ground.mjs";
import { dataDirectory, inProject } from "./lib/project.mjs";

await runCommand(async () => {
  const ground = await prepareGround({ mode: "start" });
  try {
    const env = {
      ...process.env,
      DATABASE_URL: ground.databaseUrl,
      DATA_DIR: dataDirectory(process.env),
      LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
    };
    return await run(process.execPath, [inProject("build", "seed-command.js")], { env });
  } finally {
    await ground.stop();
  }
});
