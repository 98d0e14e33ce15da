import { useLocale, useTranslations } from "use-intl";
import { plainYuan } from "~/kernel/amount-text";
import type { MoneyDue } from "~/modules/ordering/index.server";
import { BarChart } from "~/ui/charts/bar-chart";
import { ChartFrame } from "~/ui/charts/chart-frame";
import { useFormats } from "~/ui/messages/formats";
import { Moment } from "~/ui/primitives/moment";
import { Money } from "~/ui/primitives/money";
import { useYuanMark } from "./piece-chart";

/** Pending money by the day on which it is credited unless a buyer claims something; nothing where nothing is pending. */
export function DueChart({ due }: { due: readonly MoneyDue[] }) {
  const words = useTranslations("overview.money");
  const format = useFormats();
  const month = useLocale() === "en" ? "short" : "numeric";
  const mark = useYuanMark();
  if (due.length === 0) return null;
  const name = ({ day }: MoneyDue) =>
    day === null
      ? words("notDelivered")
      : format.dateTime(new Date(`${day}T12:00:00+08:00`), { month, day: "numeric" });
  const text = (each: MoneyDue) => `¥${plainYuan(each.fen)}`;
  const [most] = due.toSorted((one, other) => Number(other.fen - one.fen));
  return (
    <ChartFrame
      title={words("byDay")}
      columns={[words("windowEnds"), words("orders"), words("amount")]}
      rows={due.map((each) => ({
        key: each.day ?? "open",
        name: each.day ? <Moment at={each.day} shape="date" /> : words("notDelivered"),
        values: [each.orders, <Money key="fen" fen={each.fen} tone="pending" />],
      }))}
    >
      <BarChart
        bars={due.map((each) => ({
          key: each.day ?? "open",
          label: each.day === null ? words("notDeliveredShort") : name(each),
          hint: `${name(each)} ${text(each)}`,
          value: Math.max(0, Number(each.fen) / 100),
        }))}
        mark={mark}
        tone="amber"
        summary={most ? words("dueSummary", { day: name(most), most: text(most) }) : words("byDay")}
      />
    </ChartFrame>
  );
}
