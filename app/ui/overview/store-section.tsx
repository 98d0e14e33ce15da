import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { StockLot } from "~/modules/catalog/index.server";
import { Age } from "~/ui/desk/stock/stock-rows";
import { NothingFound } from "~/ui/illustrations/nothing-found";
import { Card } from "~/ui/primitives/layout";
import { Money } from "~/ui/primitives/money";
import { Empty } from "~/ui/primitives/notice";
import { Weight } from "~/ui/primitives/weight";
import type { StoreFigures } from "~/workflows/view-store-figures";
import { StoreCharts } from "./store-charts";

interface StoreSectionProps {
  readonly store: StoreFigures;
  /** the stock's address, for those who may open it */
  readonly at: string | null;
}

/** What stands in store as of now, whatever days the rest of the page is about. */
export function StoreSection({ store, at }: StoreSectionProps) {
  const words = useTranslations("overview.store");
  if (store.products.length === 0 && store.packs.length === 0) {
    return (
      <Empty scene={<NothingFound />} title={words("none")}>
        {words("noneText")}
      </Empty>
    );
  }
  const grams = store.products.reduce(
    (sum, each) => sum + each.unpackedGrams + each.inPacksGrams + each.wholesaleGrams,
    0n,
  );
  const costFen = store.products.reduce((sum, each) => sum + each.costFen, 0n);
  const free = store.packs.reduce((sum, each) => sum + each.shop + each.live, 0);
  return (
    <>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-5 md:grid-cols-4">
        <Total name={words("lots")}>
          <Weight grams={grams} />
        </Total>
        <Total name={words("cost")}>
          <Money fen={costFen} />
        </Total>
        <Total name={words("freePacks")}>
          <span className="figures">{free}</span>
        </Total>
        <Total name={words("toSell")}>
          <span className="figures">{store.toSell.length}</span>
        </Total>
      </dl>
      {store.toSell.length > 0 && <LotsToSell lots={store.toSell} at={at} />}
      <div className="mt-5">
        <StoreCharts store={store} />
      </div>
    </>
  );
}

function Total({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-13 text-ink-2">{name}</dt>
      <dd className="text-20 font-semibold md:text-26">{children}</dd>
    </div>
  );
}

function LotsToSell({ lots, at }: { lots: readonly StockLot[]; at: string | null }) {
  const words = useTranslations("overview.store");
  return (
    <Card className="mt-5 px-4">
      <h3 className="pt-4 text-15 font-semibold">{words("toSellTitle")}</h3>
      <ul className="divide-y divide-line">
        {lots.map((lot) => (
          <li key={lot.lotId} className="flex min-h-14 items-center justify-between gap-4 py-2 text-15">
            <span className="min-w-0">
              {at === null ? (
                lot.productName
              ) : (
                <Link
                  to={`${at}/lots/${lot.lotId}`}
                  className="inline-flex min-h-11 items-center text-indigo underline-offset-4 hover:underline"
                >
                  {lot.productName}
                </Link>
              )}{" "}
              <Age lot={lot} />
              <span className="figures block text-13 text-ink-3">{lot.code}</span>
            </span>
            <Weight grams={lot.leftGrams} unit="kilogram" className="font-semibold" />
          </li>
        ))}
      </ul>
    </Card>
  );
}
