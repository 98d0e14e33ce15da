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

const TONE = { create: "good", change: "wait", same: "plain", bad: "live" } as const;

/** What a row of the sheet would do: from what to what, or what is wrong in which cell. */
export function ImportRow({ row, products }: { row: ImportRowView; products: string }) {
  const words = useTranslations("excel.report");
  return (
    <li className="border-t border-line py-3 first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-16 text-13 text-ink-3 tabular-nums">{words("row", { row: row.number })}</span>
        <Mark tone={TONE[row.kind]}>{words(`kind.${row.kind}`)}</Mark>
        {row.kind === "create" && row.productId && <Mark>{words("newPack")}</Mark>}
        {row.toReview && <Mark>{words("toReview")}</Mark>}
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
        {row.packName && <span className="text-15 text-ink-2">{row.packName}</span>}
      </div>
      {row.problems.length > 0 && (
        <ul className="mt-1 sm:ml-19">
          {row.problems.map(({ heading, value, text }) => (
            <li key={`${heading} ${text}`} className="text-15 text-pretty">
              {heading && <span className="mr-2 font-semibold text-vermilion">{heading}</span>}
              {text}
              {value !== "" && (
                <span className="ml-2 text-13 break-all text-ink-2">{words("value", { value })}</span>
              )}
            </li>
          ))}
        </ul>
      )}
      {row.kind === "change" && row.changes.length > 0 && (
        <dl className="mt-1 grid gap-x-4 gap-y-1 text-15 sm:ml-19 sm:grid-cols-[minmax(6rem,auto)_1fr]">
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
