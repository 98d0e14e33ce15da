import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { plainYuan, weightNumber } from "~/kernel/amount-text";
import type { Period } from "~/kernel/period";
import type { ComparedFigures, PieceFigures } from "~/modules/ordering/sales-figures";
import { BarChart } from "~/ui/charts/bar-chart";
import { ChartFrame } from "~/ui/charts/chart-frame";
import { Money } from "~/ui/primitives/money";
import { Weight } from "~/ui/primitives/weight";

interface SalesChartsProps {
  readonly period: Period;
  readonly figures: ComparedFigures;
  readonly refunds: boolean;
}

/** A measure of sales: what a bar is as high as, and how it is said and shown. */
interface Measure {
  readonly name: "sales" | "weight" | "orders" | "refunded";
  readonly value: (piece: PieceFigures) => number;
  readonly text: (piece: PieceFigures) => string;
  readonly shown: (piece: PieceFigures) => ReactNode;
  readonly mark: (value: number) => string;
  readonly least: number;
  readonly tone: "field" | "amber" | "indigo";
}

const GRAMS_PER_KILOGRAM = 1000;

function useMeasures(): readonly Measure[] {
  const units = useTranslations("units");
  const words = useTranslations("overview.chart");
  const format = useFormatter();
  const yuan = (value: number) => `¥${format.number(value, { notation: "compact" })}`;
  const number = (value: number) => format.number(value);
  return [
    {
      name: "sales",
      value: (piece) => Number(piece.salesFen) / 100,
      text: (piece) => `¥${plainYuan(piece.salesFen)}`,
      shown: (piece) => <Money fen={piece.salesFen} />,
      mark: yuan,
      least: 1,
      tone: "field",
    },
    {
      name: "weight",
      value: (piece) => Number(piece.grams) / GRAMS_PER_KILOGRAM,
      text: (piece) => `${weightNumber(piece.grams, "kilogram")} ${units("kilogram")}`,
      shown: (piece) => <Weight grams={piece.grams} unit="kilogram" />,
      mark: (value) => `${number(value)} ${units("kilogram")}`,
      least: 1,
      tone: "indigo",
    },
    {
      name: "orders",
      value: (piece) => piece.orders,
      text: (piece) => words("orderCount", { count: piece.orders }),
      shown: (piece) => piece.orders,
      mark: number,
      least: 1,
      tone: "field",
    },
    {
      name: "refunded",
      value: (piece) => Number(piece.refundedFen) / 100,
      text: (piece) => `¥${plainYuan(piece.refundedFen)}`,
      shown: (piece) => <Money fen={-piece.refundedFen} />,
      mark: yuan,
      least: 1,
      tone: "amber",
    },
  ];
}

/** Sales, weight, orders and refunds over a period, a chart each. */
export function SalesCharts({ period, figures, refunds }: SalesChartsProps) {
  const measures = useMeasures().filter((measure) => refunds || measure.name !== "refunded");
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      {measures.map((measure) => (
        <MeasureChart key={measure.name} measure={measure} period={period} pieces={figures.pieces} />
      ))}
    </div>
  );
}

interface MeasureChartProps {
  readonly measure: Measure;
  readonly period: Period;
  readonly pieces: readonly PieceFigures[];
}

function MeasureChart({ measure, period, pieces }: MeasureChartProps) {
  const words = useTranslations("overview.chart");
  const { short, long } = usePieceNames(period);
  const highest = pieces.reduce<PieceFigures | undefined>(
    (best, piece) => (best === undefined || measure.value(piece) > measure.value(best) ? piece : best),
    undefined,
  );
  const summary =
    highest && measure.value(highest) > 0
      ? words("summary", {
          name: words(measure.name),
          piece: long(highest.piece),
          most: measure.text(highest),
        })
      : words("summaryNone", { name: words(measure.name) });
  return (
    <ChartFrame
      title={words(measure.name)}
      columns={[words(`column.${period.by}`), words(measure.name)]}
      rows={pieces
        .toReversed()
        .map((piece) => ({ key: piece.piece, name: long(piece.piece), value: measure.shown(piece) }))}
    >
      <BarChart
        bars={pieces.map((piece) => ({
          key: piece.piece,
          label: short(piece.piece),
          hint: `${long(piece.piece)} ${measure.text(piece)}`,
          value: measure.value(piece),
        }))}
        mark={measure.mark}
        least={measure.least}
        tone={measure.tone}
        summary={summary}
      />
    </ChartFrame>
  );
}

/** A piece of the period by its first day: as short as an axis needs it, and in full. */
function usePieceNames({ by }: Period) {
  const words = useTranslations("overview.chart");
  const format = useFormatter();
  const at = (day: string) => new Date(`${day}T12:00:00+08:00`);
  const dayText = (day: string) => format.dateTime(at(day), { month: "numeric", day: "numeric" });
  if (by === "month") {
    return {
      short: (day: string) => format.dateTime(at(day), { month: "short" }),
      long: (day: string) => format.dateTime(at(day), { year: "numeric", month: "long" }),
    };
  }
  const full = (day: string) => format.dateTime(at(day), { month: "long", day: "numeric" });
  return {
    short: dayText,
    long: by === "week" ? (day: string) => words("weekOf", { day: full(day) }) : full,
  };
}
