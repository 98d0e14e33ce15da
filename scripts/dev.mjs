// npm run dev: the portal with pages that change as their files are saved.

import path from "node:path";
import { onLeaveRequest } from "./lib/child-process.mjs";
import { runCommand } from "./lib/command.mjs";
import { prepareGround } from "./lib/ground.mjs";
import { readPortalSettings } from "./lib/portal-settings.mjs";
import { dataDirectory, projectRoot } from "./lib/project.mjs";

await runCommand(async () => {
  const settings = readPortalSettings(process.env);
  const ground = await prepareGround({ mode: "dev" });
  Object.assign(process.env, {
    NODE_ENV: "development",
    APP_MODE: settings.mode,
    PORT: String(settings.port),
    HOST: settings.host,
    DATA_DIR: dataDirectory(process.env),
    DATABASE_URL: ground.databaseUrl,
  });
  const { createServer } = await import("vite");
  const vite = await createServer({
    configFile: path.join(projectRoot, "vite.config.ts"),
    server: { middlewareMode: true },
    appType: "custom",
  });
  onLeaveRequest(async () => {
    // The portal of a development run has nothing to finish; the database has.
    await vite.close().catch(() => undefined);
    await ground.stop();
    process.exit(0);
  });
  try {
    const { startDevelopmentPortal } = await vite.ssrLoadModule("/app/server/portal.ts");
    await startDevelopmentPortal(vite);
  } catch (error) {
    await vite.close();
    await ground.stop();
    throw error;
  }
});
