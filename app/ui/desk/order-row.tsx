import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Fen } from "~/kernel/money";
import type { Grams } from "~/kernel/weight";
import type { OrderState } from "~/modules/ordering/order";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { ShipsAhead, shippingOf } from "~/ui/order/ships-ahead";
import { StateMark } from "~/ui/order/state-mark";
import { Button } from "~/ui/primitives/button";
import { Moment } from "~/ui/primitives/moment";
import { Money } from "~/ui/primitives/money";
import { Mark } from "~/ui/primitives/notice";
import { Weight } from "~/ui/primitives/weight";
import { Reveal, type ShownFor, ShownUntil } from "./reveal";
import { AddressLabel, type ParcelAddress, ShipForm } from "./ship-form";

/** An order in the desk's list, in the reader's language. */
export interface ListedDeskOrder extends ParcelAddress {
  readonly id: string;
  readonly number: string;
  readonly state: OrderState;
  readonly placedAt: Date;
  readonly totalFen: Fen;
  readonly refundedFen: Fen;
  readonly grams: Grams;
  readonly shipsFrom: string | null;
  readonly shipsUntil: string | null;
  readonly carrier: string | null;
  readonly waybill: string | null;
  readonly claimUntil: Date | null;
  readonly claimOpen: boolean;
  readonly lines: readonly { readonly text: string; readonly packs: number }[];
  /** null: the buyer is masked */
  readonly shownFor: ShownFor | null;
  readonly mayReveal: boolean;
}

