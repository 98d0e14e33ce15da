import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { LotView } from "~/modules/catalog/index.server";
import { Moment } from "~/ui/primitives/moment";

/** What was harvested when and where: the lot that is being packed now, and the ones before it folded away. */
export function LotFacts({ lots }: { lots: readonly LotView[] }) {
  const words = useTranslations("shop.product");
  const [current, ...earlier] = lots;
  if (!current) return <p className="text-15 text-ink-2">{words("noLot")}</p>;
  return (
    <div className="border-y border-line text-15">
      <Lot lot={current} />
      {earlier.length > 0 && (
        <details className="border-t border-line">
          <summary className="flex min-h-11 cursor-pointer items-center text-indigo">
            {words("earlierLots", { count: earlier.length })}
          </summary>
          <div className="divide-y divide-line border-t border-line">
            {earlier.map((lot) => (
              <Lot key={lot.code} lot={lot} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}

function Lot({ lot }: { lot: LotView }) {
  const words = useTranslations("shop.product");
  return (
    <div className="py-3">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-semibold">
          {words.rich("harvested", { day: () => <Moment at={lot.harvestedOn} shape="day" /> })}
        </span>
        <span className="figures text-13 text-ink-3">{words("lotCode", { code: lot.code })}</span>
      </p>
      <p className="text-ink-2">{lot.grade}</p>
      <p className="text-13 text-ink-3">{lot.origin}</p>
      <Link
        to={`/trace/${lot.code}`}
        reloadDocument
        className="inline-flex min-h-11 items-center text-indigo underline underline-offset-4"
      >
        {words("lotPassport")}
      </Link>
    </div>
  );
}
