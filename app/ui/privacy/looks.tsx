import { useTranslations } from "use-intl";
import type { OwnReveal } from "~/modules/identity/index.server";
import { Section } from "~/ui/primitives/layout";
import { Moment } from "~/ui/primitives/moment";

export interface Look extends Omit<OwnReveal, "organisation"> {
  /** in the reader's language */
  readonly organisation: string | null;
}

/** Who looked at a buyer's name, telephone and address: from where, in which capacity, what for, when. */
export function Looks({ looks, more }: { looks: readonly Look[]; more: number }) {
  const words = useTranslations("reveals");
  const roles = useTranslations("team.roles");
  return (
    <Section title={words("mine.title")}>
      <p className="text-15 text-pretty text-ink-2">{words("mine.lead")}</p>
      {looks.length === 0 ? (
        <p className="mt-3 text-15 text-ink-3">{words("mine.none")}</p>
      ) : (
        <ul className="mt-3 divide-y divide-line border-y border-line">
          {looks.map((look) => (
            <li key={`${look.number}${look.at}`} className="grid gap-x-6 py-3 sm:grid-cols-[1fr_auto]">
              <p className="text-15">
                <span className="font-semibold">
                  {words("mine.entry", {
                    organisation: look.organisation ?? words("mine.gone"),
                    role: roles(look.role),
                  })}
                </span>
                <span className="block text-ink-2">{words(`purposes.${look.purpose}`)}</span>
              </p>
              <p className="text-13 text-ink-3 sm:text-right">
                {words(`mine.of.${look.kind}`)} <span className="figures">{look.number}</span>
                <span className="block">
                  <Moment at={new Date(look.at)} />
                </span>
              </p>
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <p className="mt-2 text-13 text-ink-3">{words("mine.more", { count: more })}</p>}
    </Section>
  );
}
