import { redirect } from "@remix-run/node";
import { open } from "~/http/door.server";
import { readNumber } from "~/kernel/ids";

/** The way back from Stripe. Its word on the payment comes by webhook; the order page waits for it. */
export const loader = open("shop.browse", ({ url }) => {
  const number = readNumber("order", url.searchParams.get("order") ?? "");
  return redirect(number ? `/orders/${number}?paid` : "/orders", { status: 303 });
});
