import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { BuyerOrder } from "~/modules/ordering/index.server";
import { checkAddressOpen } from "~/modules/ordering/order";
import { Card } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { Money } from "~/ui/primitives/money";
import { NamedPacks } from "~/ui/primitives/weight";
import { StateMark } from "./state-mark";

/** What was bought and what it came to. */
export function OrderLines({ order }: { order: BuyerOrder }) {
  const words = useTranslations("order.lines");
  return (
    <Card className="px-4 py-2">
      <ul className="divide-y divide-line text-15">
        {order.lines.map((line) => (
          <li
            key={`${line.productSlug}/${line.skuName}`}
            className="flex items-baseline justify-between gap-4 py-2"
          >
            <span className="min-w-0">
              <Link to={`/products/${line.productSlug}`} className="hover:underline">
                {line.name}
              </Link>
              <span className="block text-13 text-ink-2">
                <NamedPacks name={line.skuName} grams={line.netGrams} packs={line.packs} />
              </span>
            </span>
            <Money fen={line.goodsFen} />
          </li>
        ))}
      </ul>
      <dl className="border-t border-line py-2 text-15">
        <Sum name={words("goods")} fen={order.goodsFen} />
        <Sum name={words("freight")} fen={order.freightFen} />
        <Sum name={words("total")} fen={order.totalFen} strong />
        {order.refundedFen > 0n && <Sum name={words("refunded")} fen={-order.refundedFen} />}
      </dl>
    </Card>
  );
}

function Sum({ name, fen, strong = false }: { name: string; fen: bigint; strong?: boolean }) {
  return (
    <div
      className={strong ? "flex justify-between gap-4 py-1 font-semibold" : "flex justify-between gap-4 py-1"}
    >
      <dt className={strong ? undefined : "text-ink-2"}>{name}</dt>
      <dd>
        <Money fen={fen} />
      </dd>
    </div>
  );
}

/** Where it goes, and how it travels. Only who bought it sees this. */
export function OrderAddress({ order }: { order: BuyerOrder }) {
  const words = useTranslations("order");
  return (
    <Card className="p-4 text-15">
      <p className="font-semibold">
        {order.recipient} <span className="figures font-normal text-ink-2">{order.phone}</span>
      </p>
      <p className="mt-1 text-ink-2">
        {order.region}
        <span className="block">{order.street}</span>
      </p>
      {order.note && (
        <p className="mt-1 text-13 text-ink-3">
          {words("address.note")} {order.note}
        </p>
      )}
      {checkAddressOpen(order.state).ok && (
        <Link
          to={`/orders/${order.number}/address`}
          className="mt-2 inline-flex min-h-11 items-center text-indigo underline underline-offset-4"
        >
          {words("correct.link")}
        </Link>
      )}
      {order.waybill !== null && (
        <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 border-t border-line pt-3">
          <dt className="text-ink-2">{words("parcel.carrier")}</dt>
          <dd>{order.carrier}</dd>
          <dt className="text-ink-2">{words("parcel.waybill")}</dt>
          <dd className="figures select-all">{order.waybill}</dd>
        </dl>
      )}
      <p className="mt-3 border-t border-line pt-3 text-13 text-ink-2">
        {words("seller")}{" "}
        <Link
          to={`/cooperatives/${order.cooperative.slug}`}
          className="text-indigo underline underline-offset-4"
        >
          {order.cooperative.name}
        </Link>
        <a
          href={`tel:${order.cooperative.servicePhone}`}
          className="figures mt-1 block w-fit whitespace-nowrap hover:underline"
        >
          {words("sellerPhone", { phone: order.cooperative.servicePhone })}
        </a>
      </p>
    </Card>
  );
}

/** What has happened so far, the latest first. */
export function OrderTimeline({ events }: { events: BuyerOrder["events"] }) {
  const words = useTranslations("order.timeline");
  return (
    <ol className="border-l border-line pl-4 text-15">
      {events.toReversed().map((event, index) => (
        <li key={`${event.kind}${event.at.getTime()}`} className="relative pb-3 last:pb-0">
          <span
            aria-hidden
            className={
              index === 0
                ? "absolute -left-[1.3rem] top-2 size-2.5 rounded-full bg-field"
                : "absolute -left-[1.3rem] top-2 size-2.5 rounded-full bg-line"
            }
          />
          <span className={index === 0 ? "font-semibold" : undefined}>{words(event.kind)}</span>
          <span className="block text-13 text-ink-3">
            <Moment at={event.at} />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The other orders of the same payment. */
export function OrderSiblings({ order }: { order: BuyerOrder }) {
  return (
    <ul className="divide-y divide-line border-y border-line text-15">
      {order.siblings.map((sibling) => (
        <li key={sibling.number}>
          <Link
            to={`/orders/${sibling.number}`}
            className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 py-2 hover:underline"
          >
            <span className="figures">{sibling.number}</span>
            <Money fen={sibling.totalFen} />
            <span className="text-13 text-ink-2">{sibling.cooperativeName}</span>
            <StateMark state={sibling.state} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
