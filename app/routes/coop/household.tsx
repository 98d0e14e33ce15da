import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { notFound, type StaffVisit, staff } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { once } from "~/http/once.server";
import { isOutsider, nameOutside } from "~/http/outsiders.server";
import { shanghaiDay } from "~/kernel/clock";
import { phoneText } from "~/kernel/phone";
import { mayEnter } from "~/modules/identity/index.server";
import { householdCode } from "~/modules/intake/household";
import { householdForm, plotForm } from "~/modules/intake/household.forms";
import { householdPage } from "~/modules/intake/index.server";
import { recordForm, strikeForm } from "~/modules/intake/production.forms";
import { Reveal, ShownUntil } from "~/ui/desk/reveal";
import { answeredIntent } from "~/ui/drafts/answered-form";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { HouseholdForm, HouseholdMarks } from "~/ui/intake/household-form";
import { RecordForm } from "~/ui/intake/record-form";
import { RecordList } from "~/ui/intake/record-list";
import { type IntakeAnswer, useProblem } from "~/ui/intake/use-problem";
import { pageWords } from "~/ui/messages/page-words.server";
import { Button } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";
import { Fold, FoldLine } from "~/ui/primitives/fold";
import { Section } from "~/ui/primitives/layout";
import { Money } from "~/ui/primitives/money";
import { PageHead } from "~/ui/primitives/page-head";
import { RefusedNotice } from "~/ui/primitives/refused";
import { Weight } from "~/ui/primitives/weight";
import { addPlot } from "~/workflows/add-plot";
import { changeHousehold } from "~/workflows/keep-household";
import { revealContact } from "~/workflows/reveal-contact";
import { strikeProductionRecord } from "~/workflows/strike-production-record";
import { writeProductionRecord } from "~/workflows/write-production-record";
import { cooperativeBySlug } from "./cooperative-of.server";
import { refusedForm } from "./refused-form.server";
import { lookedAt, mayReveal, readReveal } from "./reveal-of.server";
import { phoneChangedText } from "./slip-sms.server";

async function householdOf(visit: StaffVisit) {
  const { portal, params, now, locale, organisationId } = visit;
  const number = /^\d{1,4}$/.exec(params.number ?? "")?.[0];
  const yearBegan = new Date(`${shanghaiDay(now).slice(0, 4)}-01-01T00:00:00+08:00`);
  const looked = await lookedAt(visit, "household", null);
  const page =
    number &&
    (await householdPage(portal.db, {
      cooperativeId: organisationId,
      number: Number(number),
      yearBegan,
      locale,
      shown: new Set(looked.keys()),
    }));
  if (!page) throw notFound();
  const name = isOutsider(visit.viewer, organisationId) ? nameOutside(page.name) : page.name;
  return { ...page, name, shownFor: looked.get(page.id) };
}

export const loader = staff("coop.intake.read", cooperativeBySlug, async (visit) => {
  const { viewer, organisationId, now, params, locale } = visit;
  const household = await householdOf(visit);
  return {
    household,
    title:
      household.name ||
      pageWords(locale, "household", "desk")("data.left.name", { code: householdCode(household.number) }),
    mayReveal: mayReveal(visit, { kind: "household" }),
    mayWrite: mayEnter(viewer, "coop.intake.write", { organisationId }),
    mayAnswer: mayEnter(viewer, "coop.households.answer", { organisationId }),
    today: shanghaiDay(now),
    desk: params.slug ?? "",
  };
});

const INTENTS = ["reveal", "household", "plot", "record", "strike"] as const;
const intentForm = z.object({ intent: z.enum(INTENTS) });

export const action = staff(
  "coop.intake.write",
  cooperativeBySlug,
  once(async (visit) => {
    const asked = await readForm(visit.request.clone(), intentForm);
    if (!asked.ok) throw new Response(null, { status: 400 });
    const { intent } = asked.value;
    const household = await householdOf(visit);
    const done = await carryOut(intent, visit, household.id);
    if (!done.ok) return refusedForm(done.refusal, { intent });
    return redirect(`/coop/${visit.params.slug}/households/${household.number}`, 303);
  }),
);
export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

