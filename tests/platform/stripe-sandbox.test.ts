import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inProcess, order, refusalOf } from "./stripe-sandbox.support";

let world: Awaited<ReturnType<typeof inProcess>>;
beforeEach(async () => {
  world = await inProcess();
});
afterEach(() => world.close());

const create = (changes: Stripe.Checkout.SessionCreateParams = {}, options?: Stripe.RequestOptions) =>
  world.stripe.checkout.sessions.create({ ...order(world.clock), ...changes }, options);

describe("a checkout session", () => {
  it("opens unpaid, with its total, its own words and no intent yet", async () => {
    const session = await create();
    expect(session).toMatchObject({
      object: "checkout.session",
      status: "open",
      payment_status: "unpaid",
      amount_total: 5980,
      currency: "cny",
      client_reference_id: "order-1",
      payment_intent: null,
      metadata: { order: "1", note: "a & b = c + d" },
      payment_method_types: ["card", "alipay", "wechat_pay"],
      url: `http://127.0.0.1:4010/pay/${session.id}`,
    });
    expect(session).not.toHaveProperty("line_items");
    expect(session.lastResponse.apiVersion).toBe(Stripe.API_VERSION);
    expect(session.lastResponse.requestId).toMatch(/^req_/);
  });

  it("carries the intent's own metadata and description once it is paid", async () => {
    const { id } = await create();
    await world.sandbox.pay(id, "wechat_pay");
    const session = await world.stripe.checkout.sessions.retrieve(id, {
      expand: ["payment_intent.latest_charge.balance_transaction", "line_items"],
    });
    expect(session).toMatchObject({ status: "complete", payment_status: "paid", url: null });
    expect(session.payment_intent).toMatchObject({
      status: "succeeded",
      amount_received: 5980,
      description: "订单 1",
      metadata: { order: "1" },
      latest_charge: {
        paid: true,
        payment_method_details: { type: "wechat_pay" },
        // 3.4 % of 5980 is 203, and 235 on top.
        balance_transaction: { amount: 5980, fee: 438, net: 5542, type: "payment" },
      },
    });
    expect(session.line_items?.data).toMatchObject([
      { description: "阳光玫瑰葡萄 <5斤>", quantity: 2, amount_total: 5980 },
    ]);
  });

  it("stays open after a declined attempt, and takes the next one on the same intent", async () => {
    const { id } = await create();
    await world.sandbox.decline(id, "card");
    const declined = await world.stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent"] });
    expect(declined).toMatchObject({
      status: "open",
      payment_intent: { status: "requires_payment_method", last_payment_error: { code: "card_declined" } },
    });
    await world.sandbox.pay(id, "alipay");
    const paid = await world.stripe.checkout.sessions.retrieve(id);
    expect(paid.status).toBe("complete");
    expect(paid.payment_intent).toBe((declined.payment_intent as Stripe.PaymentIntent).id);
  });

  it("is paid at most once, and never after its time", async () => {
    const first = await create();
    await world.sandbox.pay(first.id, "alipay");
    expect(await world.sandbox.pay(first.id, "alipay")).toEqual({ refused: "already_complete" });
    const second = await create();
    world.clock.forward(31 * 60);
    expect(await world.sandbox.pay(second.id, "alipay")).toEqual({ refused: "session_expired" });
    expect(await world.stripe.checkout.sessions.retrieve(second.id)).toMatchObject({
      status: "expired",
      url: null,
    });
  });

  it("can be expired by the merchant while it is open, and only then", async () => {
    const { id } = await create();
    expect((await world.stripe.checkout.sessions.expire(id)).status).toBe("expired");
    const refusal = await refusalOf(world.stripe.checkout.sessions.expire(id));
    expect(refusal.statusCode).toBe(400);
    expect(refusal.message).toContain('status in ["open"]');
  });

  it("is complete but unpaid while money is on its way, until it arrives or fails", async () => {
    const { id } = await create();
    await world.sandbox.payLater(id, "alipay");
    expect(await world.stripe.checkout.sessions.retrieve(id)).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
    });
    await world.sandbox.settleLater(id, true);
    expect(await world.stripe.checkout.sessions.retrieve(id)).toMatchObject({ payment_status: "paid" });
  });
});

