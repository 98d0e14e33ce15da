// node stop-after.mjs PID: waits for that portal process to end, then stops the built-in database if nobody uses it.

import { setTimeout as pause } from "node:timers/promises";
import { stopUnusedPostgres } from "./embedded-postgres.mjs";
import { identityOf, isStillRunning } from "./process-identity.mjs";
import { dataDirectory } from "./project.mjs";

const LONGEST_MS = 60_000;

const portal = identityOf(Number(process.argv[2]));
const giveUpAt = Date.now() + LONGEST_MS;
while (isStillRunning(portal) && Date.now() < giveUpAt) await pause(100);
if (process.env.PORTAL_DATABASE === "embedded") await stopUnusedPostgres(dataDirectory(process.env));
