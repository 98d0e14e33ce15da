import { Form, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { plainYuan } from "~/kernel/amount-text";
import { sumFen } from "~/kernel/money";
import type { BuyerOrder } from "~/modules/ordering/index.server";
import { decideCancel } from "~/modules/ordering/order";
import { Button, ButtonLink } from "~/ui/primitives/button";

/** Paying and taking back, as long as either is possible. */
export function OrderActions({ order, confirming }: { order: BuyerOrder; confirming: boolean }) {
  const words = useTranslations("order");
  const navigation = useNavigation();
  const sending = navigation.state !== "idle" && navigation.formMethod === "POST";
  const payable = order.state === "placed";
  const [first] = order.lines;
  if (first && (order.state === "lapsed" || order.state === "cancelled")) {
    return (
      <div className="mt-4">
        <ButtonLink to={`/products/${first.productSlug}`}>{words("buyAgain")}</ButtonLink>
      </div>
    );
  }
  // Paid as far as the buyer knows: neither paying again nor taking back makes sense until Stripe's word is here.
  if (confirming || !decideCancel(order.state, "buyer").ok) return null;
  return (
    <div className="mt-4 flex flex-col gap-3 sm:max-w-96">
      {payable && (
        <Form method="post">
          <Button name="intent" value="pay" kind="primary" size="large" wide disabled={sending}>
            {words("payAgain", { amount: `¥${plainYuan(together(order))}` })}
          </Button>
          {order.siblings.length > 0 && (
            <p className="mt-1 text-13 text-ink-3">
              {words("payAll", {
                count: order.siblings.length + 1,
                amount: `¥${plainYuan(together(order))}`,
              })}
            </p>
          )}
        </Form>
      )}
      <Cancel order={order} sending={sending} />
    </div>
  );
}

/** What one payment for this order and those placed with it comes to. */
function together(order: BuyerOrder): bigint {
  return sumFen([order.totalFen, ...order.siblings.map((sibling) => sibling.totalFen)]);
}

/** Asks once more before it acts, and says what will come of it; opens and closes without JavaScript. */
function Cancel({ order, sending }: { order: BuyerOrder; sending: boolean }) {
  const words = useTranslations("order.cancel");
  const decided = decideCancel(order.state, "buyer");
  if (!decided.ok) return null;
  return (
    <details className="group">
      <summary className="inline-flex min-h-11 cursor-pointer list-none items-center text-15 text-indigo underline-offset-4 hover:underline [&::-webkit-details-marker]:hidden">
        {words("button")}
      </summary>
      <div className="rounded-card border border-line bg-card p-4">
        <p className="font-semibold">{words("title")}</p>
        <p className="mt-1 text-15 text-ink-2">
          {decided.value === "close"
            ? words("unpaid")
            : words("paid", { amount: `¥${plainYuan(order.totalFen - order.refundedFen)}` })}
          {decided.value === "close" && order.siblings.length > 0 && ` ${words("unpaidTogether")}`}
        </p>
        <Form method="post" className="mt-3">
          <Button name="intent" value="cancel" disabled={sending}>
            {words("confirm")}
          </Button>
        </Form>
      </div>
    </details>
  );
}
