// Loaded into the portal process ahead of the portal (node --import). When the command that started it is killed, the
// portal leaves as if asked to, and the built-in database is stopped behind it, so that nothing runs on unseen.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

process.once("disconnect", () => {
  const script = fileURLToPath(new URL("stop-after.mjs", import.meta.url));
  spawn(process.execPath, [script, String(process.pid)], { detached: true, stdio: "ignore" }).unref();
  process.kill(process.pid, "SIGTERM");
});
// The line to the parent must not keep a portal alive that has finished everything else.
process.channel?.unref();
