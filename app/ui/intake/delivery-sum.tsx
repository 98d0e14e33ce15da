import { useTranslations } from "use-intl";
import { MOST_WEIGHINGS, type Weighing, weigh } from "~/modules/intake/slip";
import { grossField, readPricePerJin, readWeight, tareField } from "~/modules/intake/slip.forms";
import { Money } from "~/ui/primitives/money";
import { Weight } from "~/ui/primitives/weight";

/** Net weight and amount while somebody types, by the same arithmetic that the slip is written with. */
export function DeliverySum({ values }: { values: Readonly<Record<string, string>> }) {
  const words = useTranslations("intake.delivery");
  const unit = values.unit === "kilogram" ? "kilogram" : "jin";
  const weighings: Weighing[] = [];
  for (let position = 0; position < MOST_WEIGHINGS; position += 1) {
    const grossGrams = readWeight(values[grossField(position)] ?? "", unit);
    if (grossGrams === undefined) continue;
    weighings.push({ grossGrams, tareGrams: readWeight(values[tareField(position)] ?? "", unit) ?? 0n });
  }
  const weighed = weigh(weighings, readPricePerJin(values.price ?? "") ?? 0n);
  return (
    <div aria-live="polite" className="min-w-0 px-1">
      {weighed.ok ? (
        <>
          <span className="block text-13 text-ink-2">
            {words.rich("net", {
              weight: () => (
                <Weight grams={weighed.value.netGrams} className="text-15 font-semibold text-ink" />
              ),
            })}
          </span>
          <Money fen={weighed.value.amountFen} className="text-20 font-semibold" />
        </>
      ) : (
        <span className="block text-13 text-pretty text-ink-3">{words("noSum")}</span>
      )}
    </div>
  );
}
