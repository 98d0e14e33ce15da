import { useTranslations } from "use-intl";
import { plainYuan } from "~/kernel/amount-text";
import type { LedgerMonth } from "~/modules/alliance/public-ledger";
import { ColumnHeads } from "~/ui/primitives/column-heads";
import { Money } from "~/ui/primitives/money";
import { Weight } from "~/ui/primitives/weight";

/** Twelve months as bars, and the same as a table for whoever reads figures. */
export function YearChart({ months }: { months: readonly LedgerMonth[] }) {
  const words = useTranslations("ledger.chart");
  // At least one fen, so that a year without sales is a row of nothing and no division by zero.
  const [most = 1n] = [1n, ...months.map((month) => month.creditedFen + month.pendingFen)]
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .slice(-1);
  const percent = (fen: bigint) => `${Number((fen * 1000n) / most) / 10}%`;
  return (
    <figure>
      <ol aria-hidden className="flex h-36 items-end gap-1.5 border-b border-line md:gap-3">
        {months.map((month) => (
          <li
            key={month.month}
            title={`${month.month} ¥${plainYuan(month.creditedFen + month.pendingFen)}`}
            className="flex h-full flex-1 flex-col justify-end"
          >
            <span
              className="rounded-t-[3px] bg-amber opacity-70"
              style={{ height: percent(month.pendingFen) }}
            />
            <span className="bg-field" style={{ height: percent(month.creditedFen) }} />
          </li>
        ))}
      </ol>
      <div aria-hidden className="flex gap-1.5 pt-1 md:gap-3">
        {months.map((month) => (
          <span key={month.month} className="figures flex-1 text-center text-13 text-ink-3">
            {Number(month.month.slice(5))}
          </span>
        ))}
      </div>
      <p aria-hidden className="mt-2 flex gap-4 text-13 text-ink-2">
        <span className="inline-flex items-center gap-1.5">
          <span className="size-3 rounded-full bg-field" /> {words("credited")}
        </span>
        <span className="inline-flex items-center gap-1.5">
          <span className="size-3 rounded-full bg-amber opacity-70" /> {words("pending")}
        </span>
      </p>
      <details className="mt-2">
        <summary className="inline-flex min-h-11 cursor-pointer items-center text-15 text-indigo">
          {words("table")}
        </summary>
        <div className="overflow-x-auto">
          <table className="w-full text-right text-15">
            <caption className="sr-only">{words("title")}</caption>
            <ColumnHeads
              ruled
              names={[words("month"), words("grams"), words("sales"), words("credited"), words("pending")]}
            />
            <tbody className="divide-y divide-line">
              {months.map((month) => (
                <tr key={month.month}>
                  <th scope="row" className="figures py-2 text-left font-normal">
                    {month.month}
                  </th>
                  <td>
                    <Weight grams={month.grams} />
                  </td>
                  <td>
                    <Money fen={month.salesFen} />
                  </td>
                  <td>
                    <Money fen={month.creditedFen} tone="credited" />
                  </td>
                  <td>
                    <Money fen={month.pendingFen} tone="pending" />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
