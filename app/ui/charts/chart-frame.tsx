import { type ReactNode, useId } from "react";
import { useTranslations } from "use-intl";
import { ColumnHeads } from "~/ui/primitives/column-heads";
import { FoldLine } from "~/ui/primitives/fold";

interface ChartFrameProps {
  readonly title: string;
  readonly children: ReactNode;
  /** the same figures as rows: name, value */
  readonly rows: readonly { readonly key: string; readonly name: ReactNode; readonly value: ReactNode }[];
  readonly columns: readonly [name: string, value: string];
}

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
        <table className="w-full text-15">
          <caption className="sr-only">{title}</caption>
          <ColumnHeads ruled names={columns} />
          <tbody className="divide-y divide-line">
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row" className="py-2 text-left font-normal">
                  {row.name}
                </th>
                <td className="figures py-2 text-right">{row.value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </FoldLine>
    </figure>
  );
}
