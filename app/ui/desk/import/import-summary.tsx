import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { PlannedRow } from "~/modules/catalog/sheet/planned";
import { ChipRow, chipLook } from "~/ui/primitives/chip-row";
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
    <ChipRow label={words("title")} chosen={shown} className="mt-5">
      {ROW_KINDS.map((kind) => (
        <Link
          key={kind}
          to={`?show=${kind}`}
          preventScrollReset
          aria-current={kind === shown ? "page" : undefined}
          className={classes(
            chipLook(kind === shown),
            "tabular-nums",
            kind !== shown && kind === "bad" && counts.bad > 0 && "text-vermilion!",
          )}
        >
          {words(`counts.${kind}`, { count: counts[kind] })}
        </Link>
      ))}
    </ChipRow>
  );
}
