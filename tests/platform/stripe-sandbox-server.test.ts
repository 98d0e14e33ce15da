import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFileStore } from "~/platform/stripe/sandbox/file-store";
import { createStripeSandbox, type StripeSandbox } from "~/platform/stripe/sandbox/sandbox";
import { type StripeSandboxServer, serveStripeSandbox } from "~/platform/stripe/sandbox/server";
import { client, order, refusalOf, WEBHOOK_SECRET } from "./stripe-sandbox.support";

const now = () => new Date();
const clock = { seconds: () => Math.floor(Date.now() / 1000) };

let folder: string;
let sandbox: StripeSandbox;
let server: StripeSandboxServer;
let stripe: Stripe;

async function start(webhookUrl?: string) {
  sandbox = await createStripeSandbox({
    now,
    webhookSecret: WEBHOOK_SECRET,
    payPageOrigin: "http://127.0.0.1:4010",
    store: createFileStore(join(folder, "sandbox.log")),
  });
  const where = { sandbox, now, host: "127.0.0.1", port: 0 };
  server = await serveStripeSandbox(webhookUrl === undefined ? where : { ...where, webhookUrl });
  stripe = client({ host: "127.0.0.1", port: server.port, protocol: "http" });
}

async function stop() {
  await server.close();
  await sandbox.close();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stripe-sandbox-"));
  await start();
});
afterEach(async () => {
  await stop();
  await rm(folder, { recursive: true });
});

const page = (id: string, headers: Record<string, string> = {}) =>
  fetch(`${server.origin}/pay/${id}`, { headers });
const press = (id: string, form: Record<string, string>) =>
  fetch(`${server.origin}/pay/${id}`, {
    method: "POST",
    body: new URLSearchParams(form),
    redirect: "manual",
  });

describe("over HTTP", () => {
  it("the SDK opens a session, the buyer pays on the page, the portal refunds", async () => {
    const { id, url } = await stripe.checkout.sessions.create(order(clock));
    expect(url).toBe(`http://127.0.0.1:4010/pay/${id}`);
    const paid = await press(id, { action: "pay", method: "wechat_pay", arrival: "normal" });
    expect([paid.status, paid.headers.get("location")]).toEqual([
      303,
      `https://shop.test/orders/1?session=${id}`,
    ]);
    const session = await stripe.checkout.sessions.retrieve(id);
    expect(session.payment_status).toBe("paid");
    const refund = await stripe.refunds.create({
      payment_intent: String(session.payment_intent),
      amount: 598,
    });
    expect(refund.status).toBe("succeeded");
  });

  it("a lost answer is a broken connection, and the SDK's retry finds what was done", async () => {
    sandbox.failNext(1, { kind: "answer_lost" });
    const patient = client({ host: "127.0.0.1", port: server.port, protocol: "http", maxNetworkRetries: 2 });
    const { id } = await patient.checkout.sessions.create(order(clock));
    expect((await stripe.checkout.sessions.list()).data.map((session) => session.id)).toEqual([id]);
    sandbox.failNext(5, { kind: "unreachable" });
    expect(await refusalOf(stripe.balance.retrieve())).toBeInstanceOf(Stripe.errors.StripeConnectionError);
  });

  it("what was answered is there after a restart, even when the last line was cut off by a crash", async () => {
    const { id } = await stripe.checkout.sessions.create(order(clock), { idempotencyKey: "order:1" });
    await press(id, { action: "pay", method: "alipay" });
    // The log is complete without closing anything: this is what a kill leaves behind.
    const log = await readFile(join(folder, "sandbox.log"), "utf8");
    expect(log.endsWith("\n") && log.includes(id)).toBe(true);
    await stop();
    await appendFile(join(folder, "sandbox.log"), '["sessions","cs_test_half');
    await start();
    expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({
      status: "complete",
      payment_status: "paid",
    });
    const again = await stripe.checkout.sessions.create(order(clock), { idempotencyKey: "order:2" });
    await stop();
    await start();
    expect((await stripe.checkout.sessions.retrieve(again.id)).status).toBe("open");
  });
});

