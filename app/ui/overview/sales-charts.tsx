import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { plainYuan, weightNumber } from "~/kernel/amount-text";
import type { Period } from "~/kernel/period";
import type { ComparedFigures, PieceFigures } from "~/modules/ordering/sales-figures";
import { ChartRow } from "~/ui/charts/chart-row";
import { useFormats } from "~/ui/messages/formats";
import { Money } from "~/ui/primitives/money";
import { Weight } from "~/ui/primitives/weight";
import { PieceChart, useYuanMark } from "./piece-chart";

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
  readonly tone: "field" | "amber" | "indigo";
}

const GRAMS_PER_KILOGRAM = 1000;

function useMeasures(): readonly Measure[] {
  const units = useTranslations("units");
  const words = useTranslations("overview.chart");
  const format = useFormats();
  const yuan = useYuanMark();
  const number = (value: number) => format.number(value);
  return [
    {
      name: "sales",
      value: (piece) => Number(piece.salesFen) / 100,
      text: (piece) => `¥${plainYuan(piece.salesFen)}`,
      shown: (piece) => <Money fen={piece.salesFen} />,
      mark: yuan,
      tone: "field",
    },
    {
      name: "weight",
      value: (piece) => Number(piece.grams) / GRAMS_PER_KILOGRAM,
      text: (piece) => `${weightNumber(piece.grams, "kilogram")} ${units("kilogram")}`,
      shown: (piece) => <Weight grams={piece.grams} unit="kilogram" />,
      mark: (value) => `${number(value)} ${units("kilogram")}`,
      tone: "indigo",
    },
    {
      name: "orders",
      value: (piece) => piece.orders,
      text: (piece) => words("orderCount", { count: piece.orders }),
      shown: (piece) => piece.orders,
      mark: number,
      tone: "field",
    },
    {
      name: "refunded",
      value: (piece) => Number(piece.refundedFen) / 100,
      text: (piece) => `¥${plainYuan(piece.refundedFen)}`,
      shown: (piece) => <Money fen={-piece.refundedFen} />,
      mark: yuan,
      tone: "amber",
    },
  ];
}

/** Sales, weight, orders and refunds over a period, a chart each. */
export function SalesCharts({ period, figures, refunds }: SalesChartsProps) {
  const words = useTranslations("overview.chart");
  const measures = useMeasures().filter((measure) => refunds || measure.name !== "refunded");
  return (
    <ChartRow>
      {measures.map((measure) => (
        <PieceChart
          key={measure.name}
          title={words(measure.name)}
          period={period}
          pieces={figures.pieces.map((piece) => ({
            piece: piece.piece,
            value: measure.value(piece),
            text: measure.text(piece),
            shown: measure.shown(piece),
          }))}
          mark={measure.mark}
          tone={measure.tone}
        />
      ))}
    </ChartRow>
  );
}
