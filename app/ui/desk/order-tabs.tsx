import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { OrderState } from "~/modules/ordering/order";
import { ChipRow, chipLook } from "~/ui/primitives/chip-row";

/** The lists an order moves through, and the states each holds. */
export const ORDER_TABS = {
  paid: ["paid"],
  packed: ["packed"],
  shipped: ["shipped"],
  delivered: ["delivered"],
  /** of these only the orders about which a buyer waits for an answer */
  claims: ["delivered", "settled", "refunded"],
  placed: ["placed"],
  ended: ["settled", "refunded", "cancelled", "lapsed"],
} as const satisfies Readonly<Record<string, readonly OrderState[]>>;
export type OrderTab = keyof typeof ORDER_TABS;

export function isOrderTab(text: string): text is OrderTab {
  return Object.hasOwn(ORDER_TABS, text);
}

interface OrderTabsProps {
  readonly chosen: OrderTab;
  readonly counts: Readonly<Partial<Record<OrderTab, number>>>;
  readonly list: string;
}

/** What waits first; each tab says how much is in it. */
export function OrderTabs({ chosen, counts, list }: OrderTabsProps) {
  const words = useTranslations("desk.orders.tab");
  const title = useTranslations("desk.orders")("title");
  return (
    <ChipRow label={title} chosen={chosen} className="mt-3">
      {(Object.keys(ORDER_TABS) as OrderTab[]).map((tab) => (
        <Link
          key={tab}
          to={`${list}?state=${tab}`}
          prefetch="intent"
          aria-current={tab === chosen ? "page" : undefined}
          className={chipLook(tab === chosen)}
        >
          {words(tab)}
          {counts[tab] !== undefined && <span className="figures text-13 opacity-80">{counts[tab]}</span>}
        </Link>
      ))}
    </ChipRow>
  );
}
