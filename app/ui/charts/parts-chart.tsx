import { classes } from "~/ui/primitives/classes";

export type PartTone = "field" | "indigo" | "amber" | "ink";

/** A kind of part, the same in every row. */
export interface PartKind {
  readonly name: string;
  readonly tone: PartTone;
}

export interface PartsRow {
  readonly key: string;
  readonly name: string;
  /** the whole row in words, with its unit */
  readonly total: string;
  /** one for each kind, never negative */
  readonly parts: readonly number[];
}

interface PartsChartProps {
  readonly kinds: readonly PartKind[];
  /** the longest bar decides the scale of all */
  readonly rows: readonly PartsRow[];
  /** all that the picture says, in a sentence */
  readonly summary: string;
}

const TONE: Readonly<Record<PartTone, string>> = {
  field: "bg-field",
  indigo: "bg-indigo",
  amber: "bg-amber",
  ink: "bg-ink-3",
};

/**
 * Things side by side, a bar each, cut into the same kinds of parts. Whoever does not see it is told `summary`; the figures
 * stand in the table beneath (`ChartFrame`).
 */
export function PartsChart({ kinds, rows, summary }: PartsChartProps) {
  const sum = (parts: readonly number[]) => parts.reduce((all, part) => all + part, 0);
  const longest = Math.max(...rows.map(({ parts }) => sum(parts)), 0);
  const share = (value: number) => (longest === 0 ? 0 : (value / longest) * 100);
  return (
    <div role="img" aria-label={summary}>
      {kinds.length > 1 && (
        <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-13 text-ink-2">
          {kinds.map(({ name, tone }) => (
            <li key={name} className="flex items-center gap-1.5">
              <span aria-hidden className={classes("size-3 rounded-full", TONE[tone])} />
              {name}
            </li>
          ))}
        </ul>
      )}
      <ul className="grid grid-cols-1 gap-3">
        {rows.map(({ key, name, total, parts }) => (
          <li key={key}>
            <p className="flex items-baseline justify-between gap-3 text-15">
              <span className="min-w-0 truncate">{name}</span>
              <span className="figures whitespace-nowrap text-ink-2">{total}</span>
            </p>
            <div className="mt-1 flex h-3 overflow-hidden rounded-full bg-line">
              {parts.map((part, at) => (
                <span
                  key={kinds[at]?.name}
                  className={classes(
                    "h-full",
                    TONE[kinds[at]?.tone ?? "ink"],
                    part > 0 && "min-w-1 border-r border-card",
                  )}
                  style={{ width: `${share(part)}%` }}
                />
              ))}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
