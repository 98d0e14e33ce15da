// The few settings that the commands themselves need before the portal reads its own environment.

/**
 * @typedef {object} PortalSettings
 * @property {string} mode demo or production; what else it may be is for the portal to refuse
 * @property {number} port
 * @property {string} host where to listen
 * @property {string} local address at which this machine reaches the portal
 * @property {string} shown address for people
 */

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {PortalSettings}
 */
export function readPortalSettings(env) {
  const mode = env.APP_MODE || "demo";
  const port = Number(env.PORT || "3000");
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`PORT is "${env.PORT}"; it has to be a number from 1 to 65535.`);
  }
  // A demo signs anybody in with one click, so it is not shown to the network unless somebody says so.
  const host = env.HOST || (mode === "demo" ? "127.0.0.1" : "0.0.0.0");
  const everywhere = host === "0.0.0.0" || host === "::";
  const name = everywhere ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  return {
    mode,
    port,
    host,
    local: `http://${name}:${port}`,
    shown: env.PUBLIC_ORIGIN || `http://localhost:${port}`,
  };
}
