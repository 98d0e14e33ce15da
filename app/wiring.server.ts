import path from "node:path";
import type { PageTerms } from "~/http/server/page-server";
import type { Clock } from "~/kernel/clock";
import { cryptoRandom, type RandomBytes } from "~/kernel/ids";
import { invariant } from "~/kernel/invariant";
import type { Locale } from "~/kernel/text";
import { type DemoClock, openDemoClock, systemClock } from "~/platform/clock/clock.server";
import { toTraditional } from "~/platform/conversion.server";
import { type Db, openDb } from "~/platform/db/db.server";
import type { AppMode, Env } from "~/platform/env/env.server";
import type { Jobs } from "~/platform/jobs/jobs.server";
import type { Sweeps } from "~/platform/jobs/sweeps.server";
import { type Log, openLog } from "~/platform/log/log.server";
import { renderImage } from "~/platform/media/image-pipeline.server";
import { openPhotos, type Photos } from "~/platform/media/photos.server";
import { openRenderers } from "~/platform/media/renderers.server";
import { openRealtime, type Realtime } from "~/platform/realtime/realtime.server";
import { type Regions, regions } from "~/platform/regions.server";
import { openSheets, type Sheets } from "~/platform/sheets/sheets.server";
import { type DemoSms, openDemoSms } from "~/platform/sms/demo-sms.server";
import type { SmsSender } from "~/platform/sms/sms";
import { openWebhookSms } from "~/platform/sms/webhook-sms.server";
import { type Arrivals, openArrivals } from "~/platform/storage/arrivals.server";
import { openFolderStorage } from "~/platform/storage/folder-storage.server";
import { openS3Storage } from "~/platform/storage/s3-storage.server";
import type { Storage } from "~/platform/storage/storage.server";
import type { PaymentGateway } from "~/platform/stripe/gateway";
import { openPayments } from "~/platform/stripe/open-payments.server";
import type { StripeSandbox } from "~/platform/stripe/sandbox/sandbox";
import { openPortalJobs, type PortalJobs } from "./portal-jobs.server";
import { openPortalSweeps } from "./portal-sweeps.server";
import { type SheetDesk, sheetDeskBeside, sheetDeskHere } from "./sheet-desk.server";

/** Everything a route or a job may ask of the outside world. Built once per process, here and nowhere else. */
export interface Portal {
  readonly mode: AppMode;
  readonly publicOrigin: string;
  readonly https: boolean;
  /** For guest proofs in cookies and links: the first signs, every one is accepted. */
  readonly sessionSecrets: Env["sessionSecrets"];
  readonly db: Db;
  readonly clock: Clock;
  /** Undefined in production: only a demo's time can be moved. */
  readonly demoClock: DemoClock | undefined;
  readonly random: RandomBytes;
  readonly gateway: PaymentGateway;
  /** Where payment pages live, for the rule on form targets. */
  readonly payOrigin: string;
  /** The fake Stripe behind `gateway`, where there is no real one. */
  readonly sandbox: StripeSandbox | undefined;
  readonly sms: SmsSender;
  /** Undefined in production, where messages reach telephones. */
  readonly demoSms: DemoSms | undefined;
  /** How many proxies of ours stand in front: so many entries of X-Forwarded-For are believed. */
  readonly proxiesInFront: number;
  readonly realtime: Realtime;
  readonly regions: Regions;
  readonly storage: Storage;
  /** Where photographs and sheets arrive. */
  readonly arrivals: Arrivals;
  /** For photographs that staff hand in. */
  readonly photos: Photos;
  /** For sheets that staff take away and bring back. */
  readonly sheets: Sheets;
  /** For what is done with all rows of a sheet. */
  readonly sheetDesk: SheetDesk;
  /** For texts that staff write: the shop shows them in three languages. */
  readonly toTraditional: (text: string) => string;
  /** Side effects that a transaction leaves behind. */
  readonly jobs: Jobs<PortalJobs>;
  /** What is due again and again; a demo that moved its clock runs them at once. */
  readonly sweeps: Sweeps;
  readonly log: Log;
  readonly onFault: (fault: unknown, requestId: string) => void;
  /** Aborted when the process begins to stop: whoever holds an answer open ends it now. */
  readonly stopping: AbortSignal;
  beginStopping(): void;
  close(): Promise<void>;
}

