import { invariant } from "~/kernel/invariant";
import { accepted, ok } from "~/kernel/result";
import type { Secrets } from "~/modules/identity/index.server";
import { allBooks, sealBook } from "~/modules/ledger/index.server";
import { dueForSettlement } from "~/modules/ordering/index.server";
import type { Db, Tx } from "~/platform/db/db.server";
import type { JobSender } from "~/platform/jobs/job-table";
import type { Realtime } from "~/platform/realtime/realtime.server";
import type { Regions } from "~/platform/regions.server";
import type { PaymentGateway } from "~/platform/stripe/gateway";
import type { StripeSandbox } from "~/platform/stripe/sandbox/sandbox";
import type { ClosePayPageJob } from "~/workflows/cancel-order";
import { receiveWebhook } from "~/workflows/receive-webhook";
import { settleOrder } from "~/workflows/settle-order";
import { submitRefunds } from "~/workflows/submit-refunds";
import type { Cast } from "./cast";
import type { Places } from "./ground";
import type { MovingClock } from "./moving-clock";
import { must } from "./must";
import { inParallel } from "./parallel";
import type { Via } from "./purchases";
import type { Listings } from "./shelves";

/** What the seed needs of the outside; a portal wired with the story's clock is one. */
export interface SeedDeps {
  readonly db: Db;
  readonly gateway: PaymentGateway;
  readonly sandbox: StripeSandbox;
  readonly realtime: Pick<Realtime, "publish">;
  readonly regions: Regions;
  readonly jobs: JobSender<ClosePayPageJob>;
  readonly publicOrigin: string;
  readonly sessionSecrets: Secrets;
  /** The same clock that `gateway` and `sandbox` read. */
  readonly clock: MovingClock;
}

/** The outside together with everything the story stands on. */
export interface Stage extends SeedDeps {
  readonly places: Places;
  readonly cast: Cast;
  readonly listings: Listings;
  /** By slug, as they are announced. */
  readonly sessions: Map<
    string,
    { readonly sessionId: string; readonly startsAt: Date; readonly code: string }
  >;
  skuId(slug: string, position: number): string;
  codeOf(via: Via): string;
}

/** More orders than come out of their claim window in one night of the story. */
const MOST_SETTLED = 500;

/** How many purchases or orders are worked on at a time; also the deliveries of the sandbox under way. */
export const AT_ONCE = 6;

/**
 * Lets the sandbox bring all its news, each taken in at the moment of its purchase: `paidAt` knows it by payment.
 * News about anything else is taken in at the clock's time.
 */
export async function bringNews(stage: Stage, paidAt: ReadonlyMap<string, Date>): Promise<void> {
  const { db, gateway, sandbox, clock } = stage;
  const faults: unknown[] = [];
  await sandbox.deliverAll({ concurrently: AT_ONCE }, async (rawBody, headers) => {
    const now = paidAt.get(paymentOf(rawBody)) ?? clock.now();
    const signature = headers["stripe-signature"] ?? "";
    try {
      const received = await receiveWebhook({ db, gateway }, { rawBody, signature, now });
      return { status: received.ok ? 200 : 400 };
    } catch (fault) {
      // The sandbox would bring the news again later, as Stripe does; a story does not go on over a fault.
      faults.push(fault);
      throw fault;
    }
  });
  if (faults.length > 0) throw faults[0];
  invariant(sandbox.waiting().length === 0, "all news has been taken in");
}

interface News {
  readonly data: {
    readonly object: { readonly client_reference_id?: string; readonly metadata?: Record<string, string> };
  };
}

function paymentOf(rawBody: string): string {
  const { object } = (JSON.parse(rawBody) as News).data;
  return object.client_reference_id ?? object.metadata?.payment_id ?? "";
}

/** Sends the refunds that were asked for and takes in what becomes of them, at the clock's time. */
export async function sendRefunds(stage: Stage): Promise<void> {
  const { db, gateway, clock } = stage;
  await submitRefunds({ db, gateway }, { now: clock.now() });
  await bringNews(stage, new Map());
}

/** Numbers and chains what has been booked since the last time, the books beside each other. */
export async function sealAll({ db, clock }: Stage): Promise<void> {
  await inParallel(await allBooks(db), AT_ONCE, async ({ id: bookId }) => {
    const seal = () => writing(db, (tx) => sealBook(tx, { bookId, now: clock.now() }));
    while ((await seal()).more);
  });
}

/** Shares out the money of the orders whose claim window has passed by the clock's time. */
export async function settleAll({ db, clock }: Stage): Promise<void> {
  const now = clock.now();
  const due = await dueForSettlement(db, now, MOST_SETTLED);
  await inParallel(due, AT_ONCE, async (orderId) => {
    must(await settleOrder({ db }, { orderId, now }), "settling");
  });
}

/** Writes down what cannot be refused, in a transaction of its own. */
export async function writing<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return accepted(await db.transaction(async (tx) => ok(await work(tx))));
}
