import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { PlannedRow } from "~/modules/catalog/sheet/planned";
import { Mark } from "~/ui/primitives/notice";

/** One row of a sheet with what it would do, said in the reader's language. */
export interface ImportRowView {
  readonly number: number;
  readonly kind: PlannedRow["kind"];
  readonly name: string;
  readonly packName: string;
  readonly productId: string | null;
  readonly toReview: boolean;
  readonly changes: readonly { readonly heading: string; readonly before: string; readonly after: string }[];
  readonly problems: readonly {
    readonly heading: string | null;
    readonly value: string;
    readonly text: string;
  }[];
}

/**
 * What a row of the sheet would do: from what to what, or what is wrong in which cell. The list it stands in says of which
 * kind it is.
 */
export function ImportRow({ row, products }: { row: ImportRowView; products: string }) {
  const words = useTranslations("excel.report");
  return (
    <li className="border-t border-line py-3 first:border-t-0">
      <div className="flex items-baseline justify-between gap-3">
        <p className="min-w-0">
          <span className="font-semibold">
            {row.productId ? (
              <Link
                to={`${products}/${row.productId}`}
                className="text-ink underline-offset-4 hover:underline"
                title={words("edit")}
              >
                {row.name}
              </Link>
            ) : (
              row.name
            )}
          </span>
          {row.packName && <span className="ml-2 inline-block text-15 text-ink-2">{row.packName}</span>}
        </p>
        <p className="shrink-0 text-13 text-ink-3 tabular-nums">
          {words("row", { row: row.number })}
          <span className="sr-only"> {words(`kind.${row.kind}`)}</span>
        </p>
      </div>
      {(row.toReview || (row.kind === "create" && row.productId)) && (
        <p className="mt-1 flex flex-wrap gap-2">
          {row.kind === "create" && row.productId && <Mark>{words("newPack")}</Mark>}
          {row.toReview && <Mark>{words("toReview")}</Mark>}
        </p>
      )}
      {row.problems.length > 0 && (
        <ul className="mt-1 space-y-1">
          {row.problems.map(({ heading, value, text }) => (
            <li key={`${heading} ${text}`} className="text-15 text-pretty">
              {heading && <span className="mr-2 font-semibold text-vermilion">{heading}</span>}
              {text}
              {value !== "" && (
                <span className="block text-13 wrap-anywhere text-ink-3">{words("value", { value })}</span>
              )}
            </li>
          ))}
        </ul>
      )}
      {row.kind === "change" && row.changes.length > 0 && (
        <dl className="mt-1 grid gap-x-4 gap-y-1 text-15 sm:grid-cols-[minmax(6rem,auto)_1fr]">
          {row.changes.map(({ heading, before, after }) => (
            <div key={heading} className="contents">
              <dt className="text-ink-2">{heading}</dt>
              <dd className="mb-1 break-words sm:mb-0">
                <del className="text-ink-3 decoration-ink-3">{before}</del>
                <span className="mx-2 text-ink-3" aria-hidden>
                  →
                </span>
                <ins className="font-semibold no-underline">{after}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
