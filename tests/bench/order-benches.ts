import { randomUUID } from "node:crypto";
import pg from "pg";
import { cryptoRandom } from "~/kernel/ids";
import { lockSalesOfPayment } from "~/modules/ordering/index.server";
import { type Db, openDb } from "~/platform/db/db.server";
import { regions } from "~/platform/regions.server";
import { confirmPayment } from "~/workflows/confirm-payment";
import { placeOrder } from "~/workflows/place-order";
import { accepted } from "../support/market";
import { type BenchGoods, type BenchMarket, FREIGHT_FEN, GOODS_FEN, REGION } from "./bench-market";
import { type BenchRow, compare, type Measured } from "./figures";
import { play, type Recording, record, recordingOf, renew, type Sent } from "./replay";

const CALLERS = 8;
const ORDERS_A_ROUND = 400;
/** One warming up, then those that count. */
const ROUNDS = 6;

const AMOUNT = GOODS_FEN + FREIGHT_FEN;

/** Both sides have as many connections, and the same settings of their sessions. */
const CONNECTIONS = 10;

export interface OrderBenches {
  placeDistinct(): Promise<BenchRow>;
  placeHot(): Promise<BenchRow>;
  confirm(): Promise<BenchRow>;
  close(): Promise<void>;
}

export function openOrderBenches(databaseUrl: string, market: BenchMarket): OrderBenches {
  const db = openDb({ url: databaseUrl, maxConnections: CONNECTIONS, onIdleError: () => undefined });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS, options: "-c timezone=UTC" });
  const [hot] = market.goods;
  if (!hot) throw new Error("there is nothing to buy");
  return {
    placeDistinct: () => benchPlacing(db, pool, "order.place.distinct", market.goods),
    placeHot: () => benchPlacing(db, pool, "order.place.hot", [hot]),
    confirm: () => benchConfirming(db, pool, market.goods),
    async close() {
      await pool.end();
      await db.close();
    },
  };
}

/** Works off `count` pieces with a few callers at a time; gives pieces a second. */
async function rateOf(
  count: number,
  work: (caller: number, turn: number) => Promise<void>,
): Promise<Measured> {
  const startedAt = performance.now();
  const call = async (_: unknown, caller: number) => {
    for (let turn = 0; caller + turn * CALLERS < count; turn += 1) await work(caller, turn);
  };
  await Promise.all(Array.from({ length: CALLERS }, call));
  return { rate: (count / (performance.now() - startedAt)) * 1000 };
}

/** Each caller has goods of its own, as long as there are enough for all. */
function goodsFor(goods: readonly BenchGoods[], caller: number, turn: number): BenchGoods {
  const found = goods[(caller + turn * CALLERS) % (goods.length - (goods.length % CALLERS) || goods.length)];
  if (!found) throw new Error("there is nothing to buy");
  return found;
}

async function place(db: Db, { skuId }: BenchGoods): Promise<string> {
  const placed = await placeOrder(
    { db, regions, random: cryptoRandom },
    {
      lines: [{ skuId, packs: 1 }],
      cartId: null,
      userId: null,
      visitorId: null,
      locale: "zh-CN",
      now: new Date(),
      form: {
        recipient: "王小明",
        phone: "13812345678",
        regionCode: REGION.region3,
        street: "北院门 12 号",
        note: "",
        terms: "on",
        shareWithSeller: "on",
        payAbroad: "on",
        freshNoReturn: "on",
        shownTotalFen: AMOUNT,
        requestKey: randomUUID(),
      },
    },
  );
  return accepted(placed).paymentId;
}

async function recordPlacing(db: Db, goods: BenchGoods): Promise<Recording> {
  const [one, other] = [await record(() => place(db, goods)), await record(() => place(db, goods))];
  return recordingOf(one.sent, other.sent);
}

