import { useTranslations } from "use-intl";
import type { ProductState } from "~/modules/catalog/index.server";
import { Mark } from "~/ui/primitives/notice";

/** Where a listing stands, in a word. */
export function StateMark({ state }: { state: ProductState }) {
  const words = useTranslations("listings.state");
  return (
    <Mark tone={state === "published" ? "good" : state === "inReview" ? "wait" : "plain"}>
      {words(state)}
    </Mark>
  );
}
