import { Form, useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect } from "react";
import { useTranslations } from "use-intl";
import type { RefusalCode } from "~/http/refusals";
import { type Chapter as ChapterName, chapterOf } from "~/modules/catalog/listing/chapters";
import type { ListingValues } from "~/modules/catalog/listing/listing.forms";
import type { TemplateName } from "~/modules/catalog/listing/templates";
import { KeptDraft } from "~/ui/drafts/kept-draft";
import { ActionBar } from "~/ui/primitives/action-bar";
import { Button } from "~/ui/primitives/button";
import { RefusedNotice } from "~/ui/primitives/refused";
import { AttributeFields } from "./attribute-fields";
import { Chapter } from "./chapter";
import { useChapterLines } from "./chapter-lines";
import type { ListingChoices, ProblemOf } from "./listing-parts";
import { PackFields } from "./pack-fields";
import { SellingFields } from "./selling-fields";
import { showField } from "./show-field";
import { NextToMend, ToMend, useToMend } from "./to-mend";
import { WordsFields } from "./words-fields";

interface ListingFormProps {
  readonly template: TemplateName;
  readonly choices: ListingChoices;
  readonly values: ListingValues;
  /** what the portal has of it, where it has something */
  readonly saved?: ListingValues;
  readonly problems: Readonly<Record<string, string>>;
  readonly refused: RefusalCode | undefined;
  readonly submit: string;
  /** the name under which it is kept until it has arrived */
  readonly draft: string;
  /** chapters in which something needed is missing lie open: nothing of it is in the shop yet */
  readonly opensMissing: boolean;
}

/** What has a name first gets one; of what has one, price and packs change most. */
const CHAPTERS_NEW = ["words", "packs", "quality", "selling"] as const;
const CHAPTERS_KEPT = ["packs", "words", "quality", "selling"] as const;

/** A listing as it is written, in chapters: packs and prices, words, quality and label, how it is sold. */
export function ListingForm(props: ListingFormProps) {
  const { template, choices, values, saved, problems, refused, submit, draft, opensMissing } = props;
  const navigation = useNavigation();
  const problem = useProblemWords(problems);
  const chapters: readonly ChapterName[] = saved ? CHAPTERS_KEPT : CHAPTERS_NEW;
  const { all, open, touched } = useToMend(problems, chapters);
  const lines = useChapterLines(template, choices);
  useEffect(() => {
    if (location.hash) showField(decodeURIComponent(location.hash.slice(1)));
  }, []);
  const part = { template, values, saved, problem };
  const chapter = (name: "words" | "quality" | "selling") => ({
    name,
    template,
    values,
    saved,
    opensMissing,
    line: lines[name],
    hasProblem: all.some((field) => chapterOf(field) === name),
    toMend: open.filter((field) => chapterOf(field) === name).length,
  });
  const wording = (
    <Chapter {...chapter("words")}>
      <WordsFields {...part} />
    </Chapter>
  );
  return (
    <Form
      method="post"
      noValidate
      className="mt-4 flex flex-col gap-6 pb-6"
      key={template}
      onChange={({ target }) => touched((target as EventTarget & { name?: string }).name ?? "")}
    >
      <input type="hidden" name="template" value={template} />
      {open.length > 0 && <ToMend fields={open} problem={problem} />}
      {all.length === 0 && refused && <RefusedNotice code={refused} />}
      {!saved && <Card>{wording}</Card>}
      <PackFields {...part} />
      <Card>
        {saved && wording}
        <Chapter {...chapter("quality")}>
          <AttributeFields {...part} />
        </Chapter>
        <Chapter {...chapter("selling")}>
          <SellingFields {...part} choices={choices} />
        </Chapter>
      </Card>
      <ActionBar className="flex flex-col gap-2">
        <KeptDraft form={draft} />
        <NextToMend fields={open} />
        <Button kind="primary" size="large" wide disabled={navigation.state !== "idle"}>
          {submit}
        </Button>
      </ActionBar>
    </Form>
  );
}

function Card({ children }: { children: ReactNode }) {
  return <div className="rounded-card border border-line bg-card">{children}</div>;
}

function useProblemWords(problems: ListingFormProps["problems"]): ProblemOf {
  const words = useTranslations("listings.problems");
  return (field) => {
    const code = problems[field] as Parameters<typeof words>[0] | undefined;
    return code && words.has(code) ? words(code as "required") : code;
  };
}