describe("the pay page", () => {
  it("shows the goods, the yuan and the ways to pay, in the session's language, as text", async () => {
    const { id } = await stripe.checkout.sessions.create(order(clock));
    const response = await page(id);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toContain("演示收银台，不会动用真实资金");
    expect(html).toContain("阳光玫瑰葡萄 &lt;5斤&gt;");
    expect(html).toContain("付款 ¥59.80");
    for (const method of ["card", "alipay", "wechat_pay"]) expect(html).toContain(`value="${method}"`);
    expect(html).not.toContain("<script");
    expect(response.headers.get("content-security-policy")).toContain("form-action 'self' https://shop.test");
  });

  it.each([
    ["zh-TW", "", "訂單明細"],
    ["zh-HK", "", "訂單明細"],
    ["en", "zh-CN", "Your order"],
    ["auto", "fr, zh-Hant;q=0.8", "訂單明細"],
    ["auto", "en-GB", "Your order"],
  ] as const)("speaks the language of locale %s with Accept-Language '%s'", async (locale, accept, words) => {
    const { id } = await stripe.checkout.sessions.create({ ...order(clock), locale });
    expect(await (await page(id, { "accept-language": accept })).text()).toContain(words);
  });

  it("says so after a decline and lets the buyer try again; leaving goes back to the shop", async () => {
    const { id } = await stripe.checkout.sessions.create(order(clock));
    const declined = await press(id, { action: "decline", method: "card" });
    expect(declined.headers.get("location")).toBe(`/pay/${id}?declined=1`);
    expect(await (await page(`${id}?declined=1`)).text()).toContain("没有扣款");
    const left = await press(id, { action: "leave" });
    expect(left.headers.get("location")).toBe("https://shop.test/checkout");
    expect((await stripe.checkout.sessions.retrieve(id)).status).toBe("open");
  });

  it("takes no second payment and none after the end, and knows no strangers", async () => {
    const { id } = await stripe.checkout.sessions.create(order(clock));
    await press(id, { action: "pay", method: "alipay" });
    expect((await press(id, { action: "pay", method: "alipay" })).headers.get("location")).toBe(`/pay/${id}`);
    expect(await (await page(id)).text()).toContain("已经付清");
    const other = await stripe.checkout.sessions.create(order(clock));
    await stripe.checkout.sessions.expire(other.id);
    const expired = await page(other.id);
    expect([expired.status, (await expired.text()).includes("付款时限已过")]).toEqual([410, true]);
    expect((await page("cs_test_none")).status).toBe(404);
  });
});

describe("the background sender", () => {
  it("brings signed news, three times if the buyer asked for it, again after a failure, and never what is lost", async () => {
    const came: Stripe.Event[] = [];
    let failures = 1;
    const portal = createServer(async (incoming, outgoing) => {
      let body = "";
      for await (const part of incoming) body += part;
      const signature = incoming.headers["stripe-signature"] ?? "";
      const event = stripe.webhooks.constructEvent(body, signature, WEBHOOK_SECRET);
      came.push(event);
      failures -= 1;
      outgoing.writeHead(failures < 0 ? 200 : 500).end();
    });
    await new Promise<void>((done) => portal.listen(0, "127.0.0.1", done));
    const address = portal.address();
    const port = typeof address === "object" ? address?.port : undefined;
    await stop();
    await start(`http://127.0.0.1:${port}/webhooks/stripe`);
    const open = async () => (await stripe.checkout.sessions.create(order(clock))).id;
    await press(await open(), { action: "pay", method: "alipay", arrival: "lost" });
    await press(await open(), { action: "pay", method: "alipay", arrival: "thrice" });
    await vi.waitFor(() => expect(came).toHaveLength(6));
    await press(await open(), { action: "pay", method: "alipay", arrival: "normal" });
    await vi.waitFor(() => expect(came).toHaveLength(8));
    expect(new Set(came.map(({ id }) => id)).size).toBe(4);
    failures = 1;
    await press(await open(), { action: "decline", method: "card", arrival: "normal" });
    await vi.waitFor(() => expect(came).toHaveLength(10), { timeout: 4_000 });
    expect(came[8]?.id).toBe(came[9]?.id);
    portal.closeAllConnections();
    await new Promise((done) => portal.close(done));
  });
});
