import { useTranslations } from "use-intl";
import type { Role } from "~/modules/identity/duties";
import type { Team } from "~/modules/identity/index.server";
import { QuietField } from "~/ui/illustrations/quiet-field";
import { Card, Section } from "~/ui/primitives/layout";
import { Empty, Notice } from "~/ui/primitives/notice";
import { RefusedNotice } from "~/ui/primitives/refused";
import type { TeamAnswer } from "./answer";
import { InvitationList } from "./invitation-list";
import { InviteForm } from "./invite-form";
import { LinkToSend } from "./link-to-send";
import { PastDuties } from "./past-duties";
import { PersonCard } from "./person-card";

export interface TeamPageProps {
  readonly team: Team;
  /** the duties this person may give and take; none for who only reads */
  readonly roles: readonly Role[];
  /** YYYY-MM-DD */
  readonly today: string;
  readonly answer: TeamAnswer | undefined;
}

/** Who has which duty at an organisation, who was asked, who had one; with the forms for whoever may change it. */
export function TeamPage({ team, roles, today, answer }: TeamPageProps) {
  const words = useTranslations("team");
  const people = Map.groupBy(team.running, (duty) => duty.userId);
  return (
    <>
      {answer && (
        <div className="mt-4">
          <Answer answer={answer} />
        </div>
      )}
      <div className="gap-10 lg:grid lg:grid-cols-[1fr_24rem] lg:items-start">
        <Section title={words("people")} className="mt-6!">
          {people.size === 0 ? (
            <Empty scene={<QuietField />} title={words("nobody")}>
              {words("nobodyHint")}
            </Empty>
          ) : (
            <ul className="grid gap-3">
              {[...people].map(([userId, duties]) => (
                <li key={userId}>
                  <PersonCard {...{ duties, roles, today, answer }} />
                </li>
              ))}
            </ul>
          )}
          {team.over.length > 0 && <PastDuties duties={team.over} />}
        </Section>
        <div>
          {roles.length > 0 && (
            <Section title={words("invite")} className="mt-6!">
              <Card className="p-4">
                <InviteForm {...{ roles, today, answer }} />
              </Card>
            </Section>
          )}
          {team.invitations.length > 0 && (
            <Section title={words("open")} className="mt-8!">
              <InvitationList invitations={team.invitations} mayWithdraw={roles.length > 0} />
            </Section>
          )}
        </div>
      </div>
    </>
  );
}

function Answer({ answer }: { answer: TeamAnswer }) {
  const words = useTranslations("team.done");
  if (answer.link) return <LinkToSend link={answer.link} />;
  if (answer.refused) return <RefusedNotice code={answer.refused} />;
  return (
    <Notice tone="good" live>
      {words(answer.intent)}
    </Notice>
  );
}
