import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { DemoPerson } from "~/modules/identity/index.server";
import { Button } from "~/ui/primitives/button";
import { Card } from "~/ui/primitives/layout";
import { Mark } from "~/ui/primitives/notice";
import { deskOf } from "./desk-links";

interface PeopleProps {
  readonly people: readonly DemoPerson[];
  readonly viewerId: string | null;
}

/** Everybody the demo offers to be, each one tap away. */
export function People({ people, viewerId }: PeopleProps) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {people.map((person) => (
        <li key={person.userId} className="grid">
          <Person person={person} current={person.userId === viewerId} />
        </li>
      ))}
    </ul>
  );
}

function Person({ person, current }: { person: DemoPerson; current: boolean }) {
  const words = useTranslations("demo");
  const desk = person.duties.map(deskOf).find((address) => address !== undefined);
  return (
    <Card className="flex flex-col gap-3 p-4">
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="text-17">{person.displayName}</h3>
        {current && <Mark tone="good">{words("you")}</Mark>}
      </div>
      <ul className="text-15 text-ink-2">
        {person.duties.length === 0 && <li>{words("buyer")}</li>}
        {person.duties.map((duty) => (
          <li key={`${duty.role}/${duty.organisationId}`}>
            {words(`roles.${duty.role}`)}
            {duty.organisationName && <span className="text-ink-3"> · {duty.organisationName}</span>}
          </li>
        ))}
      </ul>
      <div className="mt-auto">
        {current && desk ? (
          <Link to={desk} className="text-15 font-semibold text-indigo underline underline-offset-4">
            {words("goTo")}
          </Link>
        ) : (
          <Form method="post">
            <input type="hidden" name="userId" value={person.userId} />
            <Button name="intent" value="signIn" wide disabled={current}>
              {words("enter", { name: person.displayName })}
            </Button>
          </Form>
        )}
      </div>
    </Card>
  );
}
