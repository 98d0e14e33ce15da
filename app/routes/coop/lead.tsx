import { type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { notFound, type StaffVisit, staff } from "~/http/door.server";
import { readForm } from "~/http/forms.server";
import { once } from "~/http/once.server";
import { shanghaiDay } from "~/kernel/clock";
import { readNumber } from "~/kernel/ids";
import { phoneText } from "~/kernel/phone";
import {
  answerForm,
  closeLeadForm,
  deskLead,
  type LeadAct,
  nextStepForm,
} from "~/modules/wholesale/index.server";
import { leadMovesFrom } from "~/modules/wholesale/lead";
import { DatesNeeded, LeadMark, LeadOrigin } from "~/ui/desk/lead-card";
import { AnswerLead, CloseLead, PlanNextStep } from "~/ui/desk/lead-forms";
import { LeadHistory } from "~/ui/desk/lead-history";
import { Reveal, ShownUntil } from "~/ui/desk/reveal";
import { pageWords } from "~/ui/messages/page-words.server";
import { ButtonLink } from "~/ui/primitives/button";
import { Card, Facts, Section } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";
import { PageHead } from "~/ui/primitives/page-head";
import { RefusedNotice } from "~/ui/primitives/refused";
import { Weight } from "~/ui/primitives/weight";
import { answerLead } from "~/workflows/answer-lead";
import { closeLead } from "~/workflows/close-lead";
import { openLead } from "~/workflows/open-lead";
import { setLeadNextStep } from "~/workflows/set-lead-next-step";
import { cooperativeBySlug } from "./cooperative-of.server";
import { refusedForm } from "./refused-form.server";
import { lookedAt, mayReveal, readReveal } from "./reveal-of.server";

async function leadOf(visit: StaffVisit) {
  const { portal, params, locale, organisationId } = visit;
  const number = readNumber("lead", params.number ?? "");
  if (!number) throw notFound();
  const looked = await lookedAt(visit, "lead", [number]);
  const shown = new Set(looked.keys());
  const lead = await deskLead(portal.db, { cooperativeId: organisationId, number, locale, shown });
  if (!lead) throw notFound();
  return { lead, shownFor: looked.get(number) };
}

export const loader = staff("coop.leads.read", cooperativeBySlug, async (visit) => {
  const { lead, shownFor } = await leadOf(visit);
  const title = pageWords(visit.locale, "desk", "desk")("lead.title", { number: lead.number });
  return {
    lead,
    shownFor,
    mayReveal: lead.masked && mayReveal(visit, { kind: "lead" }),
    moves: leadMovesFrom(lead.state),
    desk: visit.params.slug ?? "",
    today: shanghaiDay(visit.now),
    title,
  };
});

const INTENTS = ["reveal", "answer", "plan", "close"] as const;
const intentForm = z.object({ intent: z.enum(INTENTS) });

async function act(visit: StaffVisit) {
  const { request, viewer, now, organisationId } = visit;
  const asked = await readForm(request.clone(), intentForm);
  if (!asked.ok) throw new Response(null, { status: 400 });
  const { lead } = await leadOf(visit);
  const whose = {
    leadId: lead.id,
    number: lead.number,
    cooperativeId: organisationId,
    userId: viewer.userId,
    now,
  };
  const done = await carryOut(asked.value.intent, visit, whose);
  if (!done.ok) return refusedForm(done.refusal, { intent: asked.value.intent });
  return redirect(`/coop/${visit.params.slug}/leads/${lead.number}`, 303);
}

export const action = staff("coop.leads.answer", cooperativeBySlug, once(act));

export { sendKept as clientAction, stayWhenUnsent as shouldRevalidate } from "~/ui/drafts/send-kept";

type Act = LeadAct & { readonly number: string };

async function carryOut(intent: (typeof INTENTS)[number], visit: StaffVisit, act: Act) {
  const { request, portal } = visit;
  if (intent === "reveal") {
    const reveal = await readReveal(visit, { kind: "lead" });
    return reveal.ok ? openLead(portal, { leadId: act.leadId, number: act.number, ...reveal.value }) : reveal;
  }
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
    <div className="page pt-5 md:pt-8">
      <PageHead
        back={{ to: `/coop/${desk}/leads`, words: words("back") }}
        title={
          <>
            <Weight grams={lead.grams} unit="tonne" /> {lead.variety}
          </>
        }
        beside={<LeadMark state={lead.state} />}
        lead={<LeadOrigin lead={lead} />}
      />
      {answer?.refused && (
        <div className="mt-4">
          <RefusedNotice code={answer.refused} />
        </div>
      )}
      <div className="mt-4 gap-8 lg:grid lg:grid-cols-[1fr_24rem] lg:items-start">
        <div className="flex min-w-0 flex-col gap-4">
          <Contact answer={formOf("reveal")} />
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

/** Who to call: behind a mask until somebody says what for, which is recorded. */
function Contact({ answer }: { answer: React.ComponentProps<typeof Reveal>["answer"] }) {
  const { lead, mayReveal, shownFor } = useLoaderData<typeof loader>();
  const words = useTranslations("desk.lead");
  return (
    <Card className="p-4">
      <p className="text-17 font-semibold">
        {lead.company} · {lead.contact}
      </p>
      <p className="figures mt-1 text-20">{phoneText(lead.phone)}</p>
      {mayReveal && <Reveal kind="lead" number={lead.number} answer={answer} />}
      {shownFor && (
        <div className="mt-3">
          <ButtonLink to={`tel:${lead.phone}`} kind="field" size="large" className="max-sm:w-full">
            {words("call")}
          </ButtonLink>
          <ShownUntil {...shownFor} />
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
