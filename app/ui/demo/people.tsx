import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { DemoDuty, DemoPerson } from "~/modules/identity/index.server";
import { Button } from "~/ui/primitives/button";
import { Mark } from "~/ui/primitives/notice";
import { deskOf } from "./desk-links";

interface PeopleProps {
  readonly people: readonly DemoPerson[];
  readonly viewerId: string | null;
}

/** Everybody the demo offers to be, each one tap away; the desks of who one is are links. */
export function People({ people, viewerId }: PeopleProps) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {people.map((person) => (
        <li key={person.userId} className="flex items-center justify-between gap-4 py-3">
          <Person person={person} current={person.userId === viewerId} />
        </li>
      ))}
    </ul>
  );
}

function Person({ person, current }: { person: DemoPerson; current: boolean }) {
  const words = useTranslations("demo");
  const { displayName, reading } = person;
  return (
    <>
      <div className="min-w-0">
        <h3 className="flex flex-wrap items-center gap-x-2 text-17">
          {reading ?? displayName}
          {reading && (
            <span lang="zh-CN" className="text-15 font-normal text-ink-2">
              {displayName}
            </span>
          )}
          {current && <Mark tone="good">{words("you")}</Mark>}
        </h3>
        <ul className="text-15 text-ink-2">
          {person.duties.length === 0 && <li>{words("buyer")}</li>}
          {person.duties.map((duty) => (
            <li key={`${duty.role}/${duty.organisationId}`}>
              <Duty duty={duty} current={current} />
            </li>
          ))}
        </ul>
      </div>
      {!current && (
        // A desk speaks with its own catalogue of words, which a page loads only when it begins.
        <Form method="post" reloadDocument className="shrink-0">
          <input type="hidden" name="userId" value={person.userId} />
          <Button
            name="intent"
            value="signIn"
            aria-label={words("enter", { name: reading ? `${reading} ${displayName}` : displayName })}
          >
            {words("enterShort")}
          </Button>
        </Form>
      )}
    </>
  );
}

function Duty({ duty, current }: { duty: DemoDuty; current: boolean }) {
  const words = useTranslations("demo");
  const desk = current ? deskOf(duty) : undefined;
  return (
    <>
      {words(`roles.${duty.role}`)}
      {duty.organisationName && <span className="block text-13 text-ink-3">{duty.organisationName}</span>}
      {desk && (
        <Link
          to={desk}
          reloadDocument
          className="flex min-h-11 items-center font-semibold text-indigo underline underline-offset-4"
        >
          {words("goTo")}
        </Link>
      )}
    </>
  );
}
