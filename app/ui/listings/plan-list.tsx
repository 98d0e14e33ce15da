import { Form, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { PlanView } from "~/modules/catalog/index.server";
import { Button } from "~/ui/primitives/button";
import { FoldLine } from "~/ui/primitives/fold";
import { Moment } from "~/ui/primitives/moment";
import { Money } from "~/ui/primitives/money";
import { Mark, Notice } from "~/ui/primitives/notice";

interface PlanListProps {
  readonly plans: readonly PlanView[];
  readonly mayEdit: boolean;
}

const isOpen = ({ state }: PlanView) => state === "waiting" || state === "running";

/** What is planned, in the order of its times; what was refused, until somebody has read it; and what is over, folded. */
export function PlanList({ plans, mayEdit }: PlanListProps) {
  const words = useTranslations("prices");
  const open = plans.filter(isOpen);
  const refused = plans.filter(({ state, isNoticed }) => state === "refused" && !isNoticed);
  const over = plans.filter((plan) => !isOpen(plan) && !refused.includes(plan));
  return (
    <div className="flex flex-col gap-3">
      {refused.map((plan) => (
        <RefusedPlan key={plan.id} plan={plan} mayEdit={mayEdit} />
      ))}
      {open.length === 0 && <p className="text-15 text-ink-2">{words("nothingPlanned")}</p>}
      {open.length > 0 && (
        <ul className="divide-y divide-line rounded-card border border-line bg-card">
          {open.map((plan) => (
            <li key={plan.id} className="flex items-center justify-between gap-3 px-4 py-3">
              <div className="min-w-0">
                <PlanWords plan={plan} />
              </div>
              {mayEdit && <PlanAct intent="cancel" plan={plan} />}
            </li>
          ))}
        </ul>
      )}
      {over.length > 0 && (
        <FoldLine title={words("over", { count: over.length })}>
          <ul className="divide-y divide-line">
            {over.map((plan) => (
              <li key={plan.id} className="py-3">
                <PlanWords plan={plan} />
              </li>
            ))}
          </ul>
        </FoldLine>
      )}
    </div>
  );
}

function PlanWords({ plan }: { plan: PlanView }) {
  const words = useTranslations("prices");
  const refusals = useTranslations("refusals");
  const tone = plan.state === "running" ? "good" : plan.state === "waiting" ? "wait" : "plain";
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2 text-15 font-semibold">
        {words(`kind.${plan.kind}`)}
        {plan.packName && <span className="font-normal">{plan.packName}</span>}
        {plan.priceFen !== null && <Money fen={plan.priceFen} />}
        <Mark tone={tone}>{words(`state.${plan.state}`)}</Mark>
      </p>
      <p className="text-15 text-ink-2">
        <PlanTimes plan={plan} />
      </p>
      <p className="text-13 text-ink-3">
        {[plan.byName, plan.reason].filter(Boolean).join(words("join"))}
        {plan.refusal && (
          <span className="block">{refusals(plan.refusal as Parameters<typeof refusals>[0])}</span>
        )}
      </p>
    </>
  );
}

function PlanTimes({ plan }: { plan: PlanView }) {
  const words = useTranslations("prices");
  if (plan.tillAt === null) return <Moment at={plan.dueAt} />;
  return words.rich("fromTill", {
    from: () => <Moment key="from" at={plan.dueAt} />,
    till: () => plan.tillAt && <Moment key="till" at={plan.tillAt} />,
  });
}

function RefusedPlan({ plan, mayEdit }: { plan: PlanView; mayEdit: boolean }) {
  const words = useTranslations("prices");
  const refusals = useTranslations("refusals");
  return (
    <Notice tone="refused" title={words("notDone", { what: words(`kind.${plan.kind}`) })}>
      <p>
        {plan.packName} {plan.priceFen !== null && <Money fen={plan.priceFen} />} · <PlanTimes plan={plan} />
      </p>
      {plan.refusal && <p>{refusals(plan.refusal as Parameters<typeof refusals>[0])}</p>}
      {mayEdit && (
        <div className="mt-2">
          <PlanAct intent="notice" plan={plan} />
        </div>
      )}
    </Notice>
  );
}

function PlanAct({ intent, plan }: { intent: "cancel" | "notice"; plan: PlanView }) {
  const words = useTranslations("prices");
  const busy = useNavigation().state !== "idle";
  const says = intent === "notice" ? "noticed" : plan.state === "running" ? "endNow" : "cancel";
  return (
    <Form method="post" className="shrink-0">
      <input type="hidden" name="planId" value={plan.id} />
      <Button name="intent" value={intent} disabled={busy}>
        {words(says)}
      </Button>
    </Form>
  );
}
