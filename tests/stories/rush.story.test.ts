import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Db, openDb } from "~/platform/db/db.server";
import refusals from "~/ui/messages/zh-CN/refusals-shop.json";
import { makeListing, makeMarket } from "../support/market";
import { usePortal } from "../support/portal";
import { expectLedgerHolds } from "./ledger-command";

const BUYERS = 200;
const PACKS = 50;
/** While carts are filled; the rush itself has no such limit. */
const FILLING_AT_ONCE = 8;
const WITHIN_MS = 120_000;

const BUYER = {
  region1: "610000",
  region2: "610100",
  region3: "610104",
  recipient: "王小明",
  phone: "13812345678",
  street: "北院门 12 号",
  note: "",
  terms: "on",
  shareWithSeller: "on",
  payAbroad: "on",
  freshNoReturn: "on",
  intent: "place",
} as const;

/** Somebody who has filled a cart and a form and is about to press the last button. */
interface ReadyBuyer {
  readonly basket: string;
  readonly form: Readonly<Record<string, string>>;
}

describe("a rush on goods that are scarce", () => {
  const portal = usePortal();
  let db: Db;
  let skuId: string;
  beforeAll(async () => {
    db = openDb({ url: portal.databaseUrl, maxConnections: 2, onIdleError: () => undefined });
    const market = await makeMarket(db, "rush", 99);
    const listing = await makeListing(db, market, { slug: "rush", packs: PACKS });
    skuId = listing.skuIds[0] ?? "";
  });
  afterAll(() => db.close());

  const post = (path: string, cookie: string, form: Readonly<Record<string, string>>) =>
    fetch(new URL(path, portal.origin), {
      method: "POST",
      body: new URLSearchParams(form),
      headers: { cookie },
      redirect: "manual",
    });

  async function getReady(): Promise<ReadyBuyer> {
    const added = await post("/cart", "", { intent: "buy", skuId, packs: "1" });
    const basket = added.headers.getSetCookie()[0]?.split(";", 1)[0] ?? "";
    const shown = await fetch(`${portal.origin}/checkout?region=${BUYER.region3}`, {
      headers: { cookie: basket },
    });
    const html = await shown.text();
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? "";
    return {
      basket,
      form: { ...BUYER, requestKey: field("requestKey"), shownTotalFen: field("shownTotalFen") },
    };
  }

  it(
    `of ${BUYERS} buyers at the same moment ${PACKS} get the ${PACKS} packs, the others are told so, and the books hold`,
    async () => {
      const buyers: ReadyBuyer[] = [];
      const fill = async () => {
        while (buyers.length < BUYERS) buyers.push(await getReady());
      };
      await Promise.all(Array.from({ length: FILLING_AT_ONCE }, fill));

      const startedAt = performance.now();
      const answers = await Promise.all(
        buyers.slice(0, BUYERS).map(async ({ basket, form }) => {
          const answer = await post("/checkout", basket, form);
          return { status: answer.status, to: answer.headers.get("location"), html: await answer.text() };
        }),
      );
      const milliseconds = Math.round(performance.now() - startedAt);
      process.stdout.write(`${BUYERS} buyers for ${PACKS} packs were answered within ${milliseconds} ms\n`);

      const placed = answers.filter((answer) => answer.status === 303);
      const refused = answers.filter((answer) => answer.status === 409);
      expect(placed).toHaveLength(PACKS);
      expect(refused).toHaveLength(BUYERS - PACKS);
      for (const { html } of refused) expect(html).toContain(refusals.OutOfStock);
      expect(await pool()).toEqual({ onHand: PACKS, held: PACKS });

      // Everybody pays at once, and Stripe tells each of it three times at the same time.
      await Promise.all(placed.map(({ to }) => pay(to ?? "")));
      await expect.poll(paidOrders, { interval: 100, timeout: 30_000 }).toBe(PACKS);
      await expect.poll(undeliveredNews, { interval: 100, timeout: 30_000 }).toBe(0);
      expect(await pool()).toEqual({ onHand: 0, held: 0 });
      expect(await timesBooked()).toEqual(Array.from({ length: PACKS }, () => 1));
      await expectLedgerHolds(portal);
    },
    WITHIN_MS,
  );

  async function pay(payUrl: string): Promise<void> {
    const body = new URLSearchParams({ action: "pay", method: "alipay", arrival: "thrice" });
    const paid = await fetch(payUrl, { method: "POST", body, redirect: "manual" });
    expect(paid.status).toBe(303);
  }

  const pool = async () => {
    const { onHand, held } = await db.prisma.stockPool.findUniqueOrThrow({
      where: { skuId_channel: { skuId, channel: "shop" } },
    });
    return { onHand, held };
  };
  const paidOrders = () => db.prisma.order.count({ where: { lines: { some: { skuId } }, state: "paid" } });
  const undeliveredNews = () => db.prisma.webhookEvent.count({ where: { processedAt: null } });

  /** Receipts in the operator's book, for each order. */
  async function timesBooked(): Promise<number[]> {
    const { rows } = await db.pool.query<{ times: number }>(
      `SELECT count(DISTINCT t.id)::int AS times
         FROM order_line l
         JOIN order_event e ON e.order_id = l.order_id AND e.kind = 'paid'
         JOIN ledger_transaction t ON t.event_id = l.order_id
         JOIN book b ON b.id = t.book_id AND b.chart = 'operator-2013'
        WHERE l.sku_id = $1 GROUP BY l.order_id, e.id`,
      [skuId],
    );
    return rows.map((row) => row.times);
  }
});
