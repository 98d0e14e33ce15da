import { useTranslations } from "use-intl";
import type { Period } from "~/kernel/period";
import type { ComparedFigures } from "~/modules/ordering/sales-figures";
import { NoOrders } from "~/ui/illustrations/no-orders";
import { Empty } from "~/ui/primitives/notice";
import { SalesCharts } from "./sales-charts";
import { SalesTotals } from "./sales-figures";

interface SalesSectionProps {
  readonly period: Period;
  readonly figures: ComparedFigures;
  /** refunds are counted where whole orders are somebody's */
  readonly refunds: boolean;
  /** what is said while nothing was sold */
  readonly none: string;
}

/** What was sold in a period, by a cooperative, of a village's goods or by a host's links. */
export function SalesSection({ period, figures, refunds, none }: SalesSectionProps) {
  const words = useTranslations("overview");
  const { total } = figures;
  if (total.orders === 0 && total.refundedFen === 0n) {
    return (
      <Empty scene={<NoOrders />} title={words("none")}>
        {none}
      </Empty>
    );
  }
  return (
    <>
      <SalesTotals period={period} figures={figures} refunds={refunds} />
      <SalesCharts period={period} figures={figures} refunds={refunds} />
    </>
  );
}
