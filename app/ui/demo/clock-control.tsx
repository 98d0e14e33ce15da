import { Form, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "~/kernel/clock";
import { useInstant } from "~/ui/order/instant";
import { Button } from "~/ui/primitives/button";
import { Card } from "~/ui/primitives/layout";
import { CLOCK_STEPS } from "./clock-steps";

/** The portal's clock and the steps it can be moved forward by; everything that falls due is done on the way. */
export function ClockControl({ now, leadMs }: { now: Date; leadMs: number }) {
  const words = useTranslations("demo");
  const instant = useInstant();
  const moving = useNavigation().formData?.get("intent") === "forward";
  const days = Math.floor(leadMs / DAY_MS);
  const hours = Math.floor((leadMs % DAY_MS) / HOUR_MS);
  const minutes = Math.floor((leadMs % HOUR_MS) / MINUTE_MS);
  return (
    <Card className="p-4">
      <p className="figures text-20 font-semibold">{words("clockNow", { at: instant(now) })}</p>
      <p className="text-13 text-ink-3">
        {leadMs > 0 ? words("clockLead", { days, hours, minutes }) : words("clockReal")}
        <span aria-hidden> · </span>
        {words("clockHint")}
      </p>
      <Form method="post" className="mt-3 grid grid-cols-2 gap-x-2 gap-y-3">
        <input type="hidden" name="intent" value="forward" />
        {CLOCK_STEPS.map(({ step }) => (
          <div key={step}>
            <Button name="step" value={step} wide disabled={moving}>
              {words(`forward.${step}`)}
            </Button>
            <p className="mt-1 text-13 text-ink-3">{words(`forwardHint.${step}`)}</p>
          </div>
        ))}
      </Form>
    </Card>
  );
}
