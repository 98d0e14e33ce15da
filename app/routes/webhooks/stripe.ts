import { open } from "~/http/door.server";
import { receiveWebhook } from "~/workflows/receive-webhook";

const ALLOW = { allow: "POST" };

export const loader = open("shop.browse", () => new Response(null, { status: 405, headers: ALLOW }));

/**
 * What Stripe tells. The body is taken as it came, because the signature covers these very bytes; a fault is thrown
 * and becomes a 500, upon which Stripe tells again.
 */
export const action = open("shop.browse", async ({ request, portal, now }) => {
  if (request.method !== "POST") return new Response(null, { status: 405, headers: ALLOW });
  const received = await receiveWebhook(portal, {
    rawBody: await request.text(),
    signature: request.headers.get("stripe-signature") ?? "",
    now,
  });
  return new Response(null, { status: received.ok ? 200 : 400 });
});
