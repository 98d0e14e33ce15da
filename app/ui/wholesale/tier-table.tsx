import { useTranslations } from "use-intl";
import { unitPriceText, weightNumber } from "~/kernel/amount-text";
import type { Grams } from "~/kernel/weight";
import { type Band, bandsOf, priceFor, type Tier } from "~/modules/wholesale/offer";
import { classes } from "~/ui/primitives/classes";
import { PricePerWeight } from "~/ui/primitives/money";
import { useRetailUnit } from "~/ui/primitives/weight";

interface TierTableProps {
  readonly tiers: readonly Tier[];
  /** Marks the tier that this weight reaches. */
  readonly grams?: Grams | undefined;
  /** Also per jin and per tonne, as buyers count it. */
  readonly full?: boolean;
}

/** Prices by quantity. A tier's price holds for the whole quantity once it is reached. */
export function TierTable({ tiers, grams, full = false }: TierTableProps) {
  const words = useTranslations("wholesale.tiers");
  const units = useTranslations("units");
  const retail = useRetailUnit();
  const reached = grams === undefined ? undefined : priceFor(grams, tiers)?.band.fromGrams;
  return (
    <table className="w-full text-15">
      <thead>
        <tr className="border-b border-line text-left text-13 text-ink-3">
          <th className="py-1 font-normal">{words("quantity")}</th>
          {full && retail !== "kilogram" && (
            <th className="py-1 text-right font-normal max-sm:hidden">{`/${units(retail)}`}</th>
          )}
          {full && <th className="py-1 text-right font-normal">{words("perTonne")}</th>}
          <th className="py-1 text-right font-normal">{words("price")}</th>
        </tr>
      </thead>
      <tbody>
        {bandsOf(tiers).map((band) => {
          const here = band.fromGrams === reached;
          return (
            <tr
              key={String(band.fromGrams)}
              aria-current={here || undefined}
              className={classes("border-b border-line last:border-b-0", here && "bg-vermilion-tint")}
            >
              <th
                scope="row"
                className={classes("figures py-2 text-left font-normal", here && "pl-2 font-semibold")}
              >
                <BandText band={band} />
              </th>
              {full && retail !== "kilogram" && (
                <td className="figures py-2 text-right text-ink-2 max-sm:hidden">
                  ¥{unitPriceText(band.unitPrice, retail)}
                </td>
              )}
              {full && (
                <td className="figures py-2 text-right text-ink-2">
                  ¥{unitPriceText(band.unitPrice, "tonne").replace(/\.00$/, "")}
                </td>
              )}
              <td className={classes("py-2 text-right", here && "pr-2")}>
                <PricePerWeight
                  price={band.unitPrice}
                  unit="kilogram"
                  className={classes("font-semibold", here ? "text-vermilion" : undefined)}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

export function BandText({ band }: { band: Band }) {
  const words = useTranslations("wholesale.tiers");
  const from = weightNumber(band.fromGrams, "tonne");
  if (band.belowGrams === null) return words("last", { from });
  return words("band", { from, below: weightNumber(band.belowGrams, "tonne") });
}
