import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { daysIn, type Period } from "~/kernel/period";
import type { ComparedFigures } from "~/modules/ordering/sales-figures";
import { Money } from "~/ui/primitives/money";
import { Weight } from "~/ui/primitives/weight";

interface SalesFiguresProps {
  readonly period: Period;
  readonly figures: ComparedFigures;
  /** refunds are counted where whole orders are somebody's */
  readonly refunds: boolean;
}

/** The sums of a period, each beside what it was in as many days before. */
export function SalesTotals({ period, figures, refunds }: SalesFiguresProps) {
  const words = useTranslations("overview.totals");
  const { total, before } = figures;
  const days = daysIn(period);
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-5 md:grid-cols-4">
      <Total name={words("sales")} now={total.salesFen} before={before.salesFen} days={days}>
        <Money fen={total.salesFen} />
      </Total>
      <Total name={words("orders")} now={BigInt(total.orders)} before={BigInt(before.orders)} days={days}>
        <span className="figures">{total.orders}</span>
      </Total>
      <Total name={words("weight")} now={total.grams} before={before.grams} days={days}>
        <Weight grams={total.grams} />
      </Total>
      {refunds && (
        <Total name={words("refunded")} now={total.refundedFen} before={before.refundedFen} days={days}>
          <Money fen={-total.refundedFen} />
        </Total>
      )}
    </dl>
  );
}

interface TotalProps {
  readonly name: string;
  readonly now: bigint;
  readonly before: bigint;
  readonly days: number;
  readonly children: ReactNode;
}

function Total({ name, now, before, days, children }: TotalProps) {
  const words = useTranslations("overview.totals");
  const change = changeOf(now, before);
  return (
    <div>
      <dt className="text-13 text-ink-2">{name}</dt>
      <dd className="text-20 font-semibold md:text-26">{children}</dd>
      <dd className="text-13 text-ink-3">
        {words(change.is, { days, percent: change.percent, times: change.times })}
      </dd>
    </div>
  );
}

interface Change {
  readonly is: "more" | "times" | "less" | "same" | "nothingBefore";
  /** whole, never negative; what is many times as much is said so */
  readonly percent: number;
  readonly times: number;
}

/** From three times as much on, per cent say nothing to anybody. */
const SAID_IN_TIMES = 200;

/** How a sum compares with the one before it. */
export function changeOf(now: bigint, before: bigint): Change {
  if (before === 0n) return { is: now === 0n ? "same" : "nothingBefore", percent: 0, times: 0 };
  const percent = Math.round(Number(((now - before) * 1000n) / before) / 10);
  if (percent === 0) return { is: "same", percent: 0, times: 1 };
  const times = Math.round(Number((now * 10n) / before)) / 10;
  if (percent >= SAID_IN_TIMES) return { is: "times", percent, times };
  return { is: percent > 0 ? "more" : "less", percent: Math.abs(percent), times };
}
