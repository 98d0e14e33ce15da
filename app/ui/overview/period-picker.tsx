import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { addDays, daysIn, type Period, periodQuery, STEPS } from "~/kernel/period";
import { Button } from "~/ui/primitives/button";
import { classes } from "~/ui/primitives/classes";
import { SelectField, TextField } from "~/ui/primitives/field";

const PRESETS = [
  { days: 7, by: "day" },
  { days: 30, by: "day" },
  { days: 90, by: "week" },
  { days: 365, by: "month" },
] as const;

/** Which days are looked at: four usual stretches at one tap, any other by its ends. All of it lives in the address. */
export function PeriodPicker({ period, today }: { period: Period; today: string }) {
  const words = useTranslations("overview.period");
  const chosen = period.to === today ? daysIn(period) : 0;
  const usual = PRESETS.some((preset) => preset.days === chosen);
  return (
    <div>
      <nav aria-label={words("title")} className="grid grid-cols-4 gap-2 sm:flex">
        {PRESETS.map(({ days, by }) => (
          <Link
            key={days}
            to={`?${periodQuery({ from: addDays(today, 1 - days), to: today, by })}`}
            preventScrollReset
            aria-current={days === chosen ? "true" : undefined}
            className={classes(
              "flex min-h-11 items-center justify-center rounded-control border px-2 text-15 whitespace-nowrap sm:px-4",
              days === chosen
                ? "border-ink bg-card font-semibold"
                : "border-line text-ink-2 hover:border-ink-3",
            )}
          >
            {words("days", { days })}
          </Link>
        ))}
      </nav>
      <details className="mt-1" open={!usual}>
        <summary className="inline-flex min-h-11 cursor-pointer items-center text-15 text-indigo">
          {words("other")}
        </summary>
        <Form
          key={periodQuery(period)}
          preventScrollReset
          className="grid grid-cols-2 gap-3 sm:grid-cols-[10rem_10rem_8rem_auto] sm:items-end"
        >
          <TextField
            label={words("from")}
            type="date"
            name="from"
            max={today}
            defaultValue={period.from}
            required
          />
          <TextField
            label={words("to")}
            type="date"
            name="to"
            max={today}
            defaultValue={period.to}
            required
          />
          <SelectField label={words("by")} name="by" defaultValue={period.by}>
            {STEPS.map((step) => (
              <option key={step} value={step}>
                {words(`step.${step}`)}
              </option>
            ))}
          </SelectField>
          <Button className="min-h-12 self-end">{words("show")}</Button>
        </Form>
      </details>
    </div>
  );
}
