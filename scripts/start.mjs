// npm start: everything from a fresh clone to a portal in the browser, with nothing else installed than Node and npm.

import { setTimeout as pause } from "node:timers/promises";
import { onLeaveRequest } from "./lib/child-process.mjs";
import { runCommand } from "./lib/command.mjs";
import { whyPortIsRefused } from "./lib/free-port.mjs";
import { prepareGround } from "./lib/ground.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { portalEnvironment } from "./lib/portal-environment.mjs";
import { startPortalProcess } from "./lib/portal-process.mjs";
import { readPortalSettings } from "./lib/portal-settings.mjs";

/** A portal that was just told to leave needs a moment to give its port back. */
const PORT_PATIENCE_MS = 5000;

await runCommand(async () => {
  const settings = readPortalSettings(process.env);
  await ensureInstalled();
  await waitForPort(settings.port, settings.host);

  let leaving = 0;
  /** @type {import("./lib/portal-process.mjs").PortalProcess | undefined} */
  let portal;
  onLeaveRequest((times) => {
    leaving = times;
    if (times === 1) console.log("\nStopping … (again to stop at once)");
    if (times === 1) portal?.leave();
    else if (times === 2) portal?.kill();
    else process.exit(130);
  });

  const ground = await prepareGround({ mode: "start" });
  try {
    if (leaving > 0) return 0;
    portal = startPortalProcess(portalEnvironment(settings, ground));
    if (leaving === 0 && (await portal.ready(settings.local))) {
      console.log(`\n  The portal is ready:  ${settings.shown}\n  Ctrl-C stops it.\n`);
    }
    const code = await portal.ended;
    if (leaving === 0) console.error(`The portal ended by itself with exit code ${code}.`);
    return leaving > 0 ? 0 : code || 1;
  } finally {
    portal?.kill();
    await ground.stop();
  }
});

/**
 * @param {number} port
 * @param {string} host
 */
async function waitForPort(port, host) {
  const giveUpAt = Date.now() + PORT_PATIENCE_MS;
  for (;;) {
    const reason = await whyPortIsRefused(port, host);
    if (reason === undefined) return;
    if (reason === "EACCES")
      throw new Error(`This user may not listen on port ${port}. Try: PORT=3000 npm start`);
    if (reason === "EADDRNOTAVAIL")
      throw new Error(`HOST is "${host}", which is no address of this machine.`);
    if (Date.now() > giveUpAt) {
      throw new Error(
        `Port ${port} is taken, perhaps by another portal. Stop that one, or choose another port: ` +
          `PORT=${port + 1} npm start\n(A second portal beside the first also wants its own DATA_DIR.)`,
      );
    }
    await pause(200);
  }
}
