import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import type { Clock } from "~/kernel/clock";
import type { Env } from "~/platform/env/env.server";
import type { Log } from "~/platform/log/log.server";
import type { PaymentGateway } from "./gateway";
import type { StripeSandbox } from "./sandbox/sandbox";
import { openStripeGateway } from "./stripe-gateway.server";

export interface Payments {
  readonly gateway: PaymentGateway;
  /** Where the pages live on which buyers pay. */
  readonly payOrigin: string;
  readonly sandbox: StripeSandbox | undefined;
  close(): Promise<void>;
}

export interface PaymentsOptions {
  readonly env: Env;
  readonly clock: Clock;
  readonly log: Log;
  /** No pay page and no webhooks over HTTP: the caller drives the sandbox itself. */
  readonly alone: boolean;
}

const STRIPE_PAY_ORIGIN = "https://checkout.stripe.com";
const SANDBOX_KEY = "sk_test_sandbox";

/** Stripe itself when there is a key; else our sandbox, reached through the same SDK. */
export async function openPayments(options: PaymentsOptions): Promise<Payments> {
  const { env, clock } = options;
  const now = () => clock.now();
  const { secretKey, webhookSecret } = env.stripe;
  if (secretKey === undefined) return openSandbox(options);
  return {
    gateway: openStripeGateway({ secretKey, webhookSecret, apiOrigin: undefined, now }),
    payOrigin: STRIPE_PAY_ORIGIN,
    sandbox: undefined,
    close: async () => undefined,
  };
}

/** The sandbox is loaded only here, so that a portal with a real key carries none of it. */
async function openSandbox({ env, clock, log, alone }: PaymentsOptions): Promise<Payments> {
  const [{ createStripeSandbox }, { createFileStore }, { sandboxFetch }] = await Promise.all([
    import("./sandbox/sandbox"),
    import("./sandbox/file-store"),
    import("./sandbox/in-process-fetch"),
  ]);
  const now = () => clock.now();
  const { webhookSecret } = env.stripe;
  const port = await rememberedPort(env);
  const payOrigin = `http://${new URL(env.publicOrigin).hostname}:${port}`;
  const sandbox = await createStripeSandbox({
    now,
    webhookSecret,
    payPageOrigin: payOrigin,
    store: createFileStore(path.join(env.dataDir, "stripe-sandbox.log")),
  });
  const gateway = openStripeGateway({
    secretKey: SANDBOX_KEY,
    webhookSecret,
    apiOrigin: undefined,
    now,
    fetch: sandboxFetch(sandbox),
  });
  if (alone) return { gateway, payOrigin, sandbox, close: () => sandbox.close() };

  const { serveStripeSandbox } = await import("./sandbox/server");
  const server = await serveStripeSandbox({
    sandbox,
    host: env.host,
    port,
    now,
    webhookUrl: `http://127.0.0.1:${env.port}/webhooks/stripe`,
    onFault: (fault) => log.fault(fault, { during: "serving the sandbox Stripe" }),
  });
  return {
    gateway,
    payOrigin,
    sandbox,
    async close() {
      await server.close();
      await sandbox.close();
    },
  };
}

/** Pay pages opened before a restart must still be found, so the port is kept; another one only if it is taken. */
async function rememberedPort(env: Env): Promise<number> {
  const file = path.join(env.dataDir, "stripe-sandbox.port");
  const remembered = Number(await readFile(file, "utf8").catch(() => "0"));
  const port =
    (remembered > 0 ? await freePort(env.host, remembered) : undefined) ?? (await freePort(env.host, 0));
  if (port === undefined) throw new Error(`no free port on ${env.host}`);
  await writeFile(file, String(port));
  return port;
}

/** The port if nobody listens there; 0 asks for any. */
function freePort(host: string, port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(undefined));
    probe.listen(port, host, () => {
      const address = probe.address();
      const found = typeof address === "object" && address ? address.port : undefined;
      probe.close(() => resolve(found));
    });
  });
}
