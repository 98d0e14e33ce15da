import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { notFound, type StaffVisit, staff } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { once } from "~/http/once.server";
import { qrPath } from "~/http/qr.server";
import { slipCodeFits, slipLink } from "~/http/slip-link.server";
import { unitPriceText, weightNumber } from "~/kernel/amount-text";
import { shanghaiDay } from "~/kernel/clock";
import { readNumber } from "~/kernel/ids";
import { mayEnter } from "~/modules/identity/index.server";
import { intakeChoices, type SlipPage, slipPage } from "~/modules/intake/index.server";
import {
  cancelSlipForm,
  codeForm,
  deliveryForm,
  grossField,
  signatureForm,
  tareField,
} from "~/modules/intake/slip.forms";
import { answeredIntent } from "~/ui/drafts/answered-form";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { ConfirmPanel } from "~/ui/intake/confirm-panel";
import { DeliveryForm } from "~/ui/intake/delivery-form";
import { Signature } from "~/ui/intake/signature-pad";
import { SlipFacts, SlipMark } from "~/ui/intake/slip-facts";
import { type IntakeAnswer, useProblem } from "~/ui/intake/use-problem";
import { Button } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";
import { Card } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { Notice } from "~/ui/primitives/notice";
import { RefusedNotice } from "~/ui/primitives/refused";
import { cancelSlip } from "~/workflows/cancel-slip";
import { confirmSlip } from "~/workflows/confirm-slip";
import { sendSlipCode } from "~/workflows/send-slip-code";
import { weighAnew } from "~/workflows/weigh-anew";
import { weighDelivery } from "~/workflows/weigh-delivery";
import { cooperativeBySlug } from "./cooperative-of.server";
import { refusedForm } from "./refused-form.server";
import { slipSms, slipSmsText } from "./slip-sms.server";

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
    ...{ mayWrite, mayChange, link },
    sms: slipSms(visit, slip),
    qr: qrPath(`${portal.publicOrigin}${link}`),
    choices: mayChange ? await intakeChoices(portal.db, { cooperativeId: organisationId, locale }) : null,
    desk: params.slug ?? "",
    today: shanghaiDay(now),
  };
});

/** The telephone is shown masked, so the whole of it stays here. */
function withoutPhone({ householdPhone: _phone, ...slip }: SlipPage) {
  return slip;
}
type ShownSlip = ReturnType<typeof withoutPhone>;

const INTENTS = ["sms", "confirm", "sign", "cancel", "weighAnew", "correct"] as const;
type Intent = (typeof INTENTS)[number];
const intentForm = z.object({ intent: z.enum(INTENTS) });

