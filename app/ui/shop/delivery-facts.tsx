import { useTranslations } from "use-intl";
import { plainYuan, weightNumber } from "~/kernel/amount-text";
import type { FreightZone } from "~/modules/catalog/freight";
import { useRetailUnit } from "~/ui/primitives/weight";

export interface NamedZone extends FreightZone {
  /** names of the regions it covers; empty for the rest of the country */
  readonly regions: readonly string[];
}

/** What delivery costs, zone by zone, in words a buyer can check against the bill (明码标价规定 art 11). */
export function DeliveryFacts({ zones, shipsFrom }: { zones: readonly NamedZone[]; shipsFrom: string }) {
  const words = useTranslations("shop.product");
  return (
    <div className="text-15">
      <p className="text-ink-2">{words("freightFrom", { place: shipsFrom })}</p>
      <ul className="mt-2 divide-y divide-line border-y border-line">
        {zones.map((zone) => (
          <li key={zone.regionPrefixes.join()} className="py-2">
            <ZoneLine zone={zone} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function ZoneLine({ zone }: { zone: NamedZone }) {
  const words = useTranslations("shop.product");
  const units = useTranslations("units");
  const unit = useRetailUnit();
  const regions = zone.regions.join(words("listSeparator"));
  if (zone.refused) return <span className="text-ink-2">{words("freightRefused", { regions })}</span>;
  const weight = (grams: bigint) => `${weightNumber(grams, unit)} ${units(unit)}`;
  return (
    <>
      <span className="block text-13 text-ink-3">{regions || words("freightElsewhere")}</span>
      {words("freightLine", {
        first: weight(zone.firstGrams),
        firstPrice: `¥${plainYuan(zone.firstFen)}`,
        step: weight(zone.stepGrams),
        stepPrice: `¥${plainYuan(zone.stepFen)}`,
      })}
    </>
  );
}
