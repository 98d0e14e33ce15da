import { useTranslations } from "use-intl";
import { Moment } from "~/ui/primitives/moment";
import { Mark } from "~/ui/primitives/notice";

interface ShipsAheadProps {
  /** YYYY-MM-DD both */
  readonly ships: { readonly from: string; readonly until: string };
}

/** Says of goods that are sold before their harvest that they are, and when they will be sent. */
export function ShipsAhead({ ships }: ShipsAheadProps) {
  const words = useTranslations("goods");
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 text-13 text-ink-2">
      <Mark tone="wait">{words("ahead")}</Mark>
      <span>
        {words.rich("shipsAhead", {
          from: () => <Moment key="from" at={ships.from} shape="day" />,
          until: () => <Moment key="until" at={ships.until} shape="date" />,
        })}
      </span>
    </span>
  );
}

/** The same of an order or a row that carries the two days apart; null for goods that are there. */
export function shippingOf(row: {
  readonly shipsFrom: string | null;
  readonly shipsUntil: string | null;
}): ShipsAheadProps["ships"] | null {
  return row.shipsFrom && row.shipsUntil ? { from: row.shipsFrom, until: row.shipsUntil } : null;
}
