// npm run dev: the portal, built and started anew whenever a source is saved. What one sees is what production serves:
// the same bundle, page cache and security headers. A source that does not build leaves the portal as it was.

import { ensureBuilt } from "./lib/build.mjs";
import { onLeaveRequest } from "./lib/child-process.mjs";
import { runCommand } from "./lib/command.mjs";
import { prepareGround } from "./lib/ground.mjs";
import { deploy } from "./lib/migrations.mjs";
import { portalEnvironment } from "./lib/portal-environment.mjs";
import { startPortalProcess } from "./lib/portal-process.mjs";
import { readPortalSettings } from "./lib/portal-settings.mjs";
import { ensurePrismaClient } from "./lib/prisma-generate.mjs";
import { watchSources } from "./lib/source-watch.mjs";

await runCommand(async () => {
  const settings = readPortalSettings(process.env);
  const ground = await prepareGround({ mode: "start" });
  const start = () => startPortalProcess(portalEnvironment(settings, ground));

  let portal = start();
  /** @type {() => void} */
  let wake = () => undefined;
  let leaving = false;
  let changed = false;
  const stopWatching = watchSources(() => {
    changed = true;
    wake();
  });
  onLeaveRequest(() => {
    leaving = true;
    wake();
  });
  console.log(`\n  ${settings.shown} follows your changes. Ctrl-C stops it.\n`);
  while (!leaving) {
    if (!changed) {
      await new Promise((resolve) => {
        wake = () => resolve(undefined);
      });
    }
    if (leaving) break;
    changed = false;
    try {
      await ensurePrismaClient();
      await ensureBuilt();
      await deploy(ground.databaseUrl);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      continue;
    }
    await portal.leave();
    portal = start();
    if (await portal.ready(settings.local)) console.log("Ready again.");
  }
  stopWatching();
  await portal.leave();
  await ground.stop();
});
