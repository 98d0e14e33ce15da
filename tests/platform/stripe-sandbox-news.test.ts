import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inProcess, order, paidIntent, refusalOf, WEBHOOK_SECRET } from "./stripe-sandbox.support";

let world: Awaited<ReturnType<typeof inProcess>>;
beforeEach(async () => {
  world = await inProcess();
});
afterEach(() => world.close());

/** A webhook door that checks signatures, keeps what came, and answers as told. */
function door(status: (event: Stripe.Event) => number = () => 200) {
  const came: Stripe.Event[] = [];
  const send = async (body: string, headers: Record<string, string>) => {
    const signature = headers["stripe-signature"] ?? "";
    const event = world.stripe.webhooks.constructEvent(
      body,
      signature,
      WEBHOOK_SECRET,
      300,
      undefined,
      world.clock.now().getTime(),
    );
    came.push(event);
    return { status: status(event) };
  };
  return { came, send, types: () => came.map((event) => event.type) };
}

describe("the news of a payment", () => {
  it("comes signed, with the object as it was, and is also listed under /v1/events", async () => {
    await paidIntent(world);
    const { came, send, types } = door();
    await world.sandbox.deliverAll({}, send);
    expect(types()).toEqual(["payment_intent.succeeded", "checkout.session.completed"]);
    expect(came[1]).toMatchObject({
      api_version: Stripe.API_VERSION,
      livemode: false,
      pending_webhooks: 1,
      data: { object: { status: "complete", payment_status: "paid", client_reference_id: "order-1" } },
    });
    const listed = await world.stripe.events.list({ type: "checkout.session.*" });
    expect(listed.data.map(({ id, pending_webhooks: pending }) => [id, pending])).toEqual([[came[1]?.id, 0]]);
    expect(await world.stripe.events.retrieve(came[0]?.id ?? "")).toMatchObject({
      type: "payment_intent.succeeded",
    });
  });

  it("does not verify with another secret", async () => {
    await paidIntent(world);
    const bodies: [string, string][] = [];
    await world.sandbox.deliverAll({}, async (body, headers) => {
      bodies.push([body, headers["stripe-signature"] ?? ""]);
      return { status: 200 };
    });
    const [body = "", signature = ""] = bodies[0] ?? [];
    const at = world.clock.now().getTime();
    const check = (text: string, secret: string) =>
      world.stripe.webhooks.constructEvent(text, signature, secret, 300, undefined, at);
    expect(() => check(body, "whsec_other")).toThrow(Stripe.errors.StripeSignatureVerificationError);
    expect(() => check(body.replace("5980", "1"), WEBHOOK_SECRET)).toThrow(
      Stripe.errors.StripeSignatureVerificationError,
    );
    expect(check(body, WEBHOOK_SECRET).type).toBe("payment_intent.succeeded");
  });

  it("tells of a decline, of an expiry by the clock, and of late money", async () => {
    const first = await world.stripe.checkout.sessions.create(order(world.clock));
    const second = await world.stripe.checkout.sessions.create(order(world.clock));
    await world.sandbox.decline(first.id, "card");
    await world.sandbox.payLater(second.id, "alipay");
    await world.sandbox.settleLater(second.id, false);
    world.clock.forward(31 * 60);
    expect(await world.sandbox.tick()).toBe(1);
    expect(await world.sandbox.tick()).toBe(0);
    const { send, types } = door();
    await world.sandbox.deliverAll({}, send);
    expect(types()).toEqual([
      "payment_intent.payment_failed",
      "checkout.session.completed",
      "payment_intent.payment_failed",
      "checkout.session.async_payment_failed",
      "checkout.session.expired",
    ]);
    expect(
      await world.stripe.checkout.sessions.retrieve(first.id, { expand: ["payment_intent"] }),
    ).toMatchObject({
      payment_intent: { status: "canceled", cancellation_reason: "automatic" },
    });
  });

  it("tells one failed refund in several events", async () => {
    const intent = await paidIntent(world);
    world.sandbox.planRefunds("pending");
    const { id } = await world.stripe.refunds.create({ payment_intent: intent, amount: 100 });
    await world.sandbox.settleRefund(id, false);
    const { came, send } = door();
    await world.sandbox.deliverAll({}, send);
    const told = came
      .slice(2)
      .map((event) => [event.type, "status" in event.data.object ? event.data.object.status : ""]);
    expect(told).toEqual([
      ["refund.created", "pending"],
      ["charge.refunded", "succeeded"],
      ["refund.failed", "failed"],
      ["refund.updated", "failed"],
    ]);
    expect(came[3]?.data.previous_attributes).toEqual({ amount_refunded: 0, refunded: false });
  });
});

