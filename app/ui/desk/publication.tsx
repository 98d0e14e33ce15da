import { useFetcher } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { DeskProduct, ProductState } from "~/modules/catalog/index.server";
import { movesFrom, PUBLICATION_MOVES, type PublicationMove } from "~/modules/catalog/product";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { Button } from "~/ui/primitives/button";
import { RefusedNotice } from "~/ui/primitives/refused";
import type { SkuAnswer } from "./sku-form";

/** Putting away for good is not done by one tap. */
const SHOWN_MOVES: readonly Exclude<PublicationMove, "archive">[] = PUBLICATION_MOVES.filter(
  (move) => move !== "archive",
);

interface PublicationProps {
  readonly product: Pick<DeskProduct, "id" | "state">;
  /** of the form that was sent without JavaScript */
  readonly answer?: SkuAnswer | undefined;
  /** the page of all listings, where this stands on another; one stays there */
  readonly elsewhere?: string;
}

/** One tap that puts a listing on sale or takes it off. */
export function Publication({ product, answer, elsewhere }: PublicationProps) {
  const words = useTranslations("desk.products");
  const fetcher = useFetcher<SkuAnswer>();
  const open = movesFrom(product.state satisfies ProductState);
  const move = SHOWN_MOVES.find((each) => open.includes(each));
  const said =
    fetcher.data ?? (answer?.intent === "publication" && answer.of === product.id ? answer : undefined);
  const refused = said?.problems.productId as Parameters<typeof RefusedNotice>[0]["code"] | undefined;
  if (!move) return null;
  return (
    <fetcher.Form method="post" {...(elsewhere ? { action: elsewhere } : {})} className="shrink-0">
      {elsewhere && <input type="hidden" name="stay" value="1" />}
      <input type="hidden" name="intent" value="publication" />
      <input type="hidden" name="productId" value={product.id} />
      <Button
        name="move"
        value={move}
        kind={move === "publish" ? "field" : "second"}
        wide
        disabled={fetcher.state !== "idle"}
      >
        {words(`move.${move}`)}
      </Button>
      <KeptDraft form={`publication/${product.id}`} />
      {refused && (
        <div className="mt-2 max-w-60">
          <RefusedNotice code={refused} />
        </div>
      )}
    </fetcher.Form>
  );
}
