// npm run bench [-- --only ID …] [--out FILE]
// Measures the portal against floors taken in the same run (docs/performance.md). Loads nothing but this computer's
// loopback, on a database of its own that keeps its promises (fsync) and is thrown away afterwards.

import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { benchEntry, buildBench } from "./lib/bench-build.mjs";
import { ensureBuilt } from "./lib/build.mjs";
import { onLeaveRequest, run } from "./lib/child-process.mjs";
import { runCommand } from "./lib/command.mjs";
import { startEmbeddedPostgres } from "./lib/embedded-postgres.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { deploy } from "./lib/migrations.mjs";
import { ensurePrismaClient } from "./lib/prisma-generate.mjs";

await runCommand(async () => {
  await ensureInstalled();
  await ensurePrismaClient();
  await ensureBuilt();
  await buildBench();
  const folder = await mkdtemp(path.join(tmpdir(), "gongfu-bench-"));
  // Started by root, PostgreSQL runs under another account, which must be able to pass through.
  await chmod(folder, 0o711);
  const database = await startEmbeddedPostgres(folder);
  // The bench hears Ctrl-C itself and ends; we stay to clear away the database.
  onLeaveRequest(() => undefined);
  try {
    await deploy(database.url);
    const env = { ...process.env, NODE_ENV: "production", DATABASE_URL: database.url };
    return await run(process.execPath, [benchEntry, ...process.argv.slice(2)], { env });
  } finally {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
