import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { type Chapter, chapterOf } from "~/modules/catalog/listing/chapters";
import { Notice } from "~/ui/primitives/notice";
import { useFieldName } from "./field-name";
import type { ProblemOf } from "./listing-parts";
import { showField, unfold } from "./show-field";

type Problems = Readonly<Record<string, string>>;

/**
 * What of the last answer is still to be mended, chapter by chapter as the form shows them; a field that was touched since
 * is done until the next answer. A new answer unfolds all of it and brings whoever sent the form to the first.
 */
export function useToMend(problems: Problems, chapters: readonly Chapter[]) {
  const [done, setDone] = useState<{ of: Problems; fields: readonly string[] }>({ of: problems, fields: [] });
  useEffect(() => {
    const complained = inOrder(problems, chapters);
    complained.forEach(unfold);
    if (complained[0] !== undefined) showField(complained[0]);
  }, [problems, chapters]);
  const all = inOrder(problems, chapters);
  const open = done.of === problems ? all.filter((field) => !done.fields.includes(field)) : all;
  const touched = (name: string) => {
    const mended = open.filter((field) => name === field || name.startsWith(`${field}.`));
    if (mended.length === 0) return;
    setDone({ of: problems, fields: all.filter((field) => !open.includes(field) || mended.includes(field)) });
  };
  return { all, open, touched };
}

const inOrder = (problems: Problems, chapters: readonly Chapter[]) =>
  chapters.flatMap((chapter) => Object.keys(problems).filter((field) => chapterOf(field) === chapter));

interface ToMendProps {
  readonly fields: readonly string[];
  readonly problem: ProblemOf;
}

/** All complaints above a long form, each leading to its field wherever that is folded away. */
export function ToMend({ fields, problem }: ToMendProps) {
  const words = useTranslations("listings.problems");
  const nameOf = useFieldName();
  return (
    <Notice tone="refused" live title={words("summary", { count: fields.length })}>
      <ul>
        {fields.map((field) => (
          <li key={field} className="flex flex-wrap items-baseline gap-x-2">
            <FieldLink field={field} className="inline-flex min-h-11 items-center">
              {nameOf(field)}
            </FieldLink>
            <span>{problem(field)}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Beside the button that sends the form: how much is left to mend, and the way to the next of it. */
export function NextToMend({ fields }: Pick<ToMendProps, "fields">) {
  const words = useTranslations("listings.problems");
  const [next] = fields;
  if (next === undefined) return null;
  return (
    <FieldLink field={next} className="flex min-h-11 items-center justify-center text-15 text-vermilion">
      {words("next", { count: fields.length })}
    </FieldLink>
  );
}

function FieldLink({ field, className, children }: { field: string; className: string; children: string }) {
  return (
    <a
      href={`#${field}`}
      className={`${className} underline underline-offset-4`}
      onClick={(event) => {
        // The browser's own way would leave the answer behind, and with it the complaints.
        if (showField(field)) event.preventDefault();
      }}
    >
      {children}
    </a>
  );
}
