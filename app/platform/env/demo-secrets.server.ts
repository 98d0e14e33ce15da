import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** Secrets of a demo start with this, so that production can tell and refuse them. */
export const DEMO_SECRET_MARK = "demo_";

export interface DemoSecrets {
  readonly sessionSecret: string;
  readonly stripeWebhookSecret: string;
}

const stored = z.object({ sessionSecret: z.string().min(32), stripeWebhookSecret: z.string().min(16) });

/**
 * The demo's own secrets, made up on the first start and kept in `secrets.json`, readable by its owner only, so that
 * sessions and signed webhooks survive restarts. Several processes may start at once: the file appears complete or
 * not at all, and whoever comes second uses the first one's. Throws when the folder cannot be used.
 */
export function keepDemoSecrets(dataDir: string): DemoSecrets {
  const file = path.join(dataDir, "secrets.json");
  mkdirSync(dataDir, { recursive: true });
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  const fresh: DemoSecrets = {
    sessionSecret: DEMO_SECRET_MARK + randomBytes(32).toString("base64url"),
    stripeWebhookSecret: `whsec_${DEMO_SECRET_MARK}${randomBytes(24).toString("base64url")}`,
  };
  try {
    writeFileSync(draft, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flag: "wx" });
    linkSync(draft, file);
    return fresh;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== "EEXIST") throw fault;
    return stored.parse(JSON.parse(readFileSync(file, "utf8")));
  } finally {
    rmSync(draft, { force: true });
  }
}
