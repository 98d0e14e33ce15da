import { axisMarks, namedPlaces } from "./axis";

export interface Bar {
  readonly key: string;
  /** short, for the axis */
  readonly label: string;
  /** what a pointer is told */
  readonly hint: string;
  readonly value: number;
}

interface BarChartProps {
  readonly bars: readonly Bar[];
  /** a mark of the axis in words, with its unit */
  readonly mark: (value: number) => string;
  /** the smallest step of the axis */
  readonly least?: number;
  /** all that the picture says, in a sentence */
  readonly summary: string;
  readonly tone?: "field" | "amber" | "indigo";
}

const TONE = { field: "fill-field", amber: "fill-amber", indigo: "fill-indigo" } as const;
const HEIGHT = 172;
const TOP = 12;
/** wide enough for the longest mark of an axis */
const GUTTER = 60;
const BASE = 150;
/** As many names as fit on a phone under the bars: fewer where they are longer than `11/18`. */
const MOST_NAMED = { short: 6, long: 4 };
const LONGEST_SHORT = 5;
/** A bar of something is never as flat as one of nothing. */
const LOWEST = 2;

/**
 * Bars over time, drawn on the server. Widths are percentages and heights pixels, so that the drawing fits any screen while its
 * words keep their size. Whoever does not see it is told `summary`; the figures stand in the table beneath (`ChartFrame`).
 */
export function BarChart({ bars, mark, least = 1, summary, tone = "field" }: BarChartProps) {
  const marks = axisMarks(Math.max(0, ...bars.map((bar) => bar.value)), { least });
  const top = marks.at(-1) ?? 1;
  const y = (value: number) => BASE - (value / top) * (BASE - TOP);
  const slot = 100 / Math.max(1, bars.length);
  const isLong = bars.some((bar) => bar.label.length > LONGEST_SHORT);
  const named = namedPlaces(bars.length, isLong ? MOST_NAMED.long : MOST_NAMED.short);
  return (
    <div role="img" aria-label={summary} className="flex">
      <svg aria-hidden width={GUTTER} height={HEIGHT} className="shrink-0">
        {marks.map((value) => (
          <text
            key={value}
            x={GUTTER - 8}
            y={y(value) + 4}
            textAnchor="end"
            className="figures fill-ink-3 text-13"
          >
            {mark(value)}
          </text>
        ))}
      </svg>
      <svg aria-hidden height={HEIGHT} className="block w-0 flex-1 overflow-visible">
        {marks.map((value) => (
          <line key={value} x1="0" x2="100%" y1={y(value)} y2={y(value)} className="stroke-line" />
        ))}
        {bars.map((bar, index) => {
          const height = bar.value > 0 ? Math.max(LOWEST, BASE - y(bar.value)) : 0;
          return (
            <rect
              key={bar.key}
              x={`${(index + 0.14) * slot}%`}
              y={BASE - height}
              width={`${slot * 0.72}%`}
              height={height}
              rx="2"
              className={TONE[tone]}
            >
              <title>{bar.hint}</title>
            </rect>
          );
        })}
        <line x1="0" x2="100%" y1={BASE} y2={BASE} className="stroke-ink-3" />
        {bars.map(
          (bar, index) =>
            named.has(index) && (
              <text
                key={bar.key}
                x={`${(index + 0.5) * slot}%`}
                y={HEIGHT - 4}
                textAnchor="middle"
                className="figures fill-ink-3 text-13"
              >
                {bar.label}
              </text>
            ),
        )}
      </svg>
    </div>
  );
}
