import { useTranslations } from "use-intl";
import type { CartView } from "~/modules/ordering/cart";
import { Thumbnail } from "~/ui/cart/thumbnail";
import { ShipsAhead } from "~/ui/order/ships-ahead";
import { Card } from "~/ui/primitives/layout";
import { Money } from "~/ui/primitives/money";
import { NamedPacks } from "~/ui/primitives/weight";

/** What is being bought, parcel by parcel, and what it comes to. Its height does not depend on the region. */
export function CheckoutSummary({ view }: { view: CartView }) {
  const words = useTranslations("checkout.summary");
  const cart = useTranslations("checkout.cart");
  return (
    <Card className="px-4 py-2">
      {view.groups.map((group) => (
        <div key={group.lines[0]?.skuId} className="border-b border-line py-3">
          <h3 className="text-13 text-field">{cart("sentBy", { cooperative: group.cooperativeName })}</h3>
          {group.ships && <ShipsAhead ships={group.ships} />}
          <ul className="mt-2 flex flex-col gap-3">
            {group.lines.map((line) => (
              <li key={line.skuId} className="flex items-center gap-3 text-15">
                <Thumbnail imageKey={line.imageKey} />
                <span className="min-w-0 flex-1">
                  <span className="block leading-snug">{line.name}</span>
                  <span className="block text-13 text-ink-2">
                    <NamedPacks name={line.skuName} grams={line.netGrams} packs={line.packs} />
                  </span>
                  {line.trouble && (
                    <span className="block text-13 text-amber">
                      {line.trouble === "tooFew"
                        ? cart("tooFew", { count: line.available })
                        : cart(line.trouble)}
                    </span>
                  )}
                </span>
                <Money fen={line.goodsFen} />
              </li>
            ))}
          </ul>
        </div>
      ))}
      <dl className="py-2 text-15">
        <Row name={words("goods")} fen={view.goodsFen} />
        <Row name={words("freight")} fen={view.freightFen} />
        <div className="flex items-baseline justify-between gap-4 pt-1 font-semibold">
          <dt>{words("total")}</dt>
          <dd className="text-20">
            {view.totalFen === null ? "—" : <Money fen={view.totalFen} tone="price" />}
          </dd>
        </div>
      </dl>
      {view.groups.length > 1 && (
        <p className="pb-2 text-13 text-ink-3">{words("parcels", { count: view.groups.length })}</p>
      )}
    </Card>
  );
}

function Row({ name, fen }: { name: string; fen: bigint | null }) {
  const words = useTranslations("checkout.summary");
  return (
    <div className="flex items-baseline justify-between gap-4 py-1">
      <dt className="text-ink-2">{name}</dt>
      <dd>
        {fen === null ? (
          <span className="text-13 text-ink-3">{words("freightUnknown")}</span>
        ) : (
          <Money fen={fen} />
        )}
      </dd>
    </div>
  );
}
