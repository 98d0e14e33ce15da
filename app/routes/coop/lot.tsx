import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { notFound, type StaffVisit, staff } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { once } from "~/http/once.server";
import { weightNumber } from "~/kernel/amount-text";
import { readNumber } from "~/kernel/ids";
import { mayEnter } from "~/modules/identity/index.server";
import { BASES, needsCertificate } from "~/modules/intake/certificate";
import { issueForm, voidForm } from "~/modules/intake/certificate.forms";
import { type CertificateView, type LotPage, lotPage } from "~/modules/intake/index.server";
import { answeredIntent } from "~/ui/drafts/answered-form";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { type IntakeAnswer, useProblem } from "~/ui/intake/use-problem";
import { Button, ButtonLink } from "~/ui/primitives/button";
import { CheckLine, SelectField, TextField } from "~/ui/primitives/field";
import { FoldLine } from "~/ui/primitives/fold";
import { Card, Facts, Section } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { Money } from "~/ui/primitives/money";
import { Mark } from "~/ui/primitives/notice";
import { PageHead } from "~/ui/primitives/page-head";
import { RefusedNotice } from "~/ui/primitives/refused";
import { Weight } from "~/ui/primitives/weight";
import { issueCertificate } from "~/workflows/issue-certificate";
import { voidCertificate } from "~/workflows/void-certificate";
import { cooperativeBySlug } from "./cooperative-of.server";
import { refusedForm } from "./refused-form.server";

async function lotOf({ portal, params, locale, organisationId }: StaffVisit): Promise<LotPage> {
  const code = readNumber("lot", params.code ?? "");
  const lot = code && (await lotPage(portal.db, { cooperativeId: organisationId, code, locale }));
  if (!lot) throw notFound();
  return lot;
}

export const loader = staff("coop.intake.read", cooperativeBySlug, async (visit) => ({
  lot: await lotOf(visit),
  desk: visit.params.slug ?? "",
  mayWrite: mayEnter(visit.viewer, "coop.intake.write", { organisationId: visit.organisationId }),
}));

const intentForm = z.object({ intent: z.enum(["issue", "void"]) });

export const action = staff(
  "coop.intake.write",
  cooperativeBySlug,
  once(async (visit) => {
    const asked = await readForm(visit.request.clone(), intentForm);
    if (!asked.ok) throw new Response(null, { status: 400 });
    const { intent } = asked.value;
    const lot = await lotOf(visit);
    const done = await carryOut(intent, visit, lot.code);
    if (!done.ok) return refusedForm(done.refusal, { intent });
    return redirect(`/coop/${visit.params.slug}/lots/${lot.code}`, 303);
  }),
);
export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

async function carryOut(intent: "issue" | "void", visit: StaffVisit, lotCode: string) {
  const { request, portal, viewer, now, organisationId } = visit;
  const act = { cooperativeId: organisationId, userId: viewer.userId, now };
  if (intent === "void") {
    const form = await readForm(request, voidForm);
    return form.ok ? voidCertificate(portal, { ...act, ...form.value }) : form;
  }
  const form = await readForm(request, issueForm);
  if (!form.ok) return form;
  const { kilograms: grams, ...rest } = form.value;
  return issueCertificate(portal, { ...act, ...rest, lotCode, grams });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.lot.code }];

