// What the portal process is told by the commands that start it.

import { dataDirectory } from "./project.mjs";

/**
 * @param {import("./portal-settings.mjs").PortalSettings} settings
 * @param {{ databaseUrl: string, embedded: boolean }} ground
 * @returns {NodeJS.ProcessEnv} our own environment with the gaps filled
 */
export const portalEnvironment = (settings, ground) => ({
  ...process.env,
  NODE_ENV: "production",
  APP_MODE: settings.mode,
  PORT: String(settings.port),
  HOST: settings.host,
  DATA_DIR: dataDirectory(process.env),
  DATABASE_URL: ground.databaseUrl,
  // Tells leave-with-parent whether there is a server of ours to stop.
  PORTAL_DATABASE: ground.embedded ? "embedded" : "external",
});