export interface RowAnswer {
  readonly orderId: string;
  readonly problems: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

interface OrderRowProps {
  readonly order: ListedDeskOrder;
  /** the list's own address, with the tab it stands in */
  readonly list: string;
  readonly desk: string;
  readonly mayFulfil: boolean;
  /** a tab of one state need not repeat it on each row */
  readonly showState: boolean;
  readonly answer: RowAnswer | undefined;
}

export const ORDER_COLUMNS = "md:grid-cols-[9.5rem_minmax(0,1fr)_minmax(0,1fr)_6.5rem_10.5rem]";

/** A card on a phone, a row on a desk: what to take from the shelf, where it goes, what it came to, what to do. */
export function OrderRow({ order, list, desk, mayFulfil, showState, answer }: OrderRowProps) {
  const asks = mayFulfil && order.state === "packed";
  const ships = shippingOf(order);
  return (
    <li
      id={order.number}
      className="relative scroll-mt-24 rounded-card border border-line bg-card p-4 md:rounded-none md:border-x-0 md:border-t-0 md:bg-transparent md:px-0 md:py-3"
    >
      <div
        className={`grid grid-cols-[1fr_auto] items-baseline gap-x-4 gap-y-2 md:items-start ${ORDER_COLUMNS}`}
      >
        <div className="col-span-2 flex items-baseline justify-between gap-3 md:col-span-1 md:block">
          <Link
            to={`/coop/${desk}/orders/${order.number}`}
            prefetch="intent"
            className="figures text-15 font-semibold text-indigo underline-offset-4 hover:underline"
          >
            {order.number}
          </Link>
          <span className="text-13 text-ink-3 md:block">
            <Moment at={order.placedAt} />
          </span>
        </div>
        <ul className="col-span-2 text-15 md:col-span-1">
          {order.lines.map((line) => (
            <li key={line.text} className="flex justify-between gap-3 md:justify-start">
              <span>{line.text}</span>
              <span className="figures font-semibold whitespace-nowrap">× {line.packs}</span>
            </li>
          ))}
          {ships && (
            <li>
              <ShipsAhead ships={ships} />
            </li>
          )}
          <li className="text-13 text-ink-3">
            <Weight grams={order.grams} />
          </li>
        </ul>
        <Destination order={order} whole={!asks} />
        <div className="text-right">
          <Money fen={order.totalFen} className="text-17 font-semibold" />
          {order.refundedFen > 0n && <Money fen={-order.refundedFen} className="block text-13" />}
        </div>
        <div className="col-span-2 md:col-span-1 md:text-right">
          {(showState || order.claimOpen) && (
            <span className="flex flex-wrap items-center gap-x-2 md:justify-end">
              {showState && <StateMark state={order.state} />}
              {order.claimOpen && <ClaimOpen to={`/coop/${desk}/orders/${order.number}#claims`} />}
            </span>
          )}
          {mayFulfil && <OneTap order={order} list={list} />}
          {order.state === "delivered" && order.claimUntil && <ClaimsUntil at={order.claimUntil} />}
        </div>
      </div>
      {asks && <Ship order={order} list={list} answer={answer} />}
    </li>
  );
}

function Destination({ order, whole }: { order: ListedDeskOrder; whole: boolean }) {
  const words = useTranslations("desk.orders");
  return (
    <div className="text-15 text-ink-2">
      {order.region}{" "}
      {whole && order.state !== "paid" && <span className="whitespace-nowrap">{order.recipient}</span>}
      {order.waybill && (
        <span className="figures block text-13 text-ink-3">
          {order.carrier} {order.waybill}
        </span>
      )}
      {order.note && order.state === "paid" && (
        <span className="block text-13 text-amber">
          {words("note")} {order.note}
        </span>
      )}
    </div>
  );
}

const STEP = { paid: "pack", shipped: "deliver" } as const;

/** A step that asks nothing more: one tap, and a second one changes nothing. */
function OneTap({ order, list }: { order: ListedDeskOrder; list: string }) {
  const words = useTranslations("desk.orders");
  const busy = useNavigation().state !== "idle";
  const step = order.state === "paid" || order.state === "shipped" ? STEP[order.state] : undefined;
  if (!step) return null;
  return (
    <Form method="post" action={list} preventScrollReset className="flex flex-col gap-3">
      <input type="hidden" name="number" value={order.number} />
      <Button name="intent" value={step} disabled={busy} className="max-md:min-h-12 max-md:w-full">
        {words(step)}
      </Button>
      <KeptDraft form={`${step}/${order.number}`} />
    </Form>
  );
}

function Ship({ order, list, answer }: Pick<OrderRowProps, "order" | "list" | "answer">) {
  const words = useTranslations("desk.orders");
  const own = answer?.orderId === order.id ? answer : undefined;
  return (
    <details open={own !== undefined || order.shownFor !== null} className="group mt-3 open:md:mt-3 md:mt-0">
      <summary className="flex min-h-12 cursor-pointer list-none items-center justify-center rounded-control border border-line bg-card px-4 text-15 font-semibold hover:border-ink-3 group-open:hidden md:absolute md:top-3 md:right-0 md:min-h-11 [&::-webkit-details-marker]:hidden">
        {words("fillWaybill")}
      </summary>
      <div className="grid gap-4 rounded-card bg-paper p-3 md:grid-cols-[1fr_2fr] md:bg-card md:p-4">
        <div>
          <AddressLabel address={order} />
          {order.shownFor && <ShownUntil {...order.shownFor} />}
          {order.mayReveal && <Reveal kind="order" number={order.number} action={list} answer={own} />}
        </div>
        <ShipForm
          number={order.number}
          action={list}
          problems={own?.problems ?? {}}
          values={own?.values ?? {}}
        />
      </div>
    </details>
  );
}

/** The buyer waits; the way to the answer. */
function ClaimOpen({ to }: { to: string }) {
  const words = useTranslations("claims");
  return (
    <Link to={to} prefetch="intent" className="inline-flex min-h-11 items-center">
      <Mark tone="wait">{words("mark")}</Mark>
    </Link>
  );
}

function ClaimsUntil({ at }: { at: Date }) {
  const words = useTranslations("desk.orders");
  return <p className="text-13 text-ink-3">{words.rich("claimsUntil", { at: () => <Moment at={at} /> })}</p>;
}