export default function Lot() {
  const { lot, desk, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("intake.lots");
  return (
    <div className="page max-w-4xl pt-5 md:pt-8">
      <PageHead
        back={{ to: `/coop/${desk}/lots`, words: words("back") }}
        title={lot.productName}
        lead={<span className="figures">{lot.code}</span>}
      />
      {answer && answer.refused !== "FormInvalid" && (
        <div className="mt-4">
          <RefusedNotice code={answer.refused} />
        </div>
      )}
      <div className="md:grid md:grid-cols-2 md:gap-x-10">
        <Section title={words("facts")}>
          <Facts rows={useFactRows(lot)} />
          <p className="mt-3">
            <ButtonLink to={`/trace/${lot.code}`} reloadDocument>
              {words("passport")}
            </ButtonLink>
          </p>
        </Section>
        <Section title={words("certificates")}>
          {lot.certificates.length === 0 && (
            <p className="text-15 text-ink-2">
              {words(needsCertificate(lot.categorySlug) ? "lackingText" : "notNeededText")}
            </p>
          )}
          <ul className="grid gap-3">
            {lot.certificates.map((certificate) => (
              <li key={certificate.id}>
                <CertificateCard certificate={certificate} mayWrite={mayWrite} answer={answer} />
              </li>
            ))}
          </ul>
          {mayWrite && lot.grams > 0n && <IssueForm lot={lot} answer={answer} />}
        </Section>
        <Section title={words("slips")}>
          {lot.slips.length === 0 ? (
            <p className="text-15 text-ink-2">{words("noSlips")}</p>
          ) : (
            <ul className="divide-y divide-line border-y border-line text-15">
              {lot.slips.map((slip) => (
                <li key={slip.number} className="flex items-baseline justify-between gap-3 py-2">
                  <Link
                    to={`/coop/${desk}/intake/${slip.number}`}
                    className="text-indigo underline underline-offset-4"
                  >
                    {words("household", { code: String(slip.householdNumber).padStart(2, "0") })}
                  </Link>
                  <Weight grams={slip.grams} />
                  <Money fen={slip.fen} />
                </li>
              ))}
            </ul>
          )}
        </Section>
      </div>
    </div>
  );
}

function useFactRows(lot: LotPage) {
  const words = useTranslations("intake.lots");
  return [
    [words("harvestedOn"), <Moment key="day" at={lot.harvestedOn} shape="day" />, "harvestedOn"],
    [words("grade"), lot.grade, "grade"],
    [words("origin"), lot.origin, "origin"],
    [words("grams"), <Weight key="grams" grams={lot.grams} />, "grams"],
    [words("left"), <Weight key="left" grams={lot.gramsLeft} />, "left"],
    ...(lot.fenIn === null ? [] : [[words("cost"), <Money key="fen" fen={lot.fenIn} />, "cost"] as const]),
  ] as const;
}

interface CertificateCardProps {
  readonly certificate: CertificateView;
  readonly mayWrite: boolean;
  readonly answer: IntakeAnswer | undefined;
}

function CertificateCard({ certificate, mayWrite, answer }: CertificateCardProps) {
  const words = useTranslations("intake.lots");
  const { problem } = useProblem(answer, "void");
  const isVoid = certificate.voidedAt !== null;
  return (
    <Card className="p-4 text-15">
      <p className="flex items-baseline justify-between gap-3">
        <span className="figures font-semibold">{certificate.number}</span>
        <Mark tone={isVoid ? "plain" : "good"}>{words(isVoid ? "void" : "valid")}</Mark>
      </p>
      <p className="mt-1 text-ink-2">
        <Moment at={certificate.issuedAt} shape="day" /> ·{" "}
        <Weight grams={certificate.grams} unit="kilogram" /> · {words(`occasions.${certificate.occasion}`)}
      </p>
      {isVoid && (
        <p className="text-amber">{words("voidBecause", { reason: certificate.voidReason ?? "" })}</p>
      )}
      {!isVoid && (
        <div className="mt-2 flex flex-wrap gap-2">
          <ButtonLink to={`/certificates/${certificate.number}?size=70x50`} size="small" reloadDocument>
            {words("printLabel")}
          </ButtonLink>
          <ButtonLink to={`/certificates/${certificate.number}?size=a4`} size="small" reloadDocument>
            {words("printA4")}
          </ButtonLink>
        </div>
      )}
      {mayWrite && !isVoid && (
        <FoldLine tone="quiet" className="mt-1" title={words("voidIt")}>
          <Form method="post" className="grid grid-cols-[1fr_auto] items-end gap-3">
            <input type="hidden" name="certificateId" value={certificate.id} />
            <TextField
              label={words("voidReason")}
              name="reason"
              maxLength={200}
              required
              error={problem("reason")}
            />
            <Button name="intent" value="void">
              {words("voidNow")}
            </Button>
            <KeptDraft form={`void/${certificate.id}`} />
          </Form>
        </FoldLine>
      )}
    </Card>
  );
}

function IssueForm({ lot, answer }: { lot: LotPage; answer: IntakeAnswer | undefined }) {
  const words = useTranslations("intake.lots");
  const busy = useNavigation().state !== "idle";
  const { values, problem } = useProblem(answer, "issue");
  const again = lot.certificate !== null;
  return (
    <FoldLine
      tone="strong"
      className="mt-3"
      open={!again || answeredIntent(answer) === "issue"}
      title={words(again ? "issueAgain" : "issue")}
    >
      <Form method="post" className="grid gap-3">
        <TextField
          label={words("kilograms")}
          name="kilograms"
          inputMode="decimal"
          required
          defaultValue={values.kilograms ?? weightNumber(lot.grams, "kilogram").replaceAll(",", "")}
          error={problem("kilograms")}
        />
        {again && (
          <SelectField label={words("occasion")} name="occasion" defaultValue="repacked">
            <option value="repacked">{words("occasions.repacked")}</option>
            <option value="mixed">{words("occasions.mixed")}</option>
          </SelectField>
        )}
        <fieldset>
          <legend className="text-15 font-semibold">{words("basis")}</legend>
          {BASES.map((basis) => (
            <CheckLine key={basis} name="basis[]" value={basis} defaultChecked={basis === "selfControl"}>
              {words(`bases.${basis}`)}
            </CheckLine>
          ))}
          {problem("basis") && <p className="text-13 text-vermilion">{problem("basis")}</p>}
        </fieldset>
        <p className="text-13 text-ink-2">{words("promise")}</p>
        <Button kind="field" name="intent" value="issue" disabled={busy}>
          {words("issueNow")}
        </Button>
        <KeptDraft form={`issue/${lot.code}`} />
      </Form>
    </FoldLine>
  );
}
