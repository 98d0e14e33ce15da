import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { phoneText } from "~/kernel/phone";
import type { DeskLead } from "~/modules/wholesale/index.server";
import type { LeadState } from "~/modules/wholesale/lead";
import { ButtonLink } from "~/ui/primitives/button";
import { classes } from "~/ui/primitives/classes";
import { Moment } from "~/ui/primitives/moment";
import { Mark } from "~/ui/primitives/notice";
import { Weight } from "~/ui/primitives/weight";

interface LeadCardProps {
  readonly lead: DeskLead;
  readonly desk: string;
  /** YYYY-MM-DD */
  readonly today: string;
}

/** A wholesale request in the desk's list: what and how much first, who only after it was opened. */
export function LeadCard({ lead, desk, today }: LeadCardProps) {
  const words = useTranslations("desk.leads");
  const address = `/coop/${desk}/leads/${lead.number}`;
  return (
    <article className="rounded-card border border-line bg-card p-4">
      <div className="flex items-center justify-between gap-3 text-13 text-ink-3">
        <LeadMark state={lead.state} />
        <Moment at={lead.createdAt} />
      </div>
      <h2 className="mt-2 flex flex-wrap items-baseline gap-x-3 text-17">
        <Weight grams={lead.grams} unit="tonne" className="text-26 font-semibold" />
        <Link to={address} prefetch="intent" className="underline-offset-4 hover:underline">
          {lead.variety}
        </Link>
        {lead.grade && <span className="text-15 font-normal text-ink-2">{lead.grade}</span>}
      </h2>
      <p className="mt-1 text-15 text-ink-2">
        {words("to", { region: lead.region })}
        <span aria-hidden> · </span>
        <DatesNeeded lead={lead} />
      </p>
      <p className="mt-1 text-15">
        {lead.company} · {lead.contact}{" "}
        <span className="figures whitespace-nowrap text-ink-2">{phoneText(lead.phone)}</span>
      </p>
      <LeadOrigin lead={lead} />
      <NextStepLine lead={lead} today={today} />
      <div className="mt-3 flex justify-end">
        <ButtonLink
          to={address}
          kind={lead.state === "new" ? "primary" : "second"}
          prefetch="intent"
          className="max-sm:w-full"
        >
          {words(lead.state === "new" ? "open" : "look")}
        </ButtonLink>
      </div>
    </article>
  );
}

export function LeadMark({ state }: { state: LeadState }) {
  const words = useTranslations("desk.leads.state");
  const tone = state === "new" ? "live" : state === "won" ? "good" : state === "opened" ? "wait" : "plain";
  return <Mark tone={tone}>{words(state)}</Mark>;
}

export function DatesNeeded({ lead }: { lead: Pick<DeskLead, "neededFrom" | "neededUntil"> }) {
  const words = useTranslations("wholesale.follow");
  return words.rich("range", {
    from: () => <Moment at={lead.neededFrom} shape="date" />,
    until: () => <Moment at={lead.neededUntil} shape="date" />,
  });
}

/** What brought the buyer: the host's link and the live session where known, else what the buyer says. */
export function LeadOrigin({ lead }: { lead: Pick<DeskLead, "source" | "heardFrom"> }) {
  const words = useTranslations();
  const { source } = lead;
  const heard = words(`wholesale.heard.${lead.heardFrom}`);
  return (
    <p className="mt-1 text-15 text-field">
      {source
        ? words(source.sessionName ? "desk.leads.bySession" : "desk.leads.byLink", {
            host: source.hostName,
            session: source.sessionName ?? "",
            code: source.linkCode,
          })
        : words("desk.leads.heard", { heard })}
    </p>
  );
}

function NextStepLine({ lead, today }: { lead: DeskLead; today: string }) {
  const words = useTranslations("desk.leads");
  if (lead.nextStep === null || lead.nextStepOn === null) return null;
  const due = lead.nextStepOn <= today;
  return (
    <p
      className={classes(
        "mt-2 rounded-control px-3 py-2 text-15",
        due ? "bg-amber-tint text-amber" : "bg-paper",
      )}
    >
      <span className="font-semibold">
        <Moment at={lead.nextStepOn} shape="date" />
        {due && ` ${words("due")}`}
      </span>{" "}
      {lead.nextStep}
    </p>
  );
}
