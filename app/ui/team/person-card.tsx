import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { addMs, shanghaiDay } from "~/kernel/clock";
import type { Role } from "~/modules/identity/duties";
import type { TeamDuty } from "~/modules/identity/index.server";
import { Button } from "~/ui/primitives/button";
import { TextField } from "~/ui/primitives/field";
import { FoldLine } from "~/ui/primitives/fold";
import { Card } from "~/ui/primitives/layout";
import { type TeamAnswer, useProblem } from "./answer";
import { Term } from "./term";

interface PersonCardProps {
  /** of one person, at least one */
  readonly duties: readonly TeamDuty[];
  readonly roles: readonly Role[];
  readonly today: string;
  readonly answer: TeamAnswer | undefined;
}

/** One person of the team with every duty held here. */
export function PersonCard({ duties, roles, today, answer }: PersonCardProps) {
  const [first] = duties;
  if (!first) return null;
  return (
    <Card className="p-4">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="text-17 font-semibold">{first.name}</span>
        {first.phone && <span className="figures text-13 text-ink-3">{first.phone}</span>}
      </p>
      <ul className="mt-1 divide-y divide-line">
        {duties.map((duty) => (
          <li key={duty.id} className="py-2 last:pb-0">
            <DutyLine duty={duty} />
            {roles.includes(duty.role) && <ChangeDuty {...{ duty, today, answer }} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function DutyLine({ duty }: { duty: TeamDuty }) {
  const words = useTranslations("team");
  return (
    <>
      <p className="text-15">{words(`roles.${duty.role}`)}</p>
      <p className="text-13 text-ink-2">{words(`does.${duty.role}`)}</p>
      <p className="mt-0.5 text-13 text-ink-3">
        <Term from={duty.validFrom} until={duty.validUntil} />
        {duty.grantedBy && <> · {words("grantedBy", { name: duty.grantedBy })}</>}
      </p>
    </>
  );
}

/** The last day a term includes; it ends with the first moment of the next one. */
const lastDayOf = (validUntil: Date | null) => (validUntil ? shanghaiDay(addMs(validUntil, -1)) : "");

interface ChangeDutyProps {
  readonly duty: TeamDuty;
  readonly today: string;
  readonly answer: TeamAnswer | undefined;
}

/** Folded away, so that nobody takes a duty with a slip of the thumb. */
function ChangeDuty({ duty, today, answer }: ChangeDutyProps) {
  const words = useTranslations("team");
  const mine = answer?.of === duty.id ? answer : undefined;
  const problem = useProblem(mine);
  const who = { name: duty.name, role: words(`roles.${duty.role}`) };
  return (
    <FoldLine
      className="mt-1"
      open={mine?.refused ? true : undefined}
      title={words("change")}
      label={words("changeOf", who)}
    >
      <div className="grid gap-4 pt-1 pb-2 sm:grid-cols-2">
        <Form method="post" className="flex flex-col gap-2">
          <input type="hidden" name="grantId" value={duty.id} />
          <TextField
            label={words("lastDay")}
            hint={words("lastDayHint")}
            name="lastDay"
            type="date"
            min={today}
            defaultValue={mine?.values.lastDay ?? lastDayOf(duty.validUntil)}
            error={mine?.intent === "term" && problem("lastDay")}
          />
          <Button name="intent" value="term">
            {words("setTerm")}
          </Button>
        </Form>
        <Form method="post" className="flex flex-col gap-2">
          <input type="hidden" name="grantId" value={duty.id} />
          <TextField
            label={words("reason")}
            hint={words("reasonHint")}
            name="reason"
            required
            maxLength={200}
            defaultValue={mine?.values.reason ?? ""}
            error={mine?.intent === "revoke" && problem("reason")}
          />
          <Button name="intent" value="revoke" aria-label={words("revokeOf", who)}>
            {words("revoke")}
          </Button>
        </Form>
      </div>
    </FoldLine>
  );
}
