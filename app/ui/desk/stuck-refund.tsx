import { Form, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { plainYuan } from "~/kernel/amount-text";
import type { StuckRefund } from "~/modules/ordering/index.server";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { Button } from "~/ui/primitives/button";
import { Moment } from "~/ui/primitives/moment";
import { Notice } from "~/ui/primitives/notice";

interface StuckRefundsProps {
  readonly refunds: readonly StuckRefund[];
  readonly maySend: boolean;
}

/** Money that was to go back to the buyer and did not, above all else on the page: the buyer is waiting for it. */
export function StuckRefunds({ refunds, maySend }: StuckRefundsProps) {
  const words = useTranslations("desk.stuck");
  return (
    <div id="refunds" className="flex scroll-mt-24 flex-col gap-4">
      {refunds.map((refund) => {
        const amount = `¥${plainYuan(refund.amountFen)}`;
        return (
          <Notice key={refund.id} tone="refused" title={words(refund.state, { amount })}>
            <p>
              {words.rich(`${refund.state}Text`, {
                at: () => <Moment key="at" at={refund.finishedAt} />,
              })}
            </p>
            {refund.state === "failed" &&
              (maySend ? (
                <SendAgain refundId={refund.id} words={words("again", { amount })} />
              ) : (
                <p className="mt-2">{words("readOnly")}</p>
              ))}
          </Notice>
        );
      })}
    </div>
  );
}

function SendAgain({ refundId, words }: { refundId: string; words: string }) {
  const busy = useNavigation().state !== "idle";
  return (
    <Form method="post" className="mt-3">
      <input type="hidden" name="refundId" value={refundId} />
      <Button name="intent" value="refundAgain" kind="primary" size="large" wide disabled={busy}>
        {words}
      </Button>
      <KeptDraft form={`refundAgain/${refundId}`} />
    </Form>
  );
}
