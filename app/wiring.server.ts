import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { PageTerms } from "~/http/server/page-server";
import type { Clock } from "~/kernel/clock";
import { cryptoRandom, type RandomBytes } from "~/kernel/ids";
import type { Locale } from "~/kernel/text";
import { type DemoClock, openDemoClock, systemClock } from "~/platform/clock/clock.server";
import { type Db, openDb } from "~/platform/db/db.server";
import type { AppMode, Env } from "~/platform/env/env.server";
import { type Log, openLog } from "~/platform/log/log.server";
import { type Regions, regions } from "~/platform/regions.server";
import { openRealtime, type Realtime } from "~/platform/realtime/realtime.server";
import type { PaymentGateway } from "~/platform/stripe/gateway";
import { openStripeGateway } from "~/platform/stripe/stripe-gateway.server";

/** Everything a route or a job may ask of the outside world. Built once per process, here and nowhere else. */
export interface Portal {
  readonly mode: AppMode;
  readonly publicOrigin: string;
  readonly https: boolean;
  readonly db: Db;
  readonly clock: Clock;
  /** Undefined in production: only a demo's time can be moved. */
  readonly demoClock: DemoClock | undefined;
  readonly random: RandomBytes;
  readonly gateway: PaymentGateway;
  /** Where payment pages live, for the rule on form targets. */
  readonly payOrigin: string;
  readonly realtime: Realtime;
  readonly regions: Regions;
  readonly log: Log;
  readonly onFault: (fault: unknown, requestId: string) => void;
  close(): Promise<void>;
}

declare module "@remix-run/node" {
  interface AppLoadContext {
    readonly portal: Portal;
    readonly locale: Locale;
    readonly requestId: string;
    readonly terms: PageTerms;
  }
}

const STRIPE_PAY_ORIGIN = "https://checkout.stripe.com";

/** Builds the real dependencies from the environment. */
export async function wire(env: Env): Promise<Portal> {
  const log = openLog({ level: env.logLevel });
  const db = openDb({
    url: env.databaseUrl,
    maxConnections: env.dbPoolMax,
    onIdleError: (error) => log.fault(error, { during: "keeping an idle database connection" }),
  });
  const realtime = await openRealtime({ url: env.databaseUrl, log });
  const demoClock =
    env.mode === "demo" ? await openDemoClock({ mode: env.mode, db, realtime, log }) : undefined;
  const clock = demoClock ?? systemClock;
  const stripe = await openPayments(env, clock, log);
  return {
    mode: env.mode,
    publicOrigin: env.publicOrigin,
    https: env.publicOrigin.startsWith("https:"),
    db,
    clock,
    demoClock,
    random: cryptoRandom,
    gateway: stripe.gateway,
    payOrigin: stripe.payOrigin,
    realtime,
    regions,
    log,
    onFault: (fault, requestId) => log.fault(fault, { during: "answering a request", requestId }),
    async close() {
      await stripe.close();
      demoClock?.close();
      await realtime.close();
      await db.close();
    },
  };
}

interface Payments {
  readonly gateway: PaymentGateway;
  readonly payOrigin: string;
  close(): Promise<void>;
}

/** Stripe itself when there is a key; else our sandbox, reached through the same SDK over loopback. */
async function openPayments(env: Env, clock: Clock, log: Log): Promise<Payments> {
  const { webhookSecret } = env.stripe;
  const now = () => clock.now();
  if (env.stripe.secretKey !== undefined) {
    const gateway = openStripeGateway({
      secretKey: env.stripe.secretKey,
      webhookSecret,
      apiOrigin: undefined,
      now,
    });
    return { gateway, payOrigin: STRIPE_PAY_ORIGIN, close: async () => undefined };
  }
  const [{ createStripeSandbox }, { createFileStore }, { serveStripeSandbox }] = await Promise.all([
    import("~/platform/stripe/sandbox/sandbox"),
    import("~/platform/stripe/sandbox/file-store"),
    import("~/platform/stripe/sandbox/server"),
  ]);
  // Pay pages of sessions opened before a restart must still be found: the port is remembered.
  const portFile = path.join(env.dataDir, "stripe-sandbox.port");
  const remembered = Number(await readFile(portFile, "utf8").catch(() => "0"));
  const hostname = new URL(env.publicOrigin).hostname;
  const open = async (port: number) => {
    const sandbox = await createStripeSandbox({
      now,
      webhookSecret,
      payPageOrigin: `http://${hostname}:${port}`,
      store: createFileStore(path.join(env.dataDir, "stripe-sandbox.log")),
    });
    const onFault = (fault: unknown) => log.fault(fault, { during: "serving the sandbox Stripe" });
    const webhookUrl = `http://127.0.0.1:${env.port}/webhooks/stripe`;
    const server = await serveStripeSandbox({ sandbox, host: env.host, port, now, webhookUrl, onFault });
    return { sandbox, server };
  };
  const port = await usablePort(env.host, remembered);
  const { sandbox, server } = await open(port);
  await writeFile(portFile, String(port));
  return {
    gateway: openStripeGateway({
      secretKey: "sk_test_sandbox",
      webhookSecret,
      apiOrigin: new URL(`http://127.0.0.1:${port}`),
      now,
    }),
    payOrigin: `http://${hostname}:${port}`,
    async close() {
      await server.close();
      await sandbox.close();
    },
  };
}

/** The remembered port if it is still free, else any free one. */
async function usablePort(host: string, remembered: number): Promise<number> {
  const { createServer } = await import("node:net");
  const tryPort = (port: number) =>
    new Promise<number | undefined>((resolve) => {
      const probe = createServer();
      probe.once("error", () => resolve(undefined));
      probe.listen(port, host, () => {
        const address = probe.address();
        const found = typeof address === "object" && address ? address.port : undefined;
        probe.close(() => resolve(found));
      });
    });
  const port = (remembered > 0 ? await tryPort(remembered) : undefined) ?? (await tryPort(0));
  if (port === undefined) throw new Error(`no free port on ${host}`);
  return port;
}
