import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { notFound, type StaffVisit, staff } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { once } from "~/http/once.server";
import { shanghaiDay } from "~/kernel/clock";
import { readNumber } from "~/kernel/ids";
import { phoneText } from "~/kernel/phone";
import { answerForm, closeLeadForm, deskLead, nextStepForm } from "~/modules/wholesale/index.server";
import { leadMovesFrom } from "~/modules/wholesale/lead";
import { DatesNeeded, LeadMark, LeadOrigin } from "~/ui/desk/lead-card";
import { AnswerLead, CloseLead, PlanNextStep } from "~/ui/desk/lead-forms";
import { LeadHistory } from "~/ui/desk/lead-history";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { pageWords } from "~/ui/messages/page-words.server";
import { Button, ButtonLink } from "~/ui/primitives/button";
import { Card, Facts, Section } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { RefusedNotice } from "~/ui/primitives/refused";
import { Weight } from "~/ui/primitives/weight";
import { answerLead } from "~/workflows/answer-lead";
import { closeLead } from "~/workflows/close-lead";
import { openLead } from "~/workflows/open-lead";
import { setLeadNextStep } from "~/workflows/set-lead-next-step";
import { cooperativeBySlug } from "./cooperative-of.server";
import { refusedForm } from "./refused-form.server";

async function leadOf({ portal, params, locale, organisationId }: StaffVisit) {
  const number = readNumber("lead", params.number ?? "");
  const lead = number && (await deskLead(portal.db, { cooperativeId: organisationId, number, locale }));
  if (!lead) throw notFound();
  return lead;
}

export const loader = staff("coop.leads.read", cooperativeBySlug, async (visit) => {
  const lead = await leadOf(visit);
  const title = pageWords(visit.locale, "desk", "desk")("lead.title", { number: lead.number });
  return {
    lead,
    moves: leadMovesFrom(lead.state),
    desk: visit.params.slug ?? "",
    today: shanghaiDay(visit.now),
    title,
  };
});

const INTENTS = ["open", "answer", "plan", "close"] as const;
const intentForm = z.object({ intent: z.enum(INTENTS) });

async function act(visit: StaffVisit) {
  const { request, viewer, now, organisationId } = visit;
  const asked = await readForm(request.clone(), intentForm);
  if (!asked.ok) throw new Response(null, { status: 400 });
  const lead = await leadOf(visit);
  const whose = { leadId: lead.id, cooperativeId: organisationId, userId: viewer.userId, now };
  const done = await carryOut(asked.value.intent, visit, whose);
  if (!done.ok) return refusedForm(done.refusal, { intent: asked.value.intent });
  return redirect(`/coop/${visit.params.slug}/leads/${lead.number}`, 303);
}

export const action = staff("coop.leads.answer", cooperativeBySlug, once(act));

export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

type Act = Parameters<typeof openLead>[1];

async function carryOut(intent: (typeof INTENTS)[number], { request, portal }: StaffVisit, act: Act) {
  if (intent === "open") return openLead(portal, act);
  if (intent === "answer") {
    const form = await readForm(request, answerForm);
    return form.ok ? answerLead(portal, { ...act, ...form.value }) : form;
  }
  if (intent === "plan") {
    const form = await readForm(request, nextStepForm);
    return form.ok ? setLeadNextStep(portal, { ...act, ...form.value }) : form;
  }
  const form = await readForm(request, closeLeadForm);
  return form.ok ? closeLead(portal, { ...act, ...form.value }) : form;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Lead() {
  const { lead, moves, desk, today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("desk.lead");
  const formOf = (intent: (typeof INTENTS)[number]) =>
    answer && "intent" in answer && answer.intent === intent ? answer : { problems: {}, values: {} };
  return (
    <div className="page pt-4 md:pt-8">
      <Link to={`/coop/${desk}/leads`} className="text-15 text-indigo underline-offset-4 hover:underline">
        {words("back")}
      </Link>
      <div className="mt-2 flex flex-wrap items-baseline gap-x-3">
        <h1 className="text-26">
          <Weight grams={lead.grams} unit="tonne" /> {lead.variety}
        </h1>
        <LeadMark state={lead.state} />
      </div>
      <LeadOrigin lead={lead} />
      {answer?.refused && (
        <div className="mt-4">
          <RefusedNotice code={answer.refused} />
        </div>
      )}
      <div className="mt-4 gap-8 lg:grid lg:grid-cols-[1fr_24rem] lg:items-start">
        <div className="flex min-w-0 flex-col gap-4">
          <Contact />
          {moves.includes("answer") && (
            <AnswerLead
              number={lead.number}
              reopens={lead.state === "lost"}
              sent={lead.events.filter((event) => event.kind === "answered").length}
              {...formOf("answer")}
            />
          )}
          {moves.includes("planNextStep") && (
            <PlanNextStep
              number={lead.number}
              step={lead.nextStep}
              on={lead.nextStepOn}
              today={today}
              {...formOf("plan")}
            />
          )}
          {moves.includes("win") && <CloseLead number={lead.number} {...formOf("close")} />}
        </div>
        <div>
          <Section title={words("asked")} className="mt-8! lg:mt-0!">
            <Asked />
          </Section>
          <Section title={words("history")} className="mt-8!">
            <LeadHistory events={lead.events} />
          </Section>
        </div>
      </div>
    </div>
  );
}

/** Who to call; hidden until somebody says "open", because opening is recorded. */
function Contact() {
  const { lead } = useLoaderData<typeof loader>();
  const words = useTranslations("desk.lead");
  return (
    <Card className="p-4">
      <p className="text-17 font-semibold">
        {lead.company} · {lead.contact}
      </p>
      <p className="figures mt-1 text-20">{phoneText(lead.phone)}</p>
      {lead.masked ? (
        <Form method="post" className="mt-3">
          <Button name="intent" value="open" kind="primary" size="large" wide>
            {words("open")}
          </Button>
          <p className="mt-2 text-13 text-ink-3">{words("openHint")}</p>
          <KeptDraft form={`open/${lead.number}`} />
        </Form>
      ) : (
        <div className="mt-3">
          <ButtonLink to={`tel:${lead.phone}`} kind="field" size="large" className="max-sm:w-full">
            {words("call")}
          </ButtonLink>
        </div>
      )}
    </Card>
  );
}

function Asked() {
  const { lead } = useLoaderData<typeof loader>();
  const words = useTranslations("wholesale.follow");
  const own = useTranslations("desk.lead");
  return (
    <>
      <Facts
        rows={[
          [
            own("number"),
            <span key="number" className="figures">
              {lead.number}
            </span>,
            "number",
          ],
          ...(lead.offerName ? [[own("offer"), lead.offerName, "offer"] as const] : []),
          ...(lead.grade ? [[words("grade"), lead.grade, "grade"] as const] : []),
          [words("dates"), <DatesNeeded key="dates" lead={lead} />, "dates"],
          [words("place"), lead.region, "place"],
          [own("received"), <Moment key="received" at={lead.createdAt} />, "received"],
        ]}
      />
      {lead.note && <p className="mt-2 rounded-card bg-card p-3 text-15 whitespace-pre-line">{lead.note}</p>}
      {lead.masked && <p className="mt-2 text-13 text-ink-3">{own("noteHidden")}</p>}
    </>
  );
}
