import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sandboxFetch } from "~/platform/stripe/sandbox/in-process-fetch";
import { createMemoryStore } from "~/platform/stripe/sandbox/store";
import { client, inProcess, order, paidIntent, refusalOf } from "./stripe-sandbox.support";

let world: Awaited<ReturnType<typeof inProcess>>;
beforeEach(async () => {
  world = await inProcess();
});
afterEach(() => world.close());

const create = (changes: Stripe.Checkout.SessionCreateParams = {}, options?: Stripe.RequestOptions) =>
  world.stripe.checkout.sessions.create({ ...order(world.clock), ...changes }, options);

describe("an idempotency key", () => {
  it("brings back the first answer, however often it is sent, and opens one session", async () => {
    const first = await create({}, { idempotencyKey: "order:1" });
    await world.sandbox.pay(first.id, "alipay");
    const again = await create({}, { idempotencyKey: "order:1" });
    expect(again.id).toBe(first.id);
    expect(again.status).toBe("open");
    expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect((await world.stripe.checkout.sessions.list()).data).toHaveLength(1);
  });

  it("does not mind the order in which parameters are written", async () => {
    const params = order(world.clock);
    const reversed = Object.fromEntries(Object.entries(params).reverse());
    const first = await world.stripe.checkout.sessions.create(params, { idempotencyKey: "k" });
    expect((await world.stripe.checkout.sessions.create(reversed, { idempotencyKey: "k" })).id).toBe(
      first.id,
    );
  });

  it("is refused with other parameters, and when it is too long", async () => {
    await create({}, { idempotencyKey: "order:1" });
    const other = await refusalOf(create({ client_reference_id: "order-2" }, { idempotencyKey: "order:1" }));
    expect(other).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(other.statusCode).toBe(400);
    expect((await refusalOf(create({}, { idempotencyKey: "k".repeat(256) }))).statusCode).toBe(400);
    expect((await create({}, { idempotencyKey: "k".repeat(255) })).status).toBe("open");
  });

  it("is not used up by a mistake in the parameters", async () => {
    await refusalOf(create({ locale: "xx" as "zh" }, { idempotencyKey: "order:1" }));
    expect((await create({}, { idempotencyKey: "order:1" })).status).toBe("open");
  });

  it("is forgotten after a day", async () => {
    const { expires_at: _, ...params } = order(world.clock);
    const create = () => world.stripe.checkout.sessions.create(params, { idempotencyKey: "order:1" });
    const first = await create();
    world.clock.forward(24 * 3600 + 1);
    expect((await create()).id).not.toBe(first.id);
  });
});

