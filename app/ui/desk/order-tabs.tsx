import { Link } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import type { OrderState } from "~/modules/ordering/order";
import { classes } from "~/ui/primitives/classes";

/** The lists an order moves through, and the states each holds. */
export const ORDER_TABS = {
  paid: ["paid"],
  packed: ["packed"],
  shipped: ["shipped"],
  delivered: ["delivered"],
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
  const row = useRef<HTMLElement>(null);
  // The chosen tab may lie beyond the edge of a phone. Only the row is scrolled, never the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another tab is chosen
  useEffect(() => {
    const tab = row.current?.querySelector<HTMLElement>("[aria-current]");
    if (row.current && tab) row.current.scrollLeft = tab.offsetLeft - row.current.clientWidth / 3;
  }, [chosen]);
  return (
    <nav
      ref={row}
      aria-label={title}
      className="relative -mx-4 flex gap-2 overflow-x-auto px-4 [scrollbar-width:none] md:mx-0 md:px-0"
    >
      {(Object.keys(ORDER_TABS) as OrderTab[]).map((tab) => (
        <Link
          key={tab}
          to={`${list}?state=${tab}`}
          prefetch="intent"
          aria-current={tab === chosen ? "page" : undefined}
          className={classes(
            "inline-flex min-h-11 shrink-0 items-center gap-1.5 rounded-full border px-4 text-15",
            tab === chosen
              ? "border-ink bg-ink text-paper"
              : "border-line bg-card text-ink-2 hover:border-ink-3 hover:text-ink",
          )}
        >
          {words(tab)}
          {counts[tab] !== undefined && <span className="figures text-13 opacity-80">{counts[tab]}</span>}
        </Link>
      ))}
    </nav>
  );
}