export const action = staff(
  "coop.intake.write",
  cooperativeBySlug,
  once(async (visit) => {
    const { request, params } = visit;
    const asked = await readForm(request.clone(), intentForm);
    if (!asked.ok) throw new Response(null, { status: 400 });
    const { intent } = asked.value;
    const slip = await slipOf(visit);
    const done = await carryOut(intent, visit, slip);
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

async function carryOut(intent: Intent, visit: StaffVisit, slip: SlipPage) {
  const { number } = slip;
  const { request, portal, viewer, now, organisationId } = visit;
  const act = { cooperativeId: organisationId, userId: viewer.userId, now, number };
  const deps = { db: portal.db, random: portal.random, codeFits: slipCodeFits(portal) };
  if (intent === "sms") return sendSlipCode(portal, { ...act, text: slipSmsText(visit, slip) });
  if (intent === "confirm") {
    const form = await readForm(request, codeForm);
    return form.ok ? confirmSlip(deps, { ...act, by: { how: "code", code: form.value.code } }) : form;
  }
  if (intent === "sign") {
    const form = await readForm(request, signatureForm);
    return form.ok ? confirmSlip(deps, { ...act, by: { how: "signature", ...form.value } }) : form;
  }
  if (intent === "cancel") {
    const form = await readForm(request, cancelSlipForm);
    return form.ok ? cancelSlip(deps, { ...act, ...form.value }) : form;
  }
  const form = await readForm(request, deliveryForm);
  if (!form.ok) return form;
  const { correctReason: reason, ...delivery } = form.value;
  if (intent === "weighAnew") return weighAnew(deps, { ...act, delivery });
  return weighDelivery(deps, { ...act, delivery, corrects: { number, reason } });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.slip.number }];

export default function IntakeSlip() {
  const { slip, mayWrite, mayChange, link, qr, sms, choices, desk, today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("intake.slip");
  const intent = slip.state === "draft" ? "weighAnew" : "correct";
  return (
    <div className="page max-w-3xl pt-5 md:pt-8">
      <Link to={`/coop/${desk}/intake`} className="text-15 text-indigo underline-offset-4 hover:underline">
        {words("back")}
      </Link>
      <h1 className="mt-2 flex flex-wrap items-baseline gap-3 text-26">
        {slip.householdName}
        <span className="figures text-17 font-normal text-ink-2">{slip.number}</span>
        <SlipMark state={slip.state} replaced={slip.correctedBy?.state === "confirmed"} />
      </h1>
      {answer && answer.refused !== "FormInvalid" && (
        <div className="mt-4">
          <RefusedNotice code={answer.refused} />
        </div>
      )}
      <Relations slip={slip} desk={desk} />
      <Card className="mt-4 p-4">
        <SlipFacts slip={slip} />
        <Outcome slip={slip} desk={desk} />
      </Card>
      {slip.state === "draft" && mayWrite && (
        <div className="mt-6">
          <ConfirmPanel {...{ link, qr, sms, answer }} number={slip.number} />
        </div>
      )}
      {mayChange && choices && (
        <details className="mt-6" open={answeredIntent(answer) === intent}>
          <summary className="flex min-h-11 cursor-pointer items-center text-15 font-semibold text-indigo">
            {words(intent)}
          </summary>
          <p className="mb-4 text-15 text-ink-2">{words(`${intent}Text`)}</p>
          <DeliveryForm
            key={slip.number}
            {...{ intent, choices, answer, today }}
            initial={valuesOf(slip)}
            draft={`${intent}/${slip.number}`}
          />
        </details>
      )}
      {slip.state === "draft" && mayWrite && <Cancel answer={answer} number={slip.number} />}
    </div>
  );
}

/** The slip as it would have been typed. */
function valuesOf(slip: ShownSlip): Record<string, string> {
  const { householdId, productId, harvestedOn, variety, specification, grade, weighings } = slip;
  return {
    ...{ householdId, productId, harvestedOn, variety, specification, grade, plotId: slip.plotId ?? "" },
    price: unitPriceText(slip.unitPrice, "jin"),
    unit: "jin",
    ...Object.fromEntries(
      weighings.flatMap(({ grossGrams, tareGrams }, position) => [
        [grossField(position), plain(grossGrams)],
        [tareField(position), plain(tareGrams)],
      ]),
    ),
  };
}
const plain = (grams: bigint) => weightNumber(grams, "jin").replaceAll(",", "");

function Relations({ slip, desk }: { slip: ShownSlip; desk: string }) {
  const words = useTranslations("intake.slip");
  const to = (number: string) => (parts: ReactNode) => (
    <Link to={`/coop/${desk}/intake/${number}`} className="figures text-indigo underline underline-offset-4">
      {parts}
    </Link>
  );
  return (
    <div className="mt-3 grid gap-2 empty:hidden">
      {slip.corrects && (
        <Notice>
          {words.rich("correcting", {
            number: slip.corrects,
            reason: slip.correctReason ?? "",
            link: to(slip.corrects),
          })}
        </Notice>
      )}
      {slip.correctedBy && (
        <Notice tone="wait">
          {words.rich("correctedBy", { number: slip.correctedBy.number, link: to(slip.correctedBy.number) })}
        </Notice>
      )}
    </div>
  );
}

function Outcome({ slip, desk }: { slip: ShownSlip; desk: string }) {
  const words = useTranslations("intake.slip");
  if (slip.state === "cancelled") {
    return (
      <p className="mt-4 text-15 text-ink-2">
        {words("cancelledBecause", { reason: slip.cancelReason ?? "" })}
      </p>
    );
  }
  if (slip.confirmedAt === null || slip.confirmedBy === null) return null;
  return (
    <div className="mt-5 border-t border-line pt-3 text-15">
      <p className="text-field">
        {words.rich(`confirmed.${slip.confirmedBy}`, { at: () => <Moment at={slip.confirmedAt ?? ""} /> })}
      </p>
      {slip.signature && <Signature path={slip.signature} />}
      {slip.lotCode && (
        <p className="mt-1">
          <Link
            to={`/coop/${desk}/lots/${slip.lotCode}`}
            className="text-indigo underline underline-offset-4"
          >
            {words("lot", { code: slip.lotCode })}
          </Link>
        </p>
      )}
    </div>
  );
}

interface CancelProps {
  readonly answer: IntakeAnswer | undefined;
  readonly number: string;
}

function Cancel({ answer, number }: CancelProps) {
  const words = useTranslations("intake.slip");
  const busy = useNavigation().state !== "idle";
  const { problem } = useProblem(answer, "cancel");
  return (
    <details className="mt-2" open={answeredIntent(answer) === "cancel"}>
      <summary className="flex min-h-11 cursor-pointer items-center text-15 text-ink-2">
        {words("cancel")}
      </summary>
      <Form method="post" className="flex flex-wrap items-end gap-3">
        <TextField
          label={words("cancelReason")}
          name="reason"
          maxLength={200}
          required
          error={problem("reason")}
          className="min-w-60 flex-1"
        />
        <Button name="intent" value="cancel" disabled={busy}>
          {words("cancelNow")}
        </Button>
        <KeptDraft form={`cancel/${number}`} />
      </Form>
    </details>
  );
}
