import { useTranslations } from "use-intl";
import type { Fen } from "~/kernel/money";
import type { LegKind } from "~/modules/sharing/plan";
import { StackedBar } from "~/ui/primitives/stacked-bar";

/** One colour a kind, the same wherever money is followed; green is the village's side. */
const COLOUR: Readonly<Record<LegKind, string>> = {
  growers: "var(--field)",
  collective: "#6fa06f",
  cooperative: "var(--vermilion)",
  packing: "#d98a5b",
  freight: "var(--ink-3)",
  host: "var(--amber)",
  alliance: "var(--indigo)",
  portal: "#a9b7c6",
};

export interface FlowPart {
  readonly kind: LegKind;
  readonly fen: Fen;
  /** who exactly, such as the collective's name */
  readonly who?: string | undefined;
}

/** Where the money of a pack or an order goes: one bar, and the same in words and figures. */
export function MoneyFlow({ parts }: { parts: readonly FlowPart[] }) {
  const words = useTranslations("shop");
  return (
    <StackedBar
      label={words("product.money")}
      parts={parts.map((part) => ({
        key: part.kind,
        label: words(`legs.${part.kind}`),
        note: part.who,
        fen: part.fen,
        colour: COLOUR[part.kind],
      }))}
    />
  );
}
