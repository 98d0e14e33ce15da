import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { addMonths } from "~/kernel/clock";
import { Button } from "~/ui/primitives/button";

interface MonthPickerProps {
  /** YYYY-MM */
  readonly month: string;
  readonly latest: string;
}

/** A step back, a step on, or any month by name; plain links and a form, so that it works everywhere. */
export function MonthPicker({ month, latest }: MonthPickerProps) {
  const words = useTranslations("ledger");
  const step =
    "inline-flex min-h-11 items-center rounded-control border border-line bg-card px-3 text-15 hover:border-ink-3";
  return (
    <nav aria-label={words("month")} className="flex flex-wrap items-center gap-2 print:hidden">
      <Link to={`?month=${addMonths(month, -1)}`} preventScrollReset className={step}>
        {words("earlier")}
      </Link>
      <Form className="flex items-center gap-2">
        <input
          type="month"
          name="month"
          key={month}
          defaultValue={month}
          max={latest}
          aria-label={words("month")}
          className="min-h-11 rounded-control border border-line bg-card px-3 text-15"
        />
        <Button size="normal">{words("show")}</Button>
      </Form>
      {month < latest && (
        <Link to={`?month=${addMonths(month, 1)}`} preventScrollReset className={step}>
          {words("later")}
        </Link>
      )}
    </nav>
  );
}
