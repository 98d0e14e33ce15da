import { createHmac, randomUUID } from "node:crypto";
import { brotliDecompressSync } from "node:zlib";
import { type Answer, HttpConnection, headerValues } from "./http-connection";
import type { LoadOrder } from "./load-orders";

type Journeys = Extract<LoadOrder, { kind: "journeys" }>;

/**
 * Sends `shoppers` visitors through the shop until the time is over; each comes back as somebody new after having
 * paid. Returns how long each whole journey took, in milliseconds.
 */
export async function goShopping(order: Journeys): Promise<number[]> {
  const until = performance.now() + order.milliseconds;
  const latencies: number[] = [];
  const shop = async (_: unknown, shopper: number) => {
    const connection = new HttpConnection(order.port);
    for (let turn = shopper; performance.now() < until; turn += order.shoppers) {
      const goods = order.goods[turn % order.goods.length];
      if (!goods) throw new Error("there is nothing to buy");
      const startedAt = performance.now();
      await buyOnce(connection, order, goods);
      latencies.push(performance.now() - startedAt);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: order.shoppers }, shop));
  return latencies;
}

/** Product page → into the cart → checkout form with its total → placed → Stripe tells that it was paid. */
async function buyOnce(
  connection: HttpConnection,
  order: Journeys,
  goods: { readonly slug: string; readonly skuId: string },
): Promise<void> {
  const { port, region } = order;
  const get = (path: string, cookies: string) => connection.send(request(port, `GET ${path}`, cookies));
  const post = (path: string, cookies: string, form: Record<string, string>) =>
    connection.send(request(port, `POST ${path}`, cookies, FORM, new URLSearchParams(form).toString()));

  expect(await get(`/products/${goods.slug}`, ""), 200);
  const added = expect(await post("/cart", "", { intent: "buy", skuId: goods.skuId, packs: "1" }), 303);
  const basket = cookieOf(added, "basket");

  const form = htmlOf(expect(await get(`/checkout?region=${region.region3}`, basket), 200));
  const shownTotalFen = inputOf(form, "shownTotalFen");
  const placed = expect(
    await post("/checkout", basket, {
      ...region,
      intent: "place",
      requestKey: inputOf(form, "requestKey"),
      shownTotalFen,
      ...BUYER,
    }),
    303,
  );
  const sessionId = /\/pay\/(\w+)/.exec(headerValues(placed, "location")[0] ?? "")?.[1] ?? "";
  const paymentId = /^receipts=([\w-]+)/.exec(cookieOf(placed, "receipts"))?.[1] ?? "";

  const news = paidNews(sessionId, paymentId, Number(shownTotalFen));
  const signature = `stripe-signature: ${sign(news, order.webhookSecret)}\r\ncontent-type: application/json\r\n`;
  expect(await connection.send(request(port, "POST /webhooks/stripe", "", signature, news)), 200);
}

const FORM = "content-type: application/x-www-form-urlencoded\r\n";

const BUYER = {
  recipient: "王小明",
  phone: "13812345678",
  street: "北院门 12 号",
  note: "",
  terms: "on",
  shareWithSeller: "on",
  payAbroad: "on",
  freshNoReturn: "on",
} as const;

function request(port: number, target: string, cookies: string, headers = "", body = ""): string {
  const cookie = cookies === "" ? "" : `cookie: ${cookies}\r\n`;
  const length = target.startsWith("GET") ? "" : `content-length: ${Buffer.byteLength(body)}\r\n`;
  return `${target} HTTP/1.1\r\nhost: localhost:${port}\r\naccept-encoding: br\r\n${headers}${cookie}${length}\r\n${body}`;
}

function expect(answer: Answer, status: number): Answer {
  if (answer.status === status) return answer;
  throw new Error(
    `answered with ${answer.status} instead of ${status}:\n${answer.head}${htmlOf(answer).slice(0, 2000)}`,
  );
}

function cookieOf(answer: Answer, name: string): string {
  const set = headerValues(answer, "set-cookie").find((value) => value.startsWith(`${name}=`));
  if (set === undefined) throw new Error(`no cookie ${name} in\n${answer.head}`);
  return set.split(";", 1)[0] ?? "";
}

function htmlOf(answer: Answer): string {
  const compressed = headerValues(answer, "content-encoding")[0] === "br";
  return (compressed ? brotliDecompressSync(answer.body) : answer.body).toString("utf8");
}

function inputOf(html: string, name: string): string {
  const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1];
  if (value === undefined) throw new Error(`the page has no field ${name}`);
  return value;
}

/** What Stripe sends when a Checkout Session was paid, as far as anybody reads it. */
function paidNews(sessionId: string, paymentId: string, amount: number): string {
  const created = Math.floor(Date.now() / 1000);
  return JSON.stringify({
    id: `evt_${randomUUID().replaceAll("-", "")}`,
    object: "event",
    api_version: "2025-01-01",
    created,
    livemode: false,
    type: "checkout.session.completed",
    data: {
      object: {
        id: sessionId,
        object: "checkout.session",
        amount_total: amount,
        client_reference_id: paymentId,
        created,
        currency: "cny",
        metadata: { payment_id: paymentId },
        payment_intent: `pi_${paymentId.replaceAll("-", "")}`,
        payment_status: "paid",
        status: "complete",
        url: null,
      },
    },
  });
}

/** The scheme of Stripe's `Stripe-Signature` header: HMAC-SHA-256 over time and body. */
function sign(body: string, secret: string): string {
  const time = Math.floor(Date.now() / 1000);
  return `t=${time},v1=${createHmac("sha256", secret).update(`${time}.${body}`).digest("hex")}`;
}
