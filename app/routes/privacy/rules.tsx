import type { MetaFunction } from "@remix-run/node";
import { useTranslations } from "use-intl";
import { open } from "~/http/door.server";
import { pageWords } from "~/ui/messages/page-words.server";
import { Section } from "~/ui/primitives/layout";
import { KeptList, KeptWhileList, RetentionList } from "~/ui/privacy/retention-list";

/** What the page says changes with the program only. */
const SECONDS_KEPT = 3_600;

export const loader = open("shop.browse", ({ locale, terms }) => {
  terms.keep([], SECONDS_KEPT);
  return { title: pageWords(locale, "privacy", "privacy")("rules.title") };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** How long personal data is kept, and why: the rules of the house, by which the sweep works. */
export default function PrivacyRules() {
  const words = useTranslations("privacy.rules");
  return (
    <div className="page max-w-4xl pt-6 md:pt-10">
      <h1 className="text-26 text-balance md:text-34">{words("title")}</h1>
      <p className="mt-2 max-w-reading text-pretty text-ink-2">{words("lead")}</p>
      <RetentionList />
      <KeptWhileList />
      <KeptList />
      <Section title={words("rightsTitle")}>
        <p className="max-w-reading text-15 text-pretty text-ink-2">{words("rightsText")}</p>
      </Section>
    </div>
  );
}
