import { useTranslations } from "use-intl";
import { PRICE_BASES, type PriceBasis } from "~/modules/wholesale/offer";
import { classes } from "~/ui/primitives/classes";
import { Mark } from "~/ui/primitives/notice";

export function BasisMark({ basis }: { basis: PriceBasis }) {
  const words = useTranslations("wholesale.basis");
  return <Mark>{words(basis)}</Mark>;
}

/** What each price covers; a tonne at the field and a tonne at the market are not the same price. */
export function PriceBases({ only }: { only?: PriceBasis }) {
  const words = useTranslations("wholesale.basis");
  const shown = only ? [only] : PRICE_BASES;
  return (
    <dl className={classes("grid gap-4 text-15", !only && "md:grid-cols-3 md:gap-8")}>
      {shown.map((basis) => (
        <div key={basis} className="border-t-2 border-field pt-2">
          <dt className="font-semibold">{words(basis)}</dt>
          <dd className="mt-1 text-ink-2">{words(`${basis}Text`)}</dd>
        </div>
      ))}
    </dl>
  );
}
