import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { CartView } from "~/modules/ordering/cart";
import { ShipsAhead } from "~/ui/order/ships-ahead";
import { Card } from "~/ui/primitives/layout";
import { CartLine } from "./cart-line";

/** The cart's goods, parcel by parcel: each cooperative sends its own. */
export function CartGroups({ view }: { view: CartView }) {
  const words = useTranslations("checkout.cart");
  return (
    <div className="flex flex-col gap-4">
      {view.groups.map((group) => (
        <Card key={group.lines[0]?.skuId} className="px-4">
          <h2 className="border-b border-line py-3 text-13 font-normal">
            <Link to={`/cooperatives/${group.cooperativeSlug}`} className="text-field hover:underline">
              {words("sentBy", { cooperative: group.cooperativeName })}
            </Link>
            {group.ships && (
              <span className="mt-1 block">
                <ShipsAhead ships={group.ships} />
              </span>
            )}
          </h2>
          <ul className="divide-y divide-line">
            {group.lines.map((line) => (
              <CartLine key={line.skuId} line={line} />
            ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}
