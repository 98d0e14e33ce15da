import { useTranslations } from "use-intl";
import type { CartView } from "~/modules/ordering/cart";
import { Button, ButtonLink } from "~/ui/primitives/button";
import { Card } from "~/ui/primitives/layout";
import { Money } from "~/ui/primitives/money";

/** What the cart comes to and the way on: a bar at the thumb on a phone, a card beside the goods on a desk. */
export function CartSummary({ view }: { view: CartView }) {
  const words = useTranslations("checkout.cart");
  return (
    <div className="sticky bottom-0 z-20 -mx-4 border-t border-line bg-paper/95 px-4 py-3 backdrop-blur-sm md:top-24 md:mx-0 md:border-0 md:bg-transparent md:p-0">
      <Card className="contents md:block md:p-5">
        {!view.orderable && <p className="mb-2 text-13 text-amber">{words("mendFirst")}</p>}
        <div className="flex items-center justify-between gap-4 md:flex-col md:items-stretch">
          <dl className="min-w-0">
            <div className="flex items-baseline gap-2 md:justify-between">
              <dt className="text-13 text-ink-2 md:text-15">{words("goods")}</dt>
              <dd>
                <Money fen={view.goodsFen} tone="price" className="text-20 font-semibold" />
              </dd>
            </div>
            <div className="flex items-baseline gap-2 text-13 text-ink-3 md:mt-1 md:justify-between md:text-15">
              <dt>{words("freight")}</dt>
              <dd>{words("freightLater")}</dd>
            </div>
          </dl>
          {view.orderable ? (
            <ButtonLink to="/checkout" kind="primary" size="large" prefetch="intent" className="shrink-0">
              {words("checkout")}
            </ButtonLink>
          ) : (
            <Button type="button" kind="primary" size="large" disabled className="shrink-0">
              {words("checkout")}
            </Button>
          )}
        </div>
        <p className="mt-3 hidden text-13 text-ink-3 md:block">{words("moneyHint")}</p>
      </Card>
    </div>
  );
}
