import { Form, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { LeavingPlan } from "~/modules/intake/index.server";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { Button } from "~/ui/primitives/button";
import { CheckLine } from "~/ui/primitives/field";
import { Fold } from "~/ui/primitives/fold";
import { Moment } from "~/ui/primitives/moment";
import { Notice } from "~/ui/primitives/notice";
import { WhoAsked, type WhoAskedAnswer } from "./hand-out-form";
import { namesKeptUntil } from "./leaving-until";

interface LeaveFormProps {
  readonly plan: LeavingPlan;
  readonly answer: WhoAskedAnswer | undefined;
}

/** Says what goes, what the law keeps and until when, before it asks; where it cannot be done yet, says why. */
export function LeaveForm({ plan, answer }: LeaveFormProps) {
  const words = useTranslations("household.data");
  const busy = useNavigation().state !== "idle";
  if (plan.drafts.length > 0) {
    return <Notice tone="wait">{words("leave.drafts", { numbers: plan.drafts.join(" · ") })}</Notice>;
  }
  return (
    <Fold grave title={words("leave.open")} open={answer !== undefined}>
      <div className="px-4 pb-4">
        <p className="text-15 font-semibold">{words("leave.lead")}</p>
        <WhatHappens plan={plan} />
        <Form method="post" className="mt-4 flex max-w-md flex-col gap-3">
          <WhoAsked answer={answer} />
          <CheckLine
            name="understood"
            value="on"
            required
            error={answer?.problems.understood && words("problems.understood")}
          >
            {words("leave.understood")}
          </CheckLine>
          <Button name="intent" value="leave" size="large" disabled={busy}>
            {words("leave.confirm")}
          </Button>
          <KeptDraft form={`household-leave/${plan.number}`} />
        </Form>
      </div>
    </Fold>
  );
}

function WhatHappens({ plan: { vouchers, lastVoucherAt, records } }: { plan: LeavingPlan }) {
  const words = useTranslations("household.data.leave");
  return (
    <ul className="mt-2 flex list-disc flex-col gap-2 pl-5 text-15 text-pretty text-ink-2">
      <li>{words("now")}</li>
      <li>
        {lastVoucherAt
          ? words.rich("locked", {
              count: vouchers,
              at: () => <Moment key="at" at={namesKeptUntil(lastVoucherAt)} shape="day" />,
            })
          : words("noVouchers")}
      </li>
      {records > 0 && <li>{words("records", { count: records })}</li>}
      <li>{words("books")}</li>
      <li>{words("again")}</li>
    </ul>
  );
}