describe("a wrong request is refused as Stripe refuses it", () => {
  const cases: [string, Record<string, unknown>, { code?: string; param: string; message?: string }][] = [
    ["an unknown parameter", { flavour: "sweet" }, { code: "parameter_unknown", param: "flavour" }],
    [
      "a parameter the sandbox does not play",
      { discounts: [{ coupon: "x" }] },
      { code: "sandbox_parameter_not_modelled", param: "discounts" },
    ],
    ["no line items", { line_items: undefined }, { code: "parameter_missing", param: "line_items" }],
    ["an unknown currency", { currency: "zzz" }, { param: "currency", message: "Invalid currency" }],
    [
      "a total below the minimum",
      { line_items: lines(399) },
      { code: "amount_too_small", param: "line_items" },
    ],
    [
      "a total above eight digits",
      { line_items: lines(99_999_999, 2) },
      { code: "amount_too_large", param: "line_items" },
    ],
    [
      "half a fen",
      { line_items: lines(99.5) },
      { code: "parameter_invalid_integer", param: "line_items[0][price_data][unit_amount]" },
    ],
    [
      "a negative price",
      { line_items: lines(-1) },
      { code: "parameter_invalid_integer", param: "line_items[0][price_data][unit_amount]" },
    ],
    [
      "a link that is no link",
      { success_url: "javascript:alert(1)" },
      { code: "url_invalid", param: "success_url" },
    ],
    [
      "WeChat Pay by name without its client",
      { payment_method_options: undefined },
      { code: "parameter_missing", param: "payment_method_options[wechat_pay][client]" },
    ],
    [
      "WeChat Pay in an app",
      { payment_method_options: { wechat_pay: { client: "ios" } } },
      { param: "payment_method_options[wechat_pay][client]" },
    ],
    [
      "a method nobody offers",
      { allowed_payment_method_types: ["cash"] },
      { param: "allowed_payment_method_types" },
    ],
    [
      "the parameter that endive took away",
      { payment_method_types: ["card"] },
      { code: "parameter_unknown", param: "payment_method_types" },
    ],
    ["an over-long metadata value", { metadata: { a: "x".repeat(501) } }, { param: "metadata[a]" }],
    ["an over-long reference", { client_reference_id: "x".repeat(201) }, { param: "client_reference_id" }],
    ["an expansion that leads nowhere", { expand: ["customer.nothing"] }, { param: "expand" }],
  ];
  it.each(cases)("%s", async (_, changes, { message = "", ...expected }) => {
    const refusal = await refusalOf(create(changes));
    expect(refusal).toMatchObject({ statusCode: 400, rawType: "invalid_request_error", ...expected });
    expect(refusal.message).toContain(message);
    expect(await world.stripe.checkout.sessions.list()).toMatchObject({ data: [] });
  });

  it.each([
    ["29 minutes and 59 seconds", 1799, false],
    ["30 minutes", 1800, true],
    ["a second short of 24 hours", 86_399, true],
    ["24 hours", 86_400, false],
  ])("a life of %s", async (_, life, accepted) => {
    const attempt = create({ expires_at: world.clock.seconds() + life });
    if (accepted) expect((await attempt).status).toBe("open");
    else expect((await refusalOf(attempt)).param).toBe("expires_at");
  });

  it("names methods the old way for an old API version", async () => {
    const { allowed_payment_method_types: methods, ...rest } = order(world.clock);
    const old = { ...rest, payment_method_types: methods };
    const session = await world.stripe.checkout.sessions.create(old, { apiVersion: "2026-08-26.dahlia" });
    expect(session.payment_method_types).toEqual(["card", "alipay", "wechat_pay"]);
    expect(session.lastResponse.apiVersion).toBe("2026-08-26.dahlia");
  });

  it("turns away strangers, and live keys most of all", async () => {
    for (const key of ["sk_live_123456789", "nonsense"]) {
      const stripe = new Stripe(key, { maxNetworkRetries: 0 });
      const refusal = await refusalOf(stripe.balance.retrieve());
      expect(refusal).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
      expect(refusal.message).not.toContain("123456789");
    }
  });

  it("says 404 for a stranger's id and for an address it does not play", async () => {
    expect(await refusalOf(world.stripe.checkout.sessions.retrieve("cs_test_none"))).toMatchObject({
      statusCode: 404,
      code: "resource_missing",
    });
    expect(await refusalOf(world.stripe.customers.list())).toMatchObject({ statusCode: 404 });
  });
});

function lines(fen: number, quantity = 1): Stripe.Checkout.SessionCreateParams["line_items"] {
  return [{ quantity, price_data: { currency: "cny", unit_amount: fen, product_data: { name: "蒜苗" } } }];
}
