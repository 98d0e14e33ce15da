import { setupServer } from "msw/node";
import Stripe from "stripe";
import {
  createStripeSandbox,
  type StripeSandbox,
  type StripeSandboxOptions,
} from "~/platform/stripe/sandbox/sandbox";
import type { SandboxStore } from "~/platform/stripe/sandbox/store";

export const WEBHOOK_SECRET = "whsec_for_tests_only";
export const START = new Date("2026-11-21T02:00:00Z");

/** A clock that stands until it is moved. */
export function standingClock(start = START) {
  let at = start.getTime();
  return {
    now: () => new Date(at),
    forward: (seconds: number) => {
      at += seconds * 1000;
    },
    seconds: () => Math.floor(at / 1000),
  };
}

/** The sandbox in this process, the real SDK in front of it. Call `close` when done. */
export async function inProcess(options: Partial<StripeSandboxOptions> & { store?: SandboxStore } = {}) {
  const clock = standingClock();
  const sandbox = await createStripeSandbox({
    now: clock.now,
    webhookSecret: WEBHOOK_SECRET,
    payPageOrigin: "http://127.0.0.1:4010",
    ...options,
  });
  const network = setupServer(...sandbox.handlers);
  network.listen({ onUnhandledFrame: "error" });
  return {
    sandbox,
    clock,
    stripe: client(),
    close: async () => {
      network.close();
      await sandbox.close();
    },
  };
}

export function client(overrides: Stripe.StripeConfig = {}): Stripe {
  return new Stripe("sk_test_portal", { maxNetworkRetries: 0, telemetry: false, ...overrides });
}

/** What the portal asks for when a villager's order goes to the till: ¥59.80 for two boxes of grapes. */
export function order(clock: { seconds: () => number }): Stripe.Checkout.SessionCreateParams {
  return {
    mode: "payment",
    client_reference_id: "order-1",
    locale: "zh",
    currency: "cny",
    line_items: [
      {
        quantity: 2,
        price_data: {
          currency: "cny",
          unit_amount: 2990,
          product_data: {
            name: "阳光玫瑰葡萄 <5斤>",
            description: "和康县·今晨采摘",
            images: ["https://shop.test/grape.png"],
          },
        },
      },
    ],
    allowed_payment_method_types: ["card", "alipay", "wechat_pay"],
    payment_method_options: { wechat_pay: { client: "web" } },
    expires_at: clock.seconds() + 31 * 60,
    success_url: "https://shop.test/orders/1?session={CHECKOUT_SESSION_ID}",
    cancel_url: "https://shop.test/checkout",
    metadata: { order: "1", note: "a & b = c + d" },
    payment_intent_data: { metadata: { order: "1" }, description: "订单 1" },
  };
}

/** Runs a call that must be refused and gives back the SDK's error. */
export async function refusalOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error("The call was not refused.");
}

/** Opens a session and pays it; gives back its intent's id. */
export async function paidIntent(world: {
  stripe: Stripe;
  clock: { seconds: () => number };
  sandbox: StripeSandbox;
}): Promise<string> {
  const { id } = await world.stripe.checkout.sessions.create(order(world.clock));
  await world.sandbox.pay(id, "alipay");
  const { payment_intent: intent } = await world.stripe.checkout.sessions.retrieve(id);
  return String(intent);
}
