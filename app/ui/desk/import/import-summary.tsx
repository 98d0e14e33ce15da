import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { PlannedRow } from "~/modules/catalog/sheet/planned";
import { classes } from "~/ui/primitives/classes";

export type RowKind = PlannedRow["kind"];
export const ROW_KINDS: readonly RowKind[] = ["bad", "change", "create", "same"];

/** How many rows of each kind, each leading to them. */
export function ImportSummary({
  counts,
  shown,
}: {
  counts: Readonly<Record<RowKind, number>>;
  shown: RowKind;
}) {
  const words = useTranslations("excel.report");
  return (
    <nav className="mt-5 flex flex-wrap gap-2" aria-label={words("title")}>
      {ROW_KINDS.map((kind) => (
        <Link
          key={kind}
          to={`?show=${kind}`}
          preventScrollReset
          aria-current={kind === shown ? "page" : undefined}
          className={classes(
            "inline-flex min-h-11 items-center rounded-full border px-4 text-15 tabular-nums no-underline",
            kind === shown
              ? "border-ink bg-ink text-paper"
              : "border-line bg-card text-ink hover:border-ink-3",
            kind !== shown && kind === "bad" && counts.bad > 0 && "border-vermilion text-vermilion",
          )}
        >
          {words(`counts.${kind}`, { count: counts[kind] })}
        </Link>
      ))}
    </nav>
  );
}