describe("refunds", () => {
  it("give back part, then the rest, and never more than was taken", async () => {
    const intent = await paidIntent(world);
    const part = await world.stripe.refunds.create({
      payment_intent: intent,
      amount: 1000,
      metadata: { claim: "7" },
    });
    expect(part).toMatchObject({ status: "succeeded", amount: 1000, metadata: { claim: "7" } });
    const tooMuch = await refusalOf(world.stripe.refunds.create({ payment_intent: intent, amount: 4981 }));
    expect(tooMuch.message).toBe(
      "Refund amount (¥49.81) is greater than unrefunded amount on charge (¥49.80)",
    );
    expect((await world.stripe.refunds.create({ payment_intent: intent })).amount).toBe(4980);
    expect((await refusalOf(world.stripe.refunds.create({ payment_intent: intent }))).code).toBe(
      "charge_already_refunded",
    );
    const paid = await world.stripe.paymentIntents.retrieve(intent, { expand: ["latest_charge.refunds"] });
    expect(paid.latest_charge).toMatchObject({
      amount_refunded: 5980,
      refunded: true,
      refunds: { data: [{ amount: 4980 }, { amount: 1000 }] },
    });
  });

  it("happen once when two identical requests race under one key", async () => {
    const intent = await paidIntent(world);
    const ask = () =>
      world.stripe.refunds.create({ payment_intent: intent, amount: 1000 }, { idempotencyKey: "refund:1" });
    const [one, two] = await Promise.all([ask(), ask()]);
    expect(one.id).toBe(two.id);
    expect((await world.stripe.refunds.list({ payment_intent: intent })).data).toHaveLength(1);
  });

  it("may take their time and fail, and then the amount can be refunded again", async () => {
    const intent = await paidIntent(world);
    world.sandbox.planRefunds("pending", "succeeded");
    const { id, status } = await world.stripe.refunds.create({ payment_intent: intent });
    expect(status).toBe("pending");
    await world.sandbox.settleRefund(id, false);
    expect(await world.stripe.refunds.retrieve(id)).toMatchObject({
      status: "failed",
      failure_reason: "unknown",
    });
    expect((await world.stripe.refunds.create({ payment_intent: intent })).status).toBe("succeeded");
  });

  it("need money that was taken", async () => {
    const { id } = await create();
    await world.sandbox.decline(id, "card");
    const { payment_intent: intent } = await world.stripe.checkout.sessions.retrieve(id);
    const refusal = await refusalOf(world.stripe.refunds.create({ payment_intent: String(intent) }));
    expect(refusal.message).toContain("does not have a successful charge");
  });

  it("leave the fee with Stripe in the balance", async () => {
    await world.stripe.refunds.create({ payment_intent: await paidIntent(world) });
    const balance = await world.stripe.balance.retrieve();
    expect([balance.pending[0]?.amount, balance.available[0]?.amount]).toEqual([5542, -5980]);
  });
});

describe("trouble on the line", () => {
  it("costs nothing when the answer is lost: the retry with the same key finds the first session", async () => {
    world.sandbox.failNext(1, { kind: "answer_lost" }, "/checkout/sessions");
    const patient = client({ maxNetworkRetries: 2 });
    const session = await patient.checkout.sessions.create(order(world.clock));
    expect(session.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect((await world.stripe.checkout.sessions.list()).data.map(({ id }) => id)).toEqual([session.id]);
  });

  it.each([
    ["rate_limited", Stripe.errors.StripeRateLimitError],
    ["server_error", Stripe.errors.StripeAPIError],
    ["unreachable", Stripe.errors.StripeConnectionError],
  ] as const)(
    "%s reaches the portal as the SDK's own error, for as many requests as ordered",
    async (kind, type) => {
      world.sandbox.failNext(1, { kind });
      expect(await refusalOf(create())).toBeInstanceOf(type);
      expect((await create()).status).toBe("open");
    },
  );

  it("keeps a 500 under its key when it is ordered to", async () => {
    world.sandbox.failNext(1, { kind: "server_error_saved" });
    await refusalOf(create({}, { idempotencyKey: "order:1" }));
    expect((await refusalOf(create({}, { idempotencyKey: "order:1" }))).statusCode).toBe(500);
    expect((await create({}, { idempotencyKey: "order:2" })).status).toBe("open");
  });
});

it("remembers sessions, refunds and keys when it is opened again on the same store", async () => {
  await world.close();
  const store = createMemoryStore();
  world = await inProcess({ store });
  const session = await create({}, { idempotencyKey: "order:1" });
  await world.sandbox.pay(session.id, "alipay");
  await world.close();
  world = await inProcess({ store });
  expect((await world.stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid");
  expect((await create({}, { idempotencyKey: "order:1" })).id).toBe(session.id);
  expect(world.sandbox.waiting()).toHaveLength(2);
});

it("can be asked without a network at all, for load tests, and breaks the same way", async () => {
  const direct = client({ httpClient: Stripe.createFetchHttpClient(sandboxFetch(world.sandbox)) });
  const { id } = await direct.checkout.sessions.create(order(world.clock));
  expect((await direct.checkout.sessions.retrieve(id)).status).toBe("open");
  world.sandbox.failNext(2, { kind: "unreachable" });
  expect(await refusalOf(direct.balance.retrieve())).toBeInstanceOf(Stripe.errors.StripeConnectionError);
});
