import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { notFound, type StaffVisit, staff } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { once } from "~/http/once.server";
import { qrPath } from "~/http/qr.server";
import { slipLink } from "~/http/slip-link.server";
import { shanghaiDay } from "~/kernel/clock";
import { readNumber } from "~/kernel/ids";
import { mayEnter } from "~/modules/identity/index.server";
import { householdCode } from "~/modules/intake/household";
import { correctionOutlook, intakeChoices, type SlipPage, slipPage } from "~/modules/intake/index.server";
import { answeredIntent } from "~/ui/drafts/answered-form";
import { CancelForm } from "~/ui/intake/cancel-form";
import { ConfirmPanel } from "~/ui/intake/confirm-panel";
import { CorrectionShort } from "~/ui/intake/correction-short";
import { DeliveryForm } from "~/ui/intake/delivery-form";
import { SlipFacts, SlipMark } from "~/ui/intake/slip-facts";
import { SlipOutcome, SlipRelations } from "~/ui/intake/slip-outcome";
import { valuesOfSlip } from "~/ui/intake/slip-values";
import { ButtonLink } from "~/ui/primitives/button";
import { FoldLine } from "~/ui/primitives/fold";
import { Card } from "~/ui/primitives/layout";
import { PageHead } from "~/ui/primitives/page-head";
import { RefusedNotice } from "~/ui/primitives/refused";
import { cooperativeBySlug } from "./cooperative-of.server";
import { refusedForm } from "./refused-form.server";
import { carryOutOnSlip, slipIntentForm } from "./slip-acts.server";
import { slipSms } from "./slip-sms.server";

async function slipOf({ portal, params, locale, organisationId }: StaffVisit): Promise<SlipPage> {
  const number = readNumber("slip", params.number ?? "");
  const slip = number && (await slipPage(portal.db, { number, locale }));
  if (!slip || slip.cooperativeId !== organisationId) throw notFound();
  return slip;
}

export const loader = staff("coop.intake.read", cooperativeBySlug, async (visit) => {
  const { portal, params, locale, viewer, now, organisationId } = visit;
  const slip = await slipOf(visit);
  const mayWrite = mayEnter(viewer, "coop.intake.write", { organisationId });
  const mayChange = mayWrite && slip.state !== "cancelled" && slip.correctedBy === null;
  const link = `/slips/${slipLink(portal, slip.number)}`;
  return {
    slip: withoutPhone(slip),
    mayWrite,
    mayChange,
    link,
    sms: slipSms(visit, slip),
    qr: qrPath(`${portal.publicOrigin}${link}`),
    choices: mayChange ? await intakeChoices(portal.db, { cooperativeId: organisationId, locale }) : null,
    outlook: slip.corrects === null ? undefined : await correctionOutlook(portal.db, slip.id),
    witness: viewer.displayName,
    desk: params.slug ?? "",
    today: shanghaiDay(now),
  };
});

/** The telephone is shown masked, so the whole of it stays here. */
function withoutPhone({ householdPhone: _phone, ...slip }: SlipPage) {
  return slip;
}

export const action = staff(
  "coop.intake.write",
  cooperativeBySlug,
  once(async (visit) => {
    const { request, params } = visit;
    const asked = await readForm(request.clone(), slipIntentForm);
    if (!asked.ok) throw new Response(null, { status: 400 });
    const { intent } = asked.value;
    const slip = await slipOf(visit);
    const done = await carryOutOnSlip(intent, visit, slip);
    if (!done.ok) return refusedForm(done.refusal, { intent });
    if (done.value && "sent" in done.value) {
      return redirect(
        `/coop/${params.slug}/intake/${slip.number}?sms=${done.value.sent ? "sent" : "failed"}`,
        303,
      );
    }
    const corrected = done.value && "number" in done.value ? done.value.number : params.number;
    return redirect(`/coop/${params.slug}/intake/${corrected}`, 303);
  }),
);
export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.slip.number }];

export default function IntakeSlip() {
  const { slip, mayWrite, mayChange, link, qr, sms, outlook, witness, choices, desk, today } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("intake.slip");
  const intent = slip.state === "draft" ? "weighAnew" : "correct";
  return (
    <div className="page max-w-3xl pt-5 md:pt-8">
      <PageHead
        back={{ to: `/coop/${desk}/intake`, words: words("back") }}
        title={slip.householdName || words("householdCode", { code: householdCode(slip.householdNumber) })}
        beside={
          <>
            <span className="figures text-17 text-ink-2">{slip.number}</span>
            <SlipMark state={slip.state} replaced={slip.correctedBy?.state === "confirmed"} />
          </>
        }
      />
      {answer && answer.refused !== "FormInvalid" && (
        <div className="mt-4">
          <RefusedNotice code={answer.refused} />
        </div>
      )}
      {slip.state === "confirmed" && mayWrite && (
        <ButtonLink to={`/coop/${desk}/intake`} kind="field" size="large" className="mt-4 max-sm:w-full">
          {words("nextHousehold")}
        </ButtonLink>
      )}
      <SlipRelations slip={slip} desk={desk} />
      {outlook && <CorrectionShort outlook={outlook} desk={desk} />}
      <Card className="mt-4 p-4">
        <SlipFacts slip={slip} />
        <SlipOutcome slip={slip} desk={desk} />
      </Card>
      {slip.state === "draft" && mayWrite && (
        <div className="mt-6">
          <ConfirmPanel {...{ link, qr, sms, witness, answer }} number={slip.number} />
          <ButtonLink to={`/coop/${desk}/intake`} kind="quiet" className="mt-2 px-0!">
            {words("nextBeforeYes")}
          </ButtonLink>
        </div>
      )}
      {mayChange && choices && (
        <FoldLine
          tone="strong"
          className="mt-6"
          open={answeredIntent(answer) === intent}
          title={words(intent)}
        >
          <p className="mb-4 text-15 text-ink-2">{words(`${intent}Text`)}</p>
          <DeliveryForm
            key={slip.number}
            {...{ intent, choices, answer, today }}
            initial={valuesOfSlip(slip)}
            draft={`${intent}/${slip.number}`}
          />
        </FoldLine>
      )}
      {slip.state === "draft" && mayWrite && <CancelForm answer={answer} number={slip.number} />}
    </div>
  );
}
