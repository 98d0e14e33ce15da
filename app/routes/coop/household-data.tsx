import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { staff } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { once } from "~/http/once.server";
import { householdCode } from "~/modules/intake/household";
import { householdDataForm } from "~/modules/intake/leaving.forms";
import { ShownUntil } from "~/ui/desk/reveal";
import { HandOutForm } from "~/ui/intake/hand-out-form";
import { HouseholdSheet } from "~/ui/intake/household-sheet";
import { LeaveForm } from "~/ui/intake/leave-form";
import { LeftNotice } from "~/ui/intake/left-notice";
import { pageWords } from "~/ui/messages/page-words.server";
import { ButtonLink } from "~/ui/primitives/button";
import { Section } from "~/ui/primitives/layout";
import { PageHead } from "~/ui/primitives/page-head";
import { RefusedNotice } from "~/ui/primitives/refused";
import { gatherHouseholdData } from "~/workflows/gather-household-data";
import { MOST_OWN_ROWS } from "~/workflows/gather-own-data";
import { handOutHousehold } from "~/workflows/hand-out-household";
import { letHouseholdLeave } from "~/workflows/let-household-leave";
import { cooperativeBySlug } from "./cooperative-of.server";
import { householdToAnswer, openUntil } from "./household-of.server";
import { refusedForm } from "./refused-form.server";

export const loader = staff("coop.households.answer", cooperativeBySlug, async (visit) => {
  const { portal, organisationId: cooperativeId, now, locale, params } = visit;
  const plan = await householdToAnswer(visit);
  const { number } = plan;
  const until = await openUntil(visit, plan.id);
  const data = until && (await gatherHouseholdData(portal, { cooperativeId, number }));
  const code = householdCode(number);
  return {
    plan,
    code,
    locale,
    now,
    data: data ?? null,
    most: MOST_OWN_ROWS,
    desk: params.slug ?? "",
    shownFor: until ? { until, leftMs: until.getTime() - now.getTime() } : null,
    title: pageWords(locale, "household", "desk")("data.title", { code }),
  };
});

export const action = staff(
  "coop.households.answer",
  cooperativeBySlug,
  once(async (visit) => {
    const { request, portal, viewer, organisationId: cooperativeId, now, params } = visit;
    const { number } = await householdToAnswer(visit);
    const form = await readForm(request, householdDataForm);
    if (!form.ok) return refusedForm(form.refusal, { intent: String(form.refusal.values.intent ?? "") });
    const { intent, whoAsked } = form.value;
    const act = { cooperativeId, number, userId: viewer.userId, whoAsked, now };
    const done =
      intent === "handOut" ? await handOutHousehold(portal, act) : await letHouseholdLeave(portal, act);
    if (!done.ok) return refusedForm(done.refusal, { intent });
    return redirect(`/coop/${params.slug}/households/${number}/data`, 303);
  }),
);
export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

/** What a household may ask its cooperative for: a look at its data, a copy, and that they are let go of. */
export default function HouseholdDataPage() {
  const { plan, code, locale, now, data, most, desk, shownFor, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("household.data");
  const of = (intent: string) =>
    answer && answer.refused === "FormInvalid" && answer.intent === intent ? answer : undefined;
  return (
    <div className="page max-w-3xl pt-5 md:pt-8">
      <div className="print:hidden">
        <PageHead
          back={{ to: `/coop/${desk}/households/${plan.number}`, words: words("back") }}
          title={title}
          lead={words("lead")}
        />
      </div>
      {answer && answer.refused !== "FormInvalid" && (
        <div className="mt-4">
          <RefusedNotice code={answer.refused} />
        </div>
      )}
      {plan.leftAt && <LeftNotice plan={plan} />}
      <div className="print:hidden">
        <Section title={words("hand.title")}>
          <p className="text-15 text-pretty text-ink-2">{words("hand.text")}</p>
          {shownFor && data ? (
            <div className="mt-3">
              <ButtonLink to={`/coop/${desk}/households/${plan.number}/data.json`} reloadDocument>
                {words("hand.json")}
              </ButtonLink>
              <ShownUntil {...shownFor} />
              <p className="mt-1 text-13 text-ink-2">{words("hand.read")}</p>
            </div>
          ) : (
            <HandOutForm number={plan.number} answer={of("handOut")} />
          )}
        </Section>
      </div>
      {data && <HouseholdSheet {...{ data, code, locale, now, most }} />}
      {!plan.leftAt && (
        <div className="print:hidden">
          <Section title={words("leave.title")}>
            <LeaveForm plan={plan} answer={of("leave")} />
          </Section>
        </div>
      )}
    </div>
  );
}
