import { useLocale, useTranslations } from "use-intl";
import { saysAmount, weightNumber } from "~/kernel/amount-text";
import type { Locale } from "~/kernel/text";
import { GRAMS_PER, type Grams, type WeightUnit } from "~/kernel/weight";
import { classes } from "./classes";

/**
 * The unit in which people of a language buy produce. A Taiwan 斤 is 600 g, not 500 g, so readers of zh-TW get
 * kilograms: the same character would mean another weight.
 */
const RETAIL_UNIT: Readonly<Record<Locale, WeightUnit>> = {
  "zh-CN": "jin",
  "zh-TW": "kilogram",
  en: "kilogram",
};

export function useRetailUnit(): WeightUnit {
  return RETAIL_UNIT[useLocale()];
}

interface WeightProps {
  readonly grams: Grams;
  readonly unit?: WeightUnit;
  readonly className?: string;
}

/** The one way a weight is shown. Without a unit: tonnes from one tonne on, else the reader's retail unit. */
export function Weight({ grams, unit, className }: WeightProps) {
  const words = useTranslations("units");
  const retail = useRetailUnit();
  const shown = unit ?? (grams >= GRAMS_PER.tonne ? "tonne" : retail);
  return (
    <span className={classes("figures whitespace-nowrap", className)}>
      {weightNumber(grams, shown)}
      <span className="ml-[0.15em] text-[0.9em] text-ink-2">{words(shown)}</span>
    </span>
  );
}

/** Whether a pack's name tells its weight already, in the unit its reader knows: then it is not said twice. */
export function useSaysWeight(): (name: string, grams: Grams) => boolean {
  const words = useTranslations("units");
  const unit = useRetailUnit();
  return (name, grams) => saysAmount(name, weightNumber(grams, unit), words(unit));
}

/** A pack by its name and, where the name does not tell it, its weight. */
export function NamedPack({ name, grams }: { name: string; grams: Grams }) {
  const saysWeight = useSaysWeight();
  if (saysWeight(name, grams)) return <>{name}</>;
  return (
    <>
      {name}
      <span aria-hidden> · </span>
      <Weight grams={grams} />
    </>
  );
}

/** So many of a pack: what it is, and how often. */
export function NamedPacks({ name, grams, packs }: { name: string; grams: Grams; packs: number }) {
  return (
    <>
      <NamedPack name={name} grams={grams} />
      <span className="figures"> × {packs}</span>
    </>
  );
}
