import { Form, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/primitives/button";
import { CheckLine } from "~/ui/primitives/field";
import { Fold } from "~/ui/primitives/fold";
import { Moment } from "~/ui/primitives/moment";
import { Notice } from "~/ui/primitives/notice";
import type { ClosingPlan } from "./closing-plan";

/** Says what would happen before it asks; where it cannot be done yet, says why and what to do. */
export function CloseAccount({ plan, problem }: { plan: ClosingPlan; problem: boolean }) {
  const words = useTranslations("privacy.mine.close");
  if (plan.duties > 0) return <Notice tone="wait">{words("duties", { count: plan.duties })}</Notice>;
  if (plan.underWay.length > 0) {
    return (
      <Notice tone="wait">
        {words("underway")} <span className="figures">{plan.underWay.join(" · ")}</span>
      </Notice>
    );
  }
  return (
    <Fold grave open={problem} title={words("open")}>
      <div className="px-4 pb-4">
        <Plan plan={plan} />
        <Confirm problem={problem} />
      </div>
    </Fold>
  );
}

function Plan({ plan }: { plan: ClosingPlan }) {
  const words = useTranslations("privacy.mine.close");
  return (
    <>
      <p className="text-15 font-semibold">{words("lead")}</p>
      <ul className="mt-2 flex list-disc flex-col gap-2 pl-5 text-15 text-pretty text-ink-2">
        <li>{words("now")}</li>
        {plan.unpaid > 0 && <li>{words("unpaid")}</li>}
        <li>
          {plan.locked.length === 0 ? words("nothing") : words("locked")}
          {plan.locked.length > 0 && (
            <ul className="mt-1">
              {plan.locked.map(({ number, until }) => (
                <li key={number} className="flex flex-wrap justify-between gap-x-4">
                  <span className="figures">{number}</span>
                  <span>{words.rich("until", { at: () => <Moment at={until} shape="day" /> })}</span>
                </li>
              ))}
            </ul>
          )}
        </li>
        <li>{words("forgood")}</li>
      </ul>
    </>
  );
}

function Confirm({ problem }: { problem: boolean }) {
  const words = useTranslations("privacy.mine.close");
  const busy = useNavigation().state !== "idle";
  return (
    <Form method="post" className="mt-4 flex flex-col gap-3" reloadDocument>
      <CheckLine name="understood" value="on" required error={problem ? words("needTick") : undefined}>
        {words("understood")}
      </CheckLine>
      <Button name="intent" value="close" size="large" disabled={busy}>
        {words("confirm")}
      </Button>
    </Form>
  );
}