async function carryOut(intent: (typeof INTENTS)[number], visit: StaffVisit, householdId: string) {
  const { request, portal, viewer, now, organisationId } = visit;
  const act = { cooperativeId: organisationId, userId: viewer.userId, now, householdId };
  if (intent === "reveal") {
    const reveal = await readReveal(visit, { kind: "household" });
    const subject = { kind: "household", id: householdId } as const;
    return reveal.ok ? revealContact(portal, { ...reveal.value, subject }) : reveal;
  }
  if (intent === "household") {
    const form = await readForm(request, householdForm);
    if (!form.ok) return form;
    const textToOldPhone = await phoneChangedText(visit);
    return changeHousehold(portal, { ...act, form: form.value, textToOldPhone });
  }
  if (intent === "plot") {
    const form = await readForm(request, plotForm);
    return form.ok ? addPlot(portal, { ...act, form: form.value }) : form;
  }
  if (intent === "strike") {
    const form = await readForm(request, strikeForm);
    return form.ok ? strikeProductionRecord(portal, { ...act, ...form.value }) : form;
  }
  const form = await readForm(request, recordForm);
  return form.ok ? writeProductionRecord(portal, { ...act, form: form.value }) : form;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Household() {
  const { household, mayAnswer, mayReveal, title, today, desk, ...may } = useLoaderData<typeof loader>();
  const mayWrite = may.mayWrite && !household.hasLeft;
  const said = useActionData<typeof action>();
  const answer = said && "intent" in said ? said : undefined;
  const isOpen = (intent: string) => answeredIntent(answer) === intent;
  const words = useTranslations("intake.households");
  const ownData = useTranslations("household.data");
  const initial = {
    name: household.name,
    phone: household.phone ?? "",
    member: household.member ? "member" : "other",
    demonstration: household.demonstration ? "1" : "",
  };
  return (
    <div className="page max-w-4xl pt-5 md:pt-8">
      <PageHead
        back={{ to: `/coop/${desk}/households`, words: words("back") }}
        title={title}
        beside={
          <>
            {household.name && (
              <span className="figures text-17 text-ink-2">
                {words("code", { code: householdCode(household.number) })}
              </span>
            )}
            <HouseholdMarks {...household} />
          </>
        }
        lead={words.rich("thisYear", {
          weight: () => <Weight grams={household.grams} />,
          money: () => <Money fen={household.fen} />,
        })}
      />
      {household.phone && (
        <div className="mt-2 max-w-md">
          <p className="figures text-17">{phoneText(household.phone)}</p>
          {household.shownFor && <ShownUntil {...household.shownFor} />}
          {!household.phoneShown && mayReveal && (
            <Reveal
              kind="household"
              number={String(household.number)}
              answer={answer?.intent === "reveal" ? answer : undefined}
            />
          )}
        </div>
      )}
      {said && said.refused !== "FormInvalid" && (
        <div className="mt-4">
          <RefusedNotice code={said.refused} />
        </div>
      )}
      <div className="md:grid md:grid-cols-2 md:gap-x-10">
        <Section title={words("fieldsTitle")}>
          <ul className="divide-y divide-line border-y border-line text-15">
            {household.fields.map((field) => (
              <li key={field.id} className="flex justify-between gap-4 py-2">
                <span>{field.place}</span>
                <span className="figures">{words("mu", { area: field.area / 100 })}</span>
              </li>
            ))}
          </ul>
          {mayWrite && (
            <FoldLine open={isOpen("plot")} title={words("addField")}>
              <PlotForm key={household.fields.length} answer={answer} householdId={household.id} />
            </FoldLine>
          )}
          {mayWrite && (
            <Fold className="mt-4" open={isOpen("household")} title={words("details")}>
              <div className="border-t border-line p-4">
                <HouseholdForm
                  key={JSON.stringify(initial)}
                  {...{ initial, answer }}
                  draft={`household/${household.id}`}
                />
              </div>
            </Fold>
          )}
        </Section>
        <Section title={words("recordsTitle")}>
          {mayWrite && household.products.length > 0 && (
            <Fold
              key={household.records.length}
              className="mb-3"
              open={isOpen("record")}
              title={words("addRecord")}
            >
              <div className="border-t border-line p-4">
                <RecordForm {...household} {...{ today, answer }} householdId={household.id} />
              </div>
            </Fold>
          )}
          <RecordList records={household.records} mayWrite={mayWrite} />
        </Section>
      </div>
      {mayAnswer && (
        <Link
          to={`/coop/${desk}/households/${household.number}/data`}
          className="mt-8 inline-flex min-h-11 items-center text-15 text-indigo underline underline-offset-4"
        >
          {ownData("link")}
        </Link>
      )}
    </div>
  );
}

interface PlotFormProps {
  readonly answer: IntakeAnswer | undefined;
  readonly householdId: string;
}

function PlotForm({ answer, householdId }: PlotFormProps) {
  const words = useTranslations("intake.households");
  const { values, problem } = useProblem(answer, "plot");
  return (
    <Form method="post" className="mt-3 grid grid-cols-[1fr_6rem] items-start gap-3">
      <TextField
        label={words("place")}
        name="place"
        maxLength={60}
        required
        defaultValue={values.place ?? ""}
        error={problem("place")}
      />
      <TextField
        label={words("area")}
        name="area"
        inputMode="decimal"
        required
        defaultValue={values.area ?? ""}
        error={problem("area")}
      />
      <Button name="intent" value="plot" className="col-span-2">
        {words("addField")}
      </Button>
      <KeptDraft form={`plot/${householdId}`} />
    </Form>
  );
}
