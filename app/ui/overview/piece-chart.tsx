import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { Period } from "~/kernel/period";
import { BarChart } from "~/ui/charts/bar-chart";
import { ChartFrame } from "~/ui/charts/chart-frame";
import { useFormats } from "~/ui/messages/formats";

/** One measure in one piece of a period. */
export interface PieceValue {
  /** first day of the piece */
  readonly piece: string;
  /** how high its bar is; what is below nothing is drawn as nothing */
  readonly value: number;
  readonly text: string;
  readonly shown: ReactNode;
}

interface PieceChartProps {
  readonly title: string;
  readonly period: Period;
  readonly pieces: readonly PieceValue[];
  /** a mark of the axis in words, with its unit */
  readonly mark: (value: number) => string;
  readonly tone: "field" | "amber" | "indigo";
}

/** A measure over a period, a bar for each of its pieces, with the table of the same figures. */
export function PieceChart({ title, period, pieces, mark, tone }: PieceChartProps) {
  const words = useTranslations("overview.chart");
  const { short, long } = usePieceNames(period);
  const highest = pieces.reduce<PieceValue | undefined>(
    (best, piece) => (best === undefined || piece.value > best.value ? piece : best),
    undefined,
  );
  const summary =
    highest && highest.value > 0
      ? words("summary", { name: title, piece: long(highest.piece), most: highest.text })
      : words("summaryNone", { name: title });
  return (
    <ChartFrame
      title={title}
      columns={[words(`column.${period.by}`), title]}
      rows={pieces
        .toReversed()
        .map(({ piece, shown }) => ({ key: piece, name: long(piece), values: [shown] }))}
    >
      <BarChart
        bars={pieces.map(({ piece, value, text }) => ({
          key: piece,
          label: short(piece),
          hint: `${long(piece)} ${text}`,
          value: Math.max(0, value),
        }))}
        mark={mark}
        tone={tone}
        summary={summary}
      />
    </ChartFrame>
  );
}

/** A piece of the period by its first day: as short as an axis needs it, and in full. */
function usePieceNames({ by }: Period) {
  const words = useTranslations("overview.chart");
  const format = useFormats();
  const at = (day: string) => new Date(`${day}T12:00:00+08:00`);
  // 11/12 is a day in November to a Chinese reader, and one of December to many who read English.
  const month = useLocale() === "en" ? "short" : "numeric";
  const dayText = (day: string) => format.dateTime(at(day), { month, day: "numeric" });
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

/** Yuan as an axis says them, short. */
export function useYuanMark(): (value: number) => string {
  const format = useFormats();
  return (value) => `¥${format.number(value, { notation: "compact" })}`;
}