declare module "@remix-run/node" {
  interface AppLoadContext {
    readonly portal: Portal;
    readonly locale: Locale;
    readonly requestId: string;
    readonly terms: PageTerms;
    readonly clientAddress: string;
  }
}

/** Of one process, on its disk. */
const ARRIVAL_LIMITS = { most: 120, mostBytes: 1_000_000_000 };

/** What a process may want to be otherwise than the portal it serves. */
export interface WiringOptions {
  /** The demo's history is written by a clock that starts three months ago; broken off, it is written anew. */
  readonly clock?: Clock;
  /** Where the build lies, for one that serves many: what computes for seconds is then done by a process beside it. */
  readonly build?: string;
}

/** Builds the real dependencies from the environment. */
export async function wire(env: Env, options: WiringOptions = {}): Promise<Portal> {
  const log = openLog({ level: env.logLevel });
  const db = openDb({
    url: env.databaseUrl,
    maxConnections: env.dbPoolMax,
    onIdleError: (error) => log.fault(error, { during: "keeping an idle database connection" }),
    commitsMayBeLost: options.clock !== undefined,
  });
  const realtime = await openRealtime({ url: env.databaseUrl, log });
  const demoClock =
    env.mode === "demo" ? await openDemoClock({ mode: env.mode, db, realtime, log }) : undefined;
  const clock = options.clock ?? demoClock ?? systemClock;
  const stripe = await openPayments({ env, clock, log, alone: options.clock !== undefined });
  const stopping = new AbortController();
  const demoSms = env.mode === "demo" && !env.sms ? openDemoSms(log) : undefined;
  const jobs = await openPortalJobs({ url: env.databaseUrl, clock, log });
  const storage = env.s3 ? openS3Storage(env.s3) : openFolderStorage(path.join(env.dataDir, "storage"));
  const sheets = openSheets();
  const renderers = options.build ? openRenderers(path.join(options.build, "image-process.js")) : undefined;
  const parts = {
    mode: env.mode,
    publicOrigin: env.publicOrigin,
    https: env.publicOrigin.startsWith("https:"),
    sessionSecrets: env.sessionSecrets,
    db,
    clock,
    demoClock,
    random: cryptoRandom,
    gateway: stripe.gateway,
    payOrigin: stripe.payOrigin,
    sandbox: stripe.sandbox,
    sms: demoSms ?? webhookSms(env, log),
    demoSms,
    proxiesInFront: env.proxiesInFront,
    realtime,
    regions,
    jobs,
    toTraditional,
    storage,
    arrivals: openArrivals(path.join(env.dataDir, "arriving"), ARRIVAL_LIMITS),
    photos: openPhotos({ db, storage, render: renderers?.render ?? renderImage }),
    sheets,
    sheetDesk: options.build ? sheetDeskBeside(options.build) : sheetDeskHere({ db, sheets, toTraditional }),
    log,
    onFault: (fault: unknown, requestId: string) =>
      log.fault(fault, { during: "answering a request", requestId }),
  };
  const sweeps = openPortalSweeps(parts);
  return {
    ...parts,
    sweeps,
    stopping: stopping.signal,
    beginStopping: () => stopping.abort(),
    async close() {
      await jobs.close();
      await sweeps.close();
      await parts.sheetDesk.close();
      await renderers?.close();
      await stripe.close();
      demoClock?.close();
      await realtime.close();
      await db.close();
    },
  };
}

function webhookSms(env: Env, log: Log): SmsSender {
  invariant(env.sms, "a portal that sends messages was told where to");
  return openWebhookSms({ webhook: env.sms, log, now: () => systemClock.now() });
}
