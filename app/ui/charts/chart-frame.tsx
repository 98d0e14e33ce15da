import { type ReactNode, useId } from "react";
import { useTranslations } from "use-intl";
import { classes } from "~/ui/primitives/classes";
import { ColumnHeads } from "~/ui/primitives/column-heads";
import { FoldLine } from "~/ui/primitives/fold";

interface ChartFrameProps {
  readonly title: string;
  readonly children: ReactNode;
  /** the same figures as rows: a name and a value under each further column */
  readonly rows: readonly {
    readonly key: string;
    readonly name: ReactNode;
    readonly values: readonly ReactNode[];
  }[];
  /** that of the names, then those of the values; no two alike */
  readonly columns: readonly [name: string, ...values: string[]];
}

/** A phone has no room for a name beside many figures: there it stands above them, and they keep their columns. */
const NAME_ABOVE =
  "max-sm:[&_td]:pb-2 max-sm:[&_tbody_th]:col-span-full max-sm:[&_tbody_th]:pb-0 max-sm:[&_th:first-child]:pl-2 max-sm:[&_thead_th:first-child]:sr-only max-sm:[&_tr]:grid";
/** By the number of columns. */
const STACKED: Readonly<Record<number, string>> = {
  4: `${NAME_ABOVE} max-sm:[&_tr]:grid-cols-3`,
  5: `${NAME_ABOVE} max-sm:[&_tr]:grid-cols-4`,
};

/** A chart under its title, with the table of the same figures beneath it. */
export function ChartFrame({ title, children, rows, columns }: ChartFrameProps) {
  const words = useTranslations("overview.chart");
  const id = useId();
  return (
    <figure aria-labelledby={id} className="rounded-card border border-line bg-card px-4 pt-4 pb-1">
      <figcaption id={id} className="mb-3 text-15 font-semibold">
        {title}
      </figcaption>
      {children}
      <FoldLine className="mt-1" title={words("table")}>
        <table className={classes("w-full text-15", STACKED[columns.length])}>
          <caption className="sr-only">{title}</caption>
          <ColumnHeads ruled names={columns} />
          <tbody className="divide-y divide-line">
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row" className="py-2 text-left font-normal">
                  {row.name}
                </th>
                {row.values.map((value, at) => (
                  <td key={columns[at + 1]} className="figures py-2 pl-2 text-right">
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </FoldLine>
    </figure>
  );
}
