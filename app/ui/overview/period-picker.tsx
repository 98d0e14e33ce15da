import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { addDays, daysIn, type Period, periodQuery, STEPS } from "~/kernel/period";
import { Button } from "~/ui/primitives/button";
import { chipLook } from "~/ui/primitives/chip-row";
import { classes } from "~/ui/primitives/classes";
import { SelectField, TextField } from "~/ui/primitives/field";
import { FoldLine } from "~/ui/primitives/fold";

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
            className={classes(chipLook(days === chosen), "justify-center max-sm:px-2")}
          >
            {words("days", { days })}
          </Link>
        ))}
      </nav>
      <FoldLine className="mt-1" open={!usual} title={words("other")}>
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
      </FoldLine>
    </div>
  );
}
