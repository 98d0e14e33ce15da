import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { cryptoRandom } from "~/kernel/ids";
import type { Result } from "~/kernel/result";
import { balanceOfEvent, isZero } from "~/modules/ledger/index.server";
import type { Sale } from "~/modules/ordering/index.server";
import { lockSalesOfPayment } from "~/modules/ordering/index.server";
import { type Db, openDb, type Tx } from "~/platform/db/db.server";
import type { JobSender } from "~/platform/jobs/job-table";
import { regions } from "~/platform/regions.server";
import type { PaymentGateway } from "~/platform/stripe/gateway";
import type { DeliverAllOptions } from "~/platform/stripe/sandbox/deliveries";
import { sandboxFetch } from "~/platform/stripe/sandbox/in-process-fetch";
import { createStripeSandbox, type StripeSandbox } from "~/platform/stripe/sandbox/sandbox";
import { openStripeGateway } from "~/platform/stripe/stripe-gateway.server";
import type { ClosePayPageJob } from "~/workflows/cancel-order";
import { openCheckout } from "~/workflows/open-checkout";
import { type PlaceOrder, placeOrder } from "~/workflows/place-order";
import { receiveWebhook } from "~/workflows/receive-webhook";
import { createTestDatabase, type TestDatabase } from "../support/database";

/** A morning in November 2026; the tests move on from here. */
export const MORNING = new Date("2026-11-20T02:00:00.000Z");
const WEBHOOK_SECRET = "whsec_for_the_tests_of_the_retail_sale";

/** Lianhu District of Xi'an, in the usual freight template. */
const XIAN = "610104";

export function value<T>(result: Result<T>): T {
  if (!result.ok)
    throw new Error(
      `refused: ${JSON.stringify(result.refusal, (_, v) => (typeof v === "bigint" ? `${v}` : v))}`,
    );
  return result.value;
}

export type Wish = Partial<Omit<PlaceOrder, "form">> & {
  readonly lines: PlaceOrder["lines"];
  readonly shownTotalFen: bigint;
  readonly form?: Partial<PlaceOrder["form"]>;
};

/** A database, a sandbox Stripe and a clock of the test's own, and the verbs of one sale. */
export function saleGround() {
  let database: TestDatabase;
  let db: Db;
  let sandbox: StripeSandbox;
  let gateway: PaymentGateway;
  let closing = false;
  const clock = { now: MORNING };
  beforeAll(async () => {
    database = await createTestDatabase();
    db = openDb({
      url: database.url,
      maxConnections: 10,
      onIdleError: (error) => {
        if (!closing) throw error;
      },
    });
    sandbox = await createStripeSandbox({
      now: () => clock.now,
      webhookSecret: WEBHOOK_SECRET,
      payPageOrigin: "http://pay.example",
    });
    gateway = openStripeGateway({
      secretKey: "sk_test_sandbox",
      webhookSecret: WEBHOOK_SECRET,
      apiOrigin: undefined,
      fetch: sandboxFetch(sandbox),
      now: () => clock.now,
    });
  });
  afterAll(async () => {
    closing = true;
    await sandbox.close();
    await db.close();
    await database.drop();
  });

  const words = {
    freightName: () => "运费",
    returnUrls: (number: string) => ({
      successUrl: `http://shop.example/orders/${number}`,
      cancelUrl: `http://shop.example/orders/${number}?cancelled`,
    }),
  };
  const payPagesToClose: { readonly sessionId: string }[] = [];
  const jobs: JobSender<ClosePayPageJob> = {
    send: async (_tx, _name, job) => void payPagesToClose.push(job),
  };
  const ground = {
    clock,
    db: () => db,
    databaseUrl: () => database.url,
    sandbox: () => sandbox,
    gateway: () => gateway,
    deps: () => ({ db, gateway, jobs, words, regions, random: cryptoRandom }),
    /** Does what the workflows left behind as jobs, as a process that works jobs would. */
    workJobs: async () => {
      for (const { sessionId } of payPagesToClose.splice(0)) await gateway.expireSession(sessionId);
    },
    pass: (milliseconds: number) => {
      clock.now = new Date(clock.now.getTime() + milliseconds);
    },
    inTransaction: async <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
      value(await db.transaction(async (tx) => ({ ok: true as const, value: await work(tx) }))),
    tryToPlace: (wish: Wish) => placeOrder(ground.deps(), orderOf(wish, clock.now)),
    place: async (wish: Wish) => value(await ground.tryToPlace(wish)).paymentId,
    /** Opens the pay page; returns the session's id. */
    open: async (paymentId: string) => {
      const { payUrl } = value(await openCheckout(ground.deps(), { paymentId, now: clock.now }));
      const row = await db.prisma.payment.findUniqueOrThrow({ where: { id: paymentId } });
      if (row.sessionId === null) throw new Error(`no session behind ${payUrl}`);
      return row.sessionId;
    },
    receive: (rawBody: string, signature: string) =>
      receiveWebhook({ db, gateway }, { rawBody, signature, now: clock.now }),
    /** Brings all waiting news to the portal's door. */
    deliver: (how: DeliverAllOptions = {}) =>
      sandbox.deliverAll(how, async (body, headers) => {
        const answer = await ground.receive(body, headers["stripe-signature"] ?? "");
        return { status: answer.ok ? 200 : 400 };
      }),
    /** Places, opens, pays and hears of it. */
    buy: async (wish: Wish) => {
      const paymentId = await ground.place(wish);
      await sandbox.pay(await ground.open(paymentId), "alipay");
      await ground.deliver();
      return paymentId;
    },
    sales: (paymentId: string): Promise<Sale[]> =>
      ground.inTransaction((tx) => lockSalesOfPayment(tx, paymentId)),
    onlySale: async (paymentId: string): Promise<Sale> => {
      const [sale, ...others] = await ground.sales(paymentId);
      if (!sale || others.length > 0) throw new Error("expected exactly one order");
      return sale;
    },
    booksAreEmpty: async (orderId: string) => {
      const accounts = await balanceOfEvent(db, orderId);
      return accounts.length > 0 && accounts.every(isZero);
    },
    pool: async (skuId: string, channel = "shop") => {
      const pool = await db.prisma.stockPool.findUniqueOrThrow({
        where: { skuId_channel: { skuId, channel } },
      });
      return { onHand: pool.onHand, held: pool.held };
    },
  };
  return ground;
}

export type SaleGround = ReturnType<typeof saleGround>;

function orderOf(wish: Wish, now: Date): PlaceOrder {
  const { shownTotalFen, form, ...rest } = wish;
  return {
    cartId: null,
    userId: null,
    visitorId: null,
    locale: "zh-CN",
    now,
    ...rest,
    form: {
      recipient: "王小明",
      phone: "13812345678",
      regionCode: XIAN,
      street: "北院门 12 号",
      note: "",
      terms: "on",
      shareWithSeller: "on",
      payAbroad: "on",
      freshNoReturn: "on",
      shownTotalFen,
      requestKey: randomUUID(),
      ...form,
    },
  };
}
