import { useTranslations } from "use-intl";
import type { LotView } from "~/modules/catalog/index.server";
import { Moment } from "~/ui/primitives/moment";

/** What was harvested when and where; the newest lot is what is being packed now. */
export function LotFacts({ lots }: { lots: readonly LotView[] }) {
  const words = useTranslations("shop.product");
  return (
    <ul className="divide-y divide-line border-y border-line text-15">
      {lots.map((lot) => (
        <li key={lot.code} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2">
          <span>
            {words.rich("harvested", { day: () => <Moment at={lot.harvestedOn} shape="day" /> })}
            <span className="block text-13 text-ink-3">{lot.origin}</span>
          </span>
          <span className="text-right text-ink-2">
            {lot.grade}
            <span className="figures block text-13 text-ink-3">{words("lotCode", { code: lot.code })}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
