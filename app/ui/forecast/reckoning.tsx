import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { weightNumber } from "~/kernel/amount-text";
import { householdCode } from "~/modules/intake/household";
import type { ForecastField, ForecastPage } from "~/modules/intake/index.server";
import { Card } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { Weight } from "~/ui/primitives/weight";

const inMu = (area: number) => area / 100;

/** The forecast, and behind each number of it a fold that says where it comes from. */
export function Reckoning({ page }: { page: ForecastPage }) {
  const words = useTranslations("forecast");
  const { forecast, fields, lastSeason } = page;
  if (!forecast) return null;
  const planted = fields.filter((field) => field.planted);
  const estimated = planted.filter((field) => field.gramsPerMu !== null);
  const perMu = weightNumber(forecast.gramsPerMu, "kilogram");
  return (
    <Card className="px-4 py-3">
      <p className="text-15 text-ink-2">{words("expected")}</p>
      <p className="text-34 font-semibold text-field">
        <Weight grams={forecast.grams} unit="kilogram" />
      </p>
      <h2 className="mt-3 text-15 font-semibold">{words("reckoning")}</h2>
      <ol className="divide-y divide-line border-t border-line">
        <Step title={words("steps.demonstration")} value={words("perMu", { kilograms: perMu })}>
          <p>
            {words("steps.demonstrationText", {
              fields: estimated.length,
              area: inMu(forecast.estimatedArea),
            })}
          </p>
          <FieldSums fields={estimated} withYield />
        </Step>
        <Step title={words("steps.all")} value={words("mu", { area: inMu(forecast.area) })}>
          <p>{words("steps.allText")}</p>
          <FieldSums fields={planted} />
        </Step>
        <Step title={words("steps.hoped")} value={<Weight grams={forecast.hopedGrams} unit="kilogram" />}>
          <p className="figures">
            {words("steps.hopedText", { area: inMu(forecast.area), kilograms: perMu })}
          </p>
        </Step>
        <Step
          title={words("steps.caution", { percent: Number(forecast.cautionPercent) })}
          value={<Weight grams={forecast.grams} unit="kilogram" />}
        >
          <p>{words("steps.cautionText")}</p>
        </Step>
      </ol>
      {lastSeason && (
        <p className="flex items-baseline justify-between gap-4 border-t border-line py-3 text-15">
          <span>
            <span className="block">{words("lastSeason")}</span>
            <span className="block text-13 text-ink-3">
              {words.rich("lastSeasonHint", { since: () => <Moment at={lastSeason.since} shape="day" /> })}
            </span>
          </span>
          <Weight grams={lastSeason.grams} unit="kilogram" className="font-semibold" />
        </p>
      )}
    </Card>
  );
}

interface StepProps {
  readonly title: ReactNode;
  readonly value: ReactNode;
  readonly children: ReactNode;
}

function Step({ title, value, children }: StepProps) {
  return (
    <li>
      <details className="group">
        <summary className="flex min-h-12 cursor-pointer list-none items-center gap-3 text-15 [&::-webkit-details-marker]:hidden">
          <span aria-hidden className="text-ink-3 transition-transform group-open:rotate-90">
            ›
          </span>
          <span className="min-w-0 flex-1">{title}</span>
          <span className="figures font-semibold whitespace-nowrap">{value}</span>
        </summary>
        <div className="pb-3 pl-5 text-13 text-ink-2">{children}</div>
      </details>
    </li>
  );
}

function FieldSums({
  fields,
  withYield = false,
}: {
  readonly fields: readonly ForecastField[];
  readonly withYield?: boolean;
}) {
  const words = useTranslations("forecast");
  return (
    <ul className="mt-1">
      {fields.map((field) => (
        <li key={field.plotId} className="flex justify-between gap-3 py-0.5">
          <span className="min-w-0">
            {words("field", {
              code: householdCode(field.householdNumber),
              name: field.householdName,
              place: field.place,
            })}
          </span>
          <span className="figures text-right whitespace-nowrap">
            {words("mu", { area: inMu(field.area) })}
            {withYield && field.gramsPerMu !== null && (
              <> × {words("perMu", { kilograms: weightNumber(field.gramsPerMu, "kilogram") })}</>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