describe("delivery can be made as bad as the real thing", () => {
  it("repeats, side by side", async () => {
    await paidIntent(world);
    const { came, send } = door();
    const reports = await world.sandbox.deliverAll({ repeat: 5, concurrently: 5 }, send);
    expect(reports).toHaveLength(10);
    expect(new Set(came.map(({ id }) => id)).size).toBe(2);
  });

  it("comes out of order, the same way for the same seed", async () => {
    const orders: number[][] = [];
    for (const seed of [1, 1, 2]) {
      for (let count = 0; count < 5; count += 1) await paidIntent(world);
      const places = new Map(world.sandbox.waiting().map(({ id }, place) => [id, place]));
      const reports = await world.sandbox.deliverAll({ shuffle: seed }, door().send);
      orders.push(reports.map(({ eventId }) => places.get(eventId) ?? -1));
    }
    const asHappened = Array.from({ length: 10 }, (_, place) => place);
    expect(orders[0]).not.toEqual(asHappened);
    expect(orders[0]?.toSorted((a, b) => a - b)).toEqual(asHappened);
    expect(orders[1]).toEqual(orders[0]);
    expect(orders[2]).not.toEqual(orders[0]);
  });

  it("loses what it is told to lose, and a look at /v1/events finds it", async () => {
    await paidIntent(world);
    const { send, types } = door();
    await world.sandbox.deliverAll({ lose: ({ type }) => type === "checkout.session.completed" }, send);
    await world.sandbox.deliverAll({}, send);
    expect(types()).toEqual(["payment_intent.succeeded"]);
    const missed = await world.stripe.events.list({ delivery_success: false });
    expect(missed.data.map(({ type }) => type)).toEqual(["checkout.session.completed"]);
  });

  it("follows what the buyer chose on the pay page", async () => {
    const arrivals = [
      { kind: "repeated", times: 3 },
      { kind: "lost" },
      { kind: "delayed", milliseconds: 10_000 },
    ] as const;
    for (const arrival of arrivals) {
      const { id } = await world.stripe.checkout.sessions.create(order(world.clock));
      await world.sandbox.pay(id, "alipay", arrival);
    }
    const copies = world.sandbox
      .waiting()
      .map(({ copies, dueAt }) => [copies, dueAt - world.clock.now().getTime()]);
    expect(copies).toEqual([
      [3, 0],
      [3, 0],
      [1, 10_000],
      [1, 10_000],
    ]);
  });

  it("tries again after a bad answer or a broken line, and gives up in the end", async () => {
    await world.close();
    world = await inProcess({ mostAttempts: 3, enabledEvents: ["checkout.session.completed"] });
    await paidIntent(world);
    const [first] = world.sandbox.waiting();
    const id = first?.id ?? "";
    await world.sandbox.deliverAll({}, door(() => 500).send);
    expect(world.sandbox.delivery(id)).toMatchObject({ state: "waiting", attempts: 1, lastStatus: 500 });
    await world.sandbox.deliverAll({}, async () => {
      throw new Error("The line broke.");
    });
    expect(world.sandbox.delivery(id)).toMatchObject({ state: "waiting", attempts: 2, lastStatus: 0 });
    await world.sandbox.deliverAll({}, door(() => 503).send);
    expect(world.sandbox.delivery(id)).toMatchObject({ state: "given_up", attempts: 3 });
    expect(await world.sandbox.deliverAll({}, door().send)).toEqual([]);
  });
});

describe("lists", () => {
  it("come newest first, page by page, without gaps or repeats", async () => {
    for (let count = 0; count < 4; count += 1) await paidIntent(world);
    const all = world.sandbox
      .events()
      .map(({ id }) => id)
      .reverse();
    expect(all).toHaveLength(16);
    const listed = await world.stripe.events.list({ limit: 5 }).autoPagingToArray({ limit: 100 });
    expect(listed.map(({ id }) => id)).toEqual(all);
    const first = await world.stripe.events.list({ limit: 5 });
    expect([first.has_more, first.data.length]).toEqual([true, 5]);
    const back = await world.stripe.events.list({ limit: 3, ending_before: all[9] ?? "" });
    expect(back.data.map(({ id }) => id)).toEqual(all.slice(6, 9));
  });

  it("keep to the span of time asked for, both ends as written", async () => {
    const start = world.clock.seconds();
    for (let count = 0; count < 4; count += 1) {
      await world.stripe.checkout.sessions.create(order(world.clock));
      world.clock.forward(10);
    }
    const found = async (created: Stripe.RangeQueryParam) =>
      (await world.stripe.checkout.sessions.list({ created })).data.map((session) => session.created - start);
    expect(await found({ gte: start + 10, lt: start + 30 })).toEqual([20, 10]);
    expect(await found({ gt: start + 10, lte: start + 30 })).toEqual([30, 20]);
  });

  it("do not give out events older than 30 days", async () => {
    await paidIntent(world);
    world.clock.forward(30 * 86_400 + 1);
    expect((await world.stripe.events.list()).data).toEqual([]);
    const old = world.sandbox.events()[0]?.id ?? "";
    expect((await refusalOf(world.stripe.events.retrieve(old))).statusCode).toBe(404);
  });

  it("expand objects inside of them", async () => {
    const intent = await paidIntent(world);
    await world.stripe.refunds.create({ payment_intent: intent, amount: 100 });
    const refunds = await world.stripe.refunds.list({
      expand: ["data.charge", "data.payment_intent", "data.payment_intent.latest_charge"],
    });
    expect(refunds.data[0]).toMatchObject({
      charge: { object: "charge", amount_refunded: 100 },
      payment_intent: { id: intent, latest_charge: { object: "charge" } },
    });
    const sessions = await world.stripe.checkout.sessions.list({ payment_intent: intent });
    expect(sessions.data).toMatchObject([{ payment_intent: intent }]);
  });
});
