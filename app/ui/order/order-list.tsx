import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { ListedOrder } from "~/modules/ordering/index.server";
import { Moment } from "~/ui/primitives/moment";
import { Money } from "~/ui/primitives/money";
import { StateMark } from "./state-mark";

/** Orders one below the other, each a way to its page. */
export function OrderList({ orders }: { orders: readonly ListedOrder[] }) {
  const words = useTranslations("order.list");
  return (
    <ul className="divide-y divide-line border-y border-line">
      {orders.map((order) => (
        <li key={order.number} className="relative py-3 hover:bg-card">
          <div className="flex items-baseline justify-between gap-4">
            <Link
              to={`/orders/${order.number}`}
              className="min-w-0 font-semibold after:absolute after:inset-0"
            >
              {order.lineCount > 1
                ? words("summary", { name: order.firstName, count: order.lineCount })
                : order.firstName}
            </Link>
            <Money fen={order.totalFen} className="font-semibold" />
          </div>
          <p className="mt-1 text-13 text-ink-2">
            <Moment at={order.placedAt} />
            <span aria-hidden> · </span>
            {order.cooperativeName}
          </p>
          <p className="mt-1 flex items-center justify-between gap-4 text-13 text-ink-3">
            <span className="figures">{order.number}</span>
            <StateMark state={order.state} />
          </p>
        </li>
      ))}
    </ul>
  );
}
