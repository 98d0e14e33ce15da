import { useTranslations } from "use-intl";
import { plainYuan } from "~/kernel/amount-text";
import type { BuyerOrder } from "~/modules/ordering/index.server";
import { HOLD_GRACE_MS } from "~/modules/payments/payment";
import { useInstant } from "./instant";
import { ShipsAhead, shippingOf } from "./ships-ahead";

/** Until it is packed, when its goods come is what the buyer wants to know. */
const WAITS_FOR_HARVEST: ReadonlySet<BuyerOrder["state"]> = new Set(["placed", "paid"]);

type Step = BuyerOrder["state"] | "confirming" | "refunding";

/** The page's first word: where the order stands and what happens next. `confirming`: back from paying, no word yet. */
export function NextStep({ order, confirming }: { order: BuyerOrder; confirming: boolean }) {
  const words = useTranslations("order.next");
  const instant = useInstant();
  const step = stepOf(order, confirming);
  const ships = WAITS_FOR_HARVEST.has(order.state) ? shippingOf(order) : null;
  const facts = {
    at: instant(momentOf(step, order)),
    cooperative: order.cooperative.name,
    phone: order.cooperative.servicePhone,
    carrier: order.carrier ?? "",
    waybill: order.waybill ?? "",
    amount: `¥${plainYuan(order.refundedFen)}`,
  };
  return (
    <div role={confirming ? "status" : undefined}>
      <h1 className="text-26">{words(step)}</h1>
      {ships && step !== "confirming" && (
        <p className="mt-2">
          <ShipsAhead ships={ships} />
        </p>
      )}
      <p className="mt-2 max-w-reading text-pretty text-ink-2">{words(`${step}Text`, facts)}</p>
    </div>
  );
}

function stepOf(order: BuyerOrder, confirming: boolean): Step {
  if (confirming) return "confirming";
  // Given back entirely is over at once for the seller; for the buyer it is over when Stripe says so.
  const arrived = order.events.some((event) => event.kind === "refunded");
  return order.state === "refunded" && !arrived ? "refunding" : order.state;
}

function momentOf(step: Step, order: BuyerOrder): Date {
  if (step === "delivered") return order.claimUntil ?? order.placedAt;
  if (step === "settled") return order.settledAt ?? order.placedAt;
  // The goods are held a little longer than one can pay; the buyer is told the moment by which to pay.
  return new Date(order.lapsesAt.getTime() - HOLD_GRACE_MS);
}
