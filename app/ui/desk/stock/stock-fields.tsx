import { useTranslations } from "use-intl";
import type { GramMoveReason, LotReason, PackMoveReason, StockReason } from "~/modules/catalog/stock-reasons";
import { ChoiceField, NoteField, ReasonField, type StockFormState } from "./stock-form";

type Reason = GramMoveReason | LotReason | PackMoveReason | StockReason;

/** Less than was thought, or more. */
export function FewerOrMore(state: StockFormState) {
  const words = useTranslations("stock");
  return (
    <ChoiceField
      {...state}
      name="way"
      legend={words("direction")}
      options={[
        { value: "take", label: words("fewer") },
        { value: "add", label: words("more") },
      ]}
    />
  );
}

/** Why, out of what the act knows as reasons, and what else there is to say. */
export function WhyFields({ reasons, ...state }: StockFormState & { readonly reasons: readonly Reason[] }) {
  const words = useTranslations("stock");
  return (
    <>
      <ReasonField
        {...state}
        label={words("why")}
        none={words("choose")}
        options={reasons.map((value) => ({ value, label: words(`reason.${value}`) }))}
      />
      <NoteField {...state} />
    </>
  );
}
