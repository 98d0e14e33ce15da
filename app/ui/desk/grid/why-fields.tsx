import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { LONGEST_GRID_REASON } from "~/modules/catalog/grid.forms";
import { STOCK_REASONS } from "~/modules/catalog/stock-reasons";
import { classes } from "~/ui/primitives/classes";
import { SelectField, TextField } from "~/ui/primitives/field";
import type { GridAnswer } from "./grid-listing";

/**
 * Why packs come or go, as the stock pages ask, and why anything else, in somebody's own words. On a phone they take their
 * room only once something has been changed; without JavaScript nobody knows, and they are there.
 */
export function WhyFields({ answer }: { answer: GridAnswer | undefined }) {
  const words = useTranslations("grid");
  const reasons = useTranslations("stock.reason");
  const problem = (field: "reason" | "stockReason") => {
    const code = answer?.problems[field];
    return code && words(`problem.${code}` as "problem.reasonMissing");
  };
  const [isAlive, setIsAlive] = useState(false);
  useEffect(() => setIsAlive(true), []);
  return (
    <div
      className={classes(
        "grid grid-cols-2 items-start gap-3 md:contents",
        isAlive && "max-md:hidden max-md:group-has-[[data-changed]]/grid:grid",
      )}
    >
      <SelectField
        label={words("stockReason")}
        name="stockReason"
        defaultValue={answer?.values.stockReason ?? ""}
        error={problem("stockReason")}
      >
        <option value="">{words("stockReasonNone")}</option>
        {STOCK_REASONS.map((reason) => (
          <option key={reason} value={reason}>
            {reasons(reason)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={words("reason")}
        name="reason"
        autoComplete="off"
        maxLength={LONGEST_GRID_REASON}
        defaultValue={answer?.values.reason}
        error={problem("reason")}
      />
    </div>
  );
}