/** Looking up goods and plan, hold, order, lines, legs, payment; without Stripe. */
async function benchPlacing(
  db: Db,
  pool: pg.Pool,
  id: string,
  goods: readonly BenchGoods[],
): Promise<BenchRow> {
  const recordings = new Map<string, Recording>();
  for (const each of goods) recordings.set(each.skuId, await recordPlacing(db, each));
  const recordingFor = (caller: number, turn: number) => {
    const recording = recordings.get(goodsFor(goods, caller, turn).skuId);
    if (!recording) throw new Error("all goods were recorded");
    return recording;
  };
  return compare({
    id,
    unit: "orders/s",
    goal: 0.5,
    subject: () =>
      rateOf(ORDERS_A_ROUND, async (caller, turn) => void (await place(db, goodsFor(goods, caller, turn)))),
    async floor() {
      const scripts = new Map<string, Sent[]>();
      await rateOf(ORDERS_A_ROUND, async (caller, turn) => {
        scripts.set(`${caller} ${turn}`, renew(recordingFor(caller, turn)));
      });
      return rateOf(ORDERS_A_ROUND, (caller, turn) => play(pool, scripts.get(`${caller} ${turn}`) ?? []));
    },
  });
}

interface Waiting {
  readonly paymentId: string;
  readonly orderId: string;
  readonly goods: BenchGoods;
}

async function placeWaiting(db: Db, goods: BenchGoods): Promise<Waiting> {
  const paymentId = await place(db, goods);
  const read = await db.transaction(async (tx) => ({
    ok: true as const,
    value: await lockSalesOfPayment(tx, paymentId),
  }));
  const [sale] = accepted(read);
  if (!sale) throw new Error("a payment has an order");
  return { paymentId, orderId: sale.id, goods };
}

async function confirm(db: Db, { paymentId }: Waiting): Promise<void> {
  const session = {
    sessionId: `cs_${paymentId}`,
    paymentId,
    status: "complete",
    paid: true,
    paymentIntentId: `pi_${paymentId}`,
    amountFen: AMOUNT,
    payUrl: null,
  } as const;
  accepted(await confirmPayment({ db }, { session, now: new Date() }));
}

/** A confirmation that was recorded, and the order it was recorded of. */
interface RecordedConfirmation {
  readonly recording: Recording;
  readonly of: Waiting;
}

async function recordConfirming(db: Db, goods: BenchGoods): Promise<RecordedConfirmation> {
  const [of, other] = [await placeWaiting(db, goods), await placeWaiting(db, goods)];
  const one = await record(() => confirm(db, of));
  const two = await record(() => confirm(db, other));
  return { recording: recordingOf(one.sent, two.sent), of };
}

/** Payment, order, holds, ledger in all its books: everything that follows from Stripe's news. */
async function benchConfirming(db: Db, pool: pg.Pool, goods: readonly BenchGoods[]): Promise<BenchRow> {
  const recorded = new Map<string, RecordedConfirmation>();
  for (const each of goods) recorded.set(each.skuId, await recordConfirming(db, each));
  const waiting = { subject: [] as Waiting[], floor: [] as Waiting[] };
  for (const queue of Object.values(waiting)) {
    await rateOf(ORDERS_A_ROUND * ROUNDS, async (caller, turn) => {
      queue.push(await placeWaiting(db, goodsFor(goods, caller, turn)));
    });
  }
  return compare({
    id: "order.confirm",
    unit: "orders/s",
    goal: 0.5,
    subject() {
      const turnOf = waiting.subject.splice(0, ORDERS_A_ROUND);
      return rateOf(turnOf.length, (caller, turn) => confirm(db, taken(turnOf, caller, turn)));
    },
    floor() {
      const scripts = waiting.floor.splice(0, ORDERS_A_ROUND).map((each) => confirmationOf(recorded, each));
      return rateOf(scripts.length, (caller, turn) => play(pool, taken(scripts, caller, turn)));
    },
  });
}

function taken<T>(list: readonly T[], caller: number, turn: number): T {
  const item = list[caller + turn * CALLERS];
  if (item === undefined) throw new Error("enough was prepared for this round");
  return item;
}

function confirmationOf(recorded: ReadonlyMap<string, RecordedConfirmation>, waiting: Waiting): Sent[] {
  const found = recorded.get(waiting.goods.skuId);
  if (!found) throw new Error("all goods were recorded");
  const known = new Map([
    [found.of.paymentId, waiting.paymentId],
    [found.of.orderId, waiting.orderId],
  ]);
  return renew(found.recording, known);
}
