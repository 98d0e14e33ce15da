import { useTranslations } from "use-intl";
import { Section } from "~/ui/primitives/layout";

const STEPS = ["1", "2", "3"] as const;

/** The promise of the shop in three steps. */
export function HowMoneyTravels() {
  const words = useTranslations("shop.home");
  return (
    <Section title={words("how")}>
      <ol className="grid gap-3 md:grid-cols-3">
        {STEPS.map((step) => (
          <li key={step} className="flex gap-4 rounded-card border border-line bg-card p-4">
            <span
              aria-hidden
              className="figures grid size-9 shrink-0 place-items-center rounded-full bg-field text-17 font-semibold text-on-field"
            >
              {step}
            </span>
            <div>
              <h3 className="text-17">{words(`how${step}`)}</h3>
              <p className="mt-1 text-15 text-ink-2">{words(`how${step}Text`)}</p>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
