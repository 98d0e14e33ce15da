import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { readEnv } from "~/platform/env/env.server";
import { createPortalServer } from "~/serving.server";
import { type Portal, wire } from "~/wiring.server";
import { type FixedClock, fixedClock } from "./clock";
import { createTestDatabase } from "./database";
import { accepted } from "./market";
import { buildFromSources } from "./source-build";

/** A whole portal in this process behind a real socket, on an empty database and a clock that stands still. */
export interface ServedPortal {
  readonly portal: Portal;
  readonly clock: FixedClock;
  /** Such as `http://127.0.0.1:41234`. */
  readonly origin: string;
  /** What went wrong in answering; a test that expects no fault looks here. */
  readonly faults: unknown[];
  close(): Promise<void>;
}

export async function servePortal(now: Date): Promise<ServedPortal> {
  const [database, folder] = await Promise.all([
    createTestDatabase(),
    mkdtemp(path.join(tmpdir(), "gongfu-served-")),
  ]);
  const clock = fixedClock(now);
  const env = { APP_MODE: "demo", LOG_LEVEL: "silent", DATABASE_URL: database.url, DATA_DIR: folder };
  const wired = await wire(accepted(readEnv(env)), { clock });
  const faults: unknown[] = [];
  const portal = { ...wired, onFault: (fault: unknown) => void faults.push(fault) };
  const build = await buildFromSources();
  const server = createPortalServer(portal, { build, clientFolder: folder, logAnswer: () => undefined });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    portal,
    clock,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    async close() {
      wired.beginStopping();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await wired.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
